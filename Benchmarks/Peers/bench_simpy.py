"""SimPy: generator processes on one binary heap.

`mm1` and `network` are the cheapest forms SimPy offers (processes for sources and servers, a Store
between them); `mm1_process` and `network_process` the textbook forms (a process per customer).
None keeps more statistics than the sum of the times in system.
"""

import random
from bisect import bisect

import simpy

import common


class Tally:
    """Sum of the times in system, customers done, services done."""

    def __init__(self):
        self.total, self.done, self.services = 0.0, 0, 0

    def leave(self, sojourn):
        self.total += sojourn
        self.done += 1


def mm1(arguments):
    expovariate = random.Random(arguments.seed).expovariate
    env, tally = simpy.Environment(), Tally()
    queue = simpy.Store(env)

    def source():
        for _ in range(arguments.customers):
            yield env.timeout(expovariate(arguments.utilisation))
            queue.put(env.now)

    def server():
        while True:
            arrived = yield queue.get()
            yield env.timeout(expovariate(1.0))
            tally.leave(env.now - arrived)

    env.process(source())
    env.process(server())
    finish_mm1("mm1", arguments, env, tally)


def mm1_process(arguments):
    expovariate = random.Random(arguments.seed).expovariate
    env, tally = simpy.Environment(), Tally()
    server = simpy.Resource(env, capacity=1)

    def customer():
        arrived = env.now
        with server.request() as request:
            yield request
            yield env.timeout(expovariate(1.0))
        tally.leave(env.now - arrived)

    def source():
        for _ in range(arguments.customers):
            yield env.timeout(expovariate(arguments.utilisation))
            env.process(customer())

    env.process(source())
    finish_mm1("mm1_process", arguments, env, tally)


def finish_mm1(model, arguments, env, tally):
    with common.Clock() as clock:
        env.run()
    theory = common.mm1_sojourn(arguments.utilisation)
    common.emit("simpy", simpy.__version__, model, 2 * tally.done, clock,
                ("mean_time_in_system", tally.total / tally.done, theory), customers=tally.done)


def hold(arguments):
    """Processes that sleep Exp(1) for ever. All sleep before the clock starts."""
    expovariate = random.Random(arguments.seed).expovariate
    env = simpy.Environment()

    def sleeper():
        while True:
            yield env.timeout(expovariate(1.0))

    for _ in range(arguments.pending):
        env.process(sleeper())
    for _ in range(arguments.pending):
        env.step()
    step = env.step
    with common.Clock() as clock:
        for _ in range(arguments.pops):
            step()
    common.emit("simpy", simpy.__version__, "hold", arguments.pops, clock,
                ("final_clock", env.now, arguments.pops / arguments.pending),
                pending=arguments.pending)


def network(arguments):
    stream = random.Random(arguments.seed)
    env, tally = simpy.Environment(), Tally()
    queues = [simpy.Store(env) for _ in common.STATIONS]
    routing = common.cumulative_routing()

    def server(i):
        queue, rate, row = queues[i], common.SERVICE_RATE[i], routing[i]
        while True:
            arrived = yield queue.get()
            yield env.timeout(stream.expovariate(rate))
            tally.services += 1
            station = bisect(row, stream.random())
            if station < len(queues):
                queues[station].put(arrived)
            else:
                tally.leave(env.now - arrived)

    for i in common.STATIONS:
        for _ in range(common.SERVERS[i]):
            env.process(server(i))
    start_sources(arguments, env, stream, lambda i: queues[i].put(env.now))
    finish_network("network", env, tally)


def network_process(arguments):
    stream = random.Random(arguments.seed)
    env, tally = simpy.Environment(), Tally()
    stations = [simpy.Resource(env, capacity=servers) for servers in common.SERVERS]
    routing = common.cumulative_routing()

    def customer(i):
        arrived = env.now
        while i < len(stations):
            with stations[i].request() as request:
                yield request
                yield env.timeout(stream.expovariate(common.SERVICE_RATE[i]))
            tally.services += 1
            i = bisect(routing[i], stream.random())
        tally.leave(env.now - arrived)

    start_sources(arguments, env, stream, lambda i: env.process(customer(i)))
    finish_network("network_process", env, tally)


def start_sources(arguments, env, stream, enter):
    """One source per station with arrivals from outside, until all customers have come."""
    left = arguments.customers

    def source(i, rate):
        nonlocal left
        while True:
            yield env.timeout(stream.expovariate(rate))
            if left == 0:
                return
            left -= 1
            enter(i)

    for i, rate in enumerate(common.ARRIVAL_RATE):
        if rate > 0:
            env.process(source(i, rate))


def finish_network(model, env, tally):
    with common.Clock() as clock:
        env.run()
    common.emit("simpy", simpy.__version__, model, tally.done + tally.services, clock,
                ("mean_sojourn", tally.total / tally.done, common.network_sojourn()),
                customers=tally.done)


if __name__ == "__main__":
    common.run_model([mm1, mm1_process, hold, network, network_process], customers=200_000)
