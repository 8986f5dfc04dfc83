"""What the peers share: arguments, clocks, the five-station network and its theory, the JSON line.

An event is a thing that happens in the model, never a step inside an engine:
  mm1      2 per customer (arrival, departure)
  hold     1 per event that fires and schedules its successor
  network  1 per arrival from outside + 1 per completed service
"""

import argparse
import json
import resource
import time

SEED = 12345

# The network: one class of customers, Poisson arrivals from outside, exponential service.
ARRIVAL_RATE = [0.7, 0.4, 0.5, 0.0, 0.0]  # from outside, per station
SERVICE_RATE = [1.0, 0.8, 0.35, 0.22, 0.6]  # of one server
SERVERS = [1, 2, 4, 8, 2]
ROUTING = [  # row: from, column: to; the rest of a row leaves
    [0.0, 0.6, 0.2, 0.0, 0.0],
    [0.0, 0.0, 0.5, 0.3, 0.0],
    [0.1, 0.0, 0.0, 0.7, 0.2],
    [0.0, 0.0, 0.0, 0.0, 0.3],
    [0.0, 0.1, 0.0, 0.0, 0.0],
]
STATIONS = range(len(SERVERS))


def cumulative_routing():
    """Routing rows as running sums, for one bisection per routing decision."""
    rows = []
    for row in ROUTING:
        total, sums = 0.0, []
        for probability in row:
            total += probability
            sums.append(total)
        rows.append(sums)
    return rows


def station_rates():
    """Arrival rate of each station: λ = γ + λ P, by iteration."""
    rates = ARRIVAL_RATE[:]
    for _ in range(10_000):
        following = [
            ARRIVAL_RATE[j] + sum(rates[i] * ROUTING[i][j] for i in STATIONS) for j in STATIONS
        ]
        if max(abs(a - b) for a, b in zip(following, rates)) < 1e-16:
            return following
        rates = following
    return rates


def mmc_mean_number(arrival_rate, service_rate, servers):
    """Mean number of customers in an M/M/c station (Erlang C from the Erlang B recursion)."""
    load = arrival_rate / service_rate
    blocking = 1.0
    for k in range(1, servers + 1):
        blocking = load * blocking / (k + load * blocking)
    utilisation = load / servers
    waiting = blocking / (1.0 - utilisation * (1.0 - blocking))
    return load + waiting * utilisation / (1.0 - utilisation)


def network_sojourn():
    """Mean time from arrival to leaving the network (Jackson 1957): 11.4531504160520."""
    present = sum(map(mmc_mean_number, station_rates(), SERVICE_RATE, SERVERS))
    return present / sum(ARRIVAL_RATE)


def services_per_customer():
    """Mean number of services a customer gets on the way through."""
    return sum(station_rates()) / sum(ARRIVAL_RATE)


def mm1_sojourn(utilisation):
    """Mean time in system of an M/M/1 queue with service rate 1."""
    return 1.0 / (1.0 - utilisation)


def run_model(models, customers, pending=1000, pops=200_000):
    """Runs the model that the command line names, one of the functions in `models`."""
    by_name = {model.__name__: model for model in models}
    parser = argparse.ArgumentParser(description="One model on one engine; prints one JSON line.")
    parser.add_argument("model", choices=by_name)
    parser.add_argument("--customers", type=int, default=customers)
    parser.add_argument("--pending", type=int, default=pending, help="hold: events that wait")
    parser.add_argument("--pops", type=int, default=pops, help="hold: events that fire")
    parser.add_argument("--utilisation", type=float, default=0.9, help="mm1: arrival rate")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    by_name[arguments.model](arguments)


class Clock:
    """Wall and processor seconds of a with-block."""

    def processor_seconds(self):
        return time.process_time()

    def __enter__(self):
        self.wall, self.cpu = -time.perf_counter(), -self.processor_seconds()
        return self

    def __exit__(self, *failure):
        self.wall += time.perf_counter()
        self.cpu += self.processor_seconds()


class ChildClock(Clock):
    """The same for an engine that runs as a child process."""

    def processor_seconds(self):
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime


def emit(engine, version, model, events, clock, statistic=None, **more):
    """Prints the JSON line; `statistic` is (name, value, theory)."""
    line = {
        "engine": engine,
        "version": version,
        "model": model,
        "events": int(events),
        "wall_s": round(clock.wall, 4),
        "cpu_s": round(clock.cpu, 4),
        "events_per_s": round(events / clock.wall) if clock.wall > 0 else None,
        "events_per_cpu_s": round(events / clock.cpu) if clock.cpu > 0 else None,
        "peak_rss_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    if statistic is not None:
        line["statistic"] = dict(zip(("name", "value", "theory"), statistic))
    print(json.dumps(line | more), flush=True)
