"""Ciw: queueing networks by event scheduling, one record per service.

Ciw has no bare event interface, so there is no `hold`. It keeps a record of every service, and the
time in system is read off these records inside the clock.
"""

import ciw

import common


def simulate(network, arguments):
    """Runs the network; returns clock, events, and times in system of those who left."""
    ciw.seed(arguments.seed)
    simulation = ciw.Simulation(network)
    with common.Clock() as clock:
        simulation.simulate_until_max_customers(arguments.customers, method="Complete")
        records = simulation.get_all_records(only=["service"])
    arrived, left = {}, {}
    for record in records:
        customer = record.id_number
        arrived[customer] = min(record.arrival_date, arrived.get(customer, record.arrival_date))
        if record.destination == -1:
            left[customer] = record.exit_date
    events = simulation.nodes[0].number_of_individuals + len(records)
    return clock, events, [left[customer] - arrived[customer] for customer in left]


def finish(model, statistic, theory, network, arguments):
    clock, events, sojourns = simulate(network, arguments)
    common.emit("ciw", ciw.__version__, model, events, clock,
                (statistic, sum(sojourns) / len(sojourns), theory), customers=len(sojourns))


def mm1(arguments):
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(arguments.utilisation)],
        service_distributions=[ciw.dists.Exponential(1.0)],
        number_of_servers=[1],
    )
    theory = common.mm1_sojourn(arguments.utilisation)
    finish("mm1", "mean_time_in_system", theory, network, arguments)


def network(arguments):
    five_stations = ciw.create_network(
        arrival_distributions=[
            ciw.dists.Exponential(rate) if rate > 0 else None for rate in common.ARRIVAL_RATE
        ],
        service_distributions=[ciw.dists.Exponential(rate) for rate in common.SERVICE_RATE],
        number_of_servers=common.SERVERS,
        routing=common.ROUTING,
    )
    finish("network", "mean_sojourn", common.network_sojourn(), five_stations, arguments)


if __name__ == "__main__":
    common.run_model([mm1, network], customers=50_000)
