"""salabim: components as generators on a binary heap, tracing and monitors off.

`mm1` is its cheapest form (no component per customer), `network` the textbook form.
"""

import random
from bisect import bisect
from collections import deque

import salabim

import common


class Tally:
    """Sum of the times in system, customers done, services done."""

    def __init__(self):
        self.total, self.done, self.services = 0.0, 0, 0

    def leave(self, sojourn):
        self.total += sojourn
        self.done += 1


def environment(arguments):
    salabim.yieldless(False)  # generators: faster here than greenlets
    return salabim.Environment(trace=False, random_seed=arguments.seed, yieldless=False)


def mm1(arguments):
    expovariate = random.Random(arguments.seed).expovariate
    env, tally, waiting = environment(arguments), Tally(), deque()

    class Server(salabim.Component):
        def process(self):
            while True:
                while not waiting:
                    yield self.passivate()
                arrived = waiting.popleft()
                yield self.hold(expovariate(1.0))
                tally.leave(env.now() - arrived)

    class Source(salabim.Component):
        def process(self):
            for _ in range(arguments.customers):
                yield self.hold(expovariate(arguments.utilisation))
                waiting.append(env.now())
                if server.ispassive():
                    server.activate()

    server = Server()
    Source()
    with common.Clock() as clock:
        env.run()
    theory = common.mm1_sojourn(arguments.utilisation)
    common.emit("salabim", salabim.__version__, "mm1", 2 * tally.done, clock,
                ("mean_time_in_system", tally.total / tally.done, theory), customers=tally.done)


def hold(arguments):
    """Components that sleep Exp(1) for ever. All sleep before the clock starts."""
    expovariate = random.Random(arguments.seed).expovariate
    env = environment(arguments)

    class Sleeper(salabim.Component):
        def process(self):
            while True:
                yield self.hold(expovariate(1.0))

    for _ in range(arguments.pending):
        Sleeper()
    for _ in range(arguments.pending + 1):
        env.step()
    step = env.step
    with common.Clock() as clock:
        for _ in range(arguments.pops):
            step()
    common.emit("salabim", salabim.__version__, "hold", arguments.pops, clock,
                ("final_clock", env.now(), arguments.pops / arguments.pending),
                pending=arguments.pending)


def network(arguments):
    stream = random.Random(arguments.seed)
    env, tally = environment(arguments), Tally()
    stations = [
        salabim.Resource(f"station {i}", capacity=servers, monitor=False)
        for i, servers in enumerate(common.SERVERS)
    ]
    routing = common.cumulative_routing()
    left = arguments.customers

    class Customer(salabim.Component):
        def setup(self, station):
            self.station = station

        def process(self):
            arrived, i = env.now(), self.station
            while i < len(stations):
                yield self.request(stations[i])
                yield self.hold(stream.expovariate(common.SERVICE_RATE[i]))
                self.release()
                tally.services += 1
                i = bisect(routing[i], stream.random())
            tally.leave(env.now() - arrived)

    class Source(salabim.Component):
        def setup(self, station):
            self.station = station

        def process(self):
            nonlocal left
            while True:
                yield self.hold(stream.expovariate(common.ARRIVAL_RATE[self.station]))
                if left == 0:
                    return
                left -= 1
                Customer(station=self.station)

    for i in common.STATIONS:
        if common.ARRIVAL_RATE[i] > 0:
            Source(station=i)
    with common.Clock() as clock:
        env.run()
    common.emit("salabim", salabim.__version__, "network", tally.done + tally.services, clock,
                ("mean_sojourn", tally.total / tally.done, common.network_sojourn()),
                customers=tally.done)


if __name__ == "__main__":
    common.run_model([mm1, hold, network], customers=50_000)
