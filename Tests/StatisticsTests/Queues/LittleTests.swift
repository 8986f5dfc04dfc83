import Statistics
import Testing

/// What holds for every station in steady state, whatever its law.
@Suite("Little's law everywhere")
struct LittleTests {
  private static func stations() throws -> [(String, any SteadyStateQueue)] {
    let classes = [
      PriorityClass(arrivalRate: 0.3, serviceMean: 0.5, serviceVariance: 0.1),
      PriorityClass(arrivalRate: 0.4, serviceMean: 1, serviceVariance: 2),
    ]
    return [
      ("M/M/1", try MM1(arrivalRate: 0.9, serviceRate: 1)),
      ("M/M/c", try MMc(arrivalRate: 7.9, serviceRate: 2, servers: 4)),
      ("M/M/1/K", try MM1K(arrivalRate: 1.5, serviceRate: 1, capacity: 6)),
      ("M/M/c/K", try MMcK(arrivalRate: 3, serviceRate: 1, servers: 2, capacity: 5)),
      ("Erlang B", try ErlangB(arrivalRate: 30, serviceRate: 1, servers: 20)),
      ("Erlang A", try ErlangA(arrivalRate: 5, serviceRate: 1, servers: 3, abandonmentRate: 0.4)),
      ("M/M/∞", try MMInfinity(arrivalRate: 5, serviceRate: 0.1)),
      ("M/G/1", try MG1(arrivalRate: 0.6, serviceMean: 1.2, serviceVariance: 4)),
      ("M/G/1-PS", try ProcessorSharingMG1(arrivalRate: 0.6, serviceMean: 1.2)),
      ("G/M/1", try GM1(interarrivalTime: .gamma(shape: 2, scale: 1), serviceRate: 0.7)),
      ("priorities", try PriorityMG1(classes: classes, discipline: .nonPreemptive)),
      ("preemption", try PriorityMG1(classes: classes, discipline: .preemptiveResume)),
      ("M/M/c priorities", try PriorityMMc(arrivalRates: [1, 2], serviceRate: 1, servers: 4)),
      (
        "batches",
        try BatchMG1(batchRate: 0.2, batchMean: 3, batchVariance: 1, serviceRate: 1)
      ),
      (
        "breakdowns",
        try BreakdownMG1(
          arrivalRate: 0.5, serviceMean: 1, serviceVariance: 0, meanTimeBetweenFailures: 9,
          meanTimeToRepair: 2)
      ),
      ("retrials", try RetrialMM1(arrivalRate: 0.5, serviceRate: 1, retrialRate: 3)),
      (
        "machine repair",
        try MachineRepair(sources: 9, requestRate: 0.2, serviceRate: 1, servers: 2)
      ),
    ]
  }

  @Test func littlesLaw() throws {
    for (name, station) in try Self.stations() {
      let number = station.entryRate * station.meanSojournTime
      #expect(isClose(station.meanNumberInSystem, number), "\(name)")
      let waiting = station.entryRate * station.meanWaitingTime
      #expect(isClose(station.meanQueueLength, waiting), "\(name)")
      #expect(station.meanSojournTime > station.meanWaitingTime, "\(name)")
      #expect(station.utilisation >= 0 && station.utilisation < 1, "\(name)")
    }
  }

  /// Number in the system less number waiting is the number of busy servers.
  @Test func busyServers() throws {
    let servers = ["M/M/c": 4, "M/M/c/K": 2, "Erlang B": 20, "Erlang A": 3, "M/M/c priorities": 4]
    for (name, station) in try Self.stations() where name != "M/M/∞" {
      let count = Double(servers[name] ?? (name == "machine repair" ? 2 : 1))
      let busy = station.meanNumberInSystem - station.meanQueueLength
      #expect(isClose(busy, count * station.utilisation, 1e-11), "\(name)")
    }
  }
}
