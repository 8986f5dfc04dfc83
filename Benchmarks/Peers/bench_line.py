"""LINE (line-solver): its native C++ simulator LDES, and its analytic solver MVA.

LDES takes a number of service completions, drops the warm-up by MSER-5 and runs as a child process:
`wall_s` is the call with the start of the process and the exchange of JSON, `cpu_s` the child's.
LINE has no bare event interface, so there is no `hold`.
"""

import importlib.metadata

from line_solver import (LDES, MVA, Exp, GlobalConstants, Network, OpenClass, Queue, SchedStrategy,
                         Sink, Source, VerboseLevel)

import common

VERSION = importlib.metadata.version("line-solver")
GlobalConstants.set_verbose(VerboseLevel.SILENT)


def mm1_model(utilisation):
    model = Network("M/M/1")
    source, sink = Source(model, "Source"), Sink(model, "Sink")
    queue = Queue(model, "Queue", SchedStrategy.FCFS)
    customers = OpenClass(model, "Customers")
    source.set_arrival(customers, Exp(utilisation))
    queue.set_service(customers, Exp(1.0))
    model.link(Network.serial_routing(source, queue, sink))
    return model


def network_model():
    model = Network("five stations")
    source, sink = Source(model, "Source"), Sink(model, "Sink")
    queues = [Queue(model, f"Queue {i + 1}", SchedStrategy.FCFS) for i in common.STATIONS]
    customers = OpenClass(model, "Customers")
    total = sum(common.ARRIVAL_RATE)
    source.set_arrival(customers, Exp(total))
    routing = model.init_routing_matrix()
    for i, queue in enumerate(queues):
        queue.set_number_of_servers(common.SERVERS[i])
        queue.set_service(customers, Exp(common.SERVICE_RATE[i]))
        if common.ARRIVAL_RATE[i] > 0:
            routing.set(customers, customers, source, queue, common.ARRIVAL_RATE[i] / total)
        for j, probability in enumerate(common.ROUTING[i]):
            if probability > 0:
                routing.set(customers, customers, queue, queues[j], probability)
        routing.set(customers, customers, queue, sink, 1.0 - sum(common.ROUTING[i]))
    model.link(routing)
    return model


def mean_sojourn(answer, arrival_rate):
    """Mean time in system from the mean queue lengths, by Little's law."""
    table = answer if hasattr(answer, "columns") else answer.data
    present = table[table["Station"] != "Source"]["QLen"].sum()
    return float(present) / arrival_rate


def mm1(arguments):
    model = mm1_model(arguments.utilisation)
    with common.ChildClock() as clock:
        answer = LDES(model, seed=arguments.seed, samples=arguments.customers).avg_table()
    statistic = ("mean_time_in_system", mean_sojourn(answer, arguments.utilisation),
                 common.mm1_sojourn(arguments.utilisation))
    common.emit("line-ldes", VERSION, "mm1", 2 * arguments.customers, clock, statistic,
                customers=arguments.customers)


def network(arguments):
    model = network_model()
    services = round(arguments.customers * common.services_per_customer())
    with common.ChildClock() as clock:
        answer = LDES(model, seed=arguments.seed, samples=services).avg_table()
    statistic = ("mean_sojourn", mean_sojourn(answer, sum(common.ARRIVAL_RATE)),
                 common.network_sojourn())
    common.emit("line-ldes", VERSION, "network", services + arguments.customers, clock, statistic,
                customers=arguments.customers)


def analytic(arguments):
    """The network solved, not simulated: no events, the exact answer."""
    model = network_model()
    with common.Clock() as clock:
        answer = MVA(model).avg_table()
    statistic = ("mean_sojourn", mean_sojourn(answer, sum(common.ARRIVAL_RATE)),
                 common.network_sojourn())
    common.emit("line-mva", VERSION, "analytic", 0, clock, statistic)


if __name__ == "__main__":
    common.run_model([mm1, network, analytic], customers=200_000)
