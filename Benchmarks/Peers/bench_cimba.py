"""Cimba's Python package: models compiled by numba onto the Cimba C engine (stackful coroutines).

A model is compiled when it first runs: that happens on a tiny model before the clock starts and is
told as `compile_s`. Customers are arrival times in a Store, taken by server processes; no other
statistic is kept than the sum of the times in system.
"""

import time

import cimba
from cimba import random as draw

import common


class MM1(cimba.Model):
    arrival_rate: cimba.Param[float] = 0.9
    customers: cimba.Param[int] = 100
    queue: cimba.Store[float]
    total: cimba.Output[float]
    done: cimba.Output[float]

    @cimba.process
    def arrivals(self):
        for _ in range(self.customers):
            cimba.hold(draw.exponential(1.0 / self.arrival_rate))
            self.queue.put(cimba.now())

    @cimba.process
    def server(self):
        self.total = 0.0
        self.done = 0.0
        while True:
            arrived = self.queue.get()
            cimba.hold(draw.exponential(1.0))
            self.total = self.total + (cimba.now() - arrived)
            self.done = self.done + 1.0


class Sleeper(cimba.Model):
    steps: cimba.Param[int] = 100

    @cimba.process
    def sleep(self):
        for _ in range(self.steps):
            cimba.hold(draw.exponential(1.0))


class Hold(cimba.Model):
    sleepers: list[Sleeper]


class FiveStations(cimba.Model):
    """The network of common.py, written out: the compiler knows no loop over stations."""

    customers: cimba.Param[int] = 100
    queue0: cimba.Store[float]
    queue1: cimba.Store[float]
    queue2: cimba.Store[float]
    queue3: cimba.Store[float]
    queue4: cimba.Store[float]
    total: cimba.Output[float]
    done: cimba.Output[float]
    services: cimba.Output[float]
    arrived: cimba.Output[float]

    @cimba.on_start
    def begin(self):
        self.total = 0.0
        self.done = 0.0
        self.services = 0.0
        self.arrived = 0.0

    @cimba.process
    def source0(self):
        while self.arrived < self.customers:
            cimba.hold(draw.exponential(1.0 / 0.7))
            self.arrived = self.arrived + 1.0
            self.queue0.put(cimba.now())

    @cimba.process
    def source1(self):
        while self.arrived < self.customers:
            cimba.hold(draw.exponential(1.0 / 0.4))
            self.arrived = self.arrived + 1.0
            self.queue1.put(cimba.now())

    @cimba.process
    def source2(self):
        while self.arrived < self.customers:
            cimba.hold(draw.exponential(1.0 / 0.5))
            self.arrived = self.arrived + 1.0
            self.queue2.put(cimba.now())

    @cimba.process(copies=1)
    def station0(self):
        while True:
            arrived = self.queue0.get()
            cimba.hold(draw.exponential(1.0 / 1.0))
            self.services = self.services + 1.0
            u = draw.uniform(0.0, 1.0)
            if u < 0.6:
                self.queue1.put(arrived)
            elif u < 0.8:
                self.queue2.put(arrived)
            else:
                self.total = self.total + (cimba.now() - arrived)
                self.done = self.done + 1.0

    @cimba.process(copies=2)
    def station1(self):
        while True:
            arrived = self.queue1.get()
            cimba.hold(draw.exponential(1.0 / 0.8))
            self.services = self.services + 1.0
            u = draw.uniform(0.0, 1.0)
            if u < 0.5:
                self.queue2.put(arrived)
            elif u < 0.8:
                self.queue3.put(arrived)
            else:
                self.total = self.total + (cimba.now() - arrived)
                self.done = self.done + 1.0

    @cimba.process(copies=4)
    def station2(self):
        while True:
            arrived = self.queue2.get()
            cimba.hold(draw.exponential(1.0 / 0.35))
            self.services = self.services + 1.0
            u = draw.uniform(0.0, 1.0)
            if u < 0.1:
                self.queue0.put(arrived)
            elif u < 0.8:
                self.queue3.put(arrived)
            else:
                self.queue4.put(arrived)

    @cimba.process(copies=8)
    def station3(self):
        while True:
            arrived = self.queue3.get()
            cimba.hold(draw.exponential(1.0 / 0.22))
            self.services = self.services + 1.0
            u = draw.uniform(0.0, 1.0)
            if u < 0.3:
                self.queue4.put(arrived)
            else:
                self.total = self.total + (cimba.now() - arrived)
                self.done = self.done + 1.0

    @cimba.process(copies=2)
    def station4(self):
        while True:
            arrived = self.queue4.get()
            cimba.hold(draw.exponential(1.0 / 0.6))
            self.services = self.services + 1.0
            u = draw.uniform(0.0, 1.0)
            if u < 0.1:
                self.queue1.put(arrived)
            else:
                self.total = self.total + (cimba.now() - arrived)
                self.done = self.done + 1.0


def configured(model_type, **parameters):
    model = model_type()
    for name, value in parameters.items():
        setattr(model, name, value)
    return model


def experiment(model, seed):
    return cimba.Experiment(model, replications=1, window=cimba.Window.until_idle(), seed=seed)


def run(model, seed):
    return experiment(model, seed).run(workers=1, on_failure="raise")


def compile_seconds(model):
    """Runs a tiny model, so that its type is compiled before the clock starts."""
    started = time.perf_counter()
    run(model, seed=1)
    return round(time.perf_counter() - started, 3)


def output(values):
    return float(values[0][0])


def mm1(arguments):
    compiled = compile_seconds(configured(MM1))
    model = configured(MM1, arrival_rate=arguments.utilisation, customers=arguments.customers)
    with common.Clock() as clock:
        result = run(model, arguments.seed)
    total, done = output(result[model].total), output(result[model].done)
    theory = common.mm1_sojourn(arguments.utilisation)
    common.emit("cimba-py", cimba.__version__, "mm1", 2 * done, clock,
                ("mean_time_in_system", total / done, theory),
                customers=int(done), compile_s=compiled)


def hold(arguments):
    """Processes that sleep Exp(1). Making them is inside the clock: many more pops than pending."""
    def sleepers(number, steps):
        model = Hold()
        model.sleepers = [configured(Sleeper, steps=steps) for _ in range(number)]
        return model

    compiled = compile_seconds(sleepers(2, 2))
    steps = max(1, arguments.pops // arguments.pending)
    prepared = experiment(sleepers(arguments.pending, steps), arguments.seed)
    with common.Clock() as clock:
        prepared.run(workers=1, on_failure="raise")
    common.emit("cimba-py", cimba.__version__, "hold", steps * arguments.pending, clock,
                pending=arguments.pending, compile_s=compiled)


def network(arguments):
    compiled = compile_seconds(configured(FiveStations))
    model = configured(FiveStations, customers=arguments.customers)
    with common.Clock() as clock:
        result = run(model, arguments.seed)
    out = result[model]
    events, done = output(out.services) + output(out.arrived), output(out.done)
    common.emit("cimba-py", cimba.__version__, "network", events, clock,
                ("mean_sojourn", output(out.total) / done, common.network_sojourn()),
                customers=int(done), compile_s=compiled)


if __name__ == "__main__":
    common.run_model([mm1, hold, network], customers=1_000_000)
