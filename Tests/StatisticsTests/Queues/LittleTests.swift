import Statistics
import Testing

/// Stations against their chains of states, solved here step by step: numbers from the chain must be
/// those that the station's times give by Little's law.
@Suite("Little's law")
struct LittleTests {
  /// A process that moves by single steps, up to `last`; rates are those of state n [1/s].
  struct Chain: Sendable {
    var last: Int
    var servers: Int
    var up: @Sendable (Int) -> Double
    var down: @Sendable (Int) -> Double
  }

  private static let stations: [(String, @Sendable () throws -> any SteadyStateQueue, Chain)] = [
    (
      "M/M/1", { try MM1(arrivalRate: 0.9, serviceRate: 1) },
      Chain(last: 500, servers: 1, up: { _ in 0.9 }, down: { _ in 1 })
    ),
    (
      "M/M/c", { try MMc(arrivalRate: 7.2, serviceRate: 2, servers: 4) },
      Chain(last: 500, servers: 4, up: { _ in 7.2 }, down: { 2 * Double(min($0, 4)) })
    ),
    (
      "M/M/1/K", { try MM1K(arrivalRate: 1.5, serviceRate: 1, capacity: 6) },
      Chain(last: 6, servers: 1, up: { _ in 1.5 }, down: { _ in 1 })
    ),
    (
      "M/M/c/K", { try MMcK(arrivalRate: 3, serviceRate: 1, servers: 2, capacity: 5) },
      Chain(last: 5, servers: 2, up: { _ in 3 }, down: { Double(min($0, 2)) })
    ),
    (
      "Erlang B", { try ErlangB(arrivalRate: 30, serviceRate: 1, servers: 20) },
      Chain(last: 20, servers: 20, up: { _ in 30 }, down: { Double($0) })
    ),
    (
      "Erlang A",
      { try ErlangA(arrivalRate: 5, serviceRate: 1, servers: 3, abandonmentRate: 0.4) },
      Chain(
        last: 300, servers: 3, up: { _ in 5 },
        down: { Double(min($0, 3)) + 0.4 * Double(max(0, $0 - 3)) })
    ),
    (
      "M/G/1 for M/M/1", { try MG1(arrivalRate: 0.6, serviceMean: 1.25, serviceVariance: 1.5625) },
      Chain(last: 500, servers: 1, up: { _ in 0.6 }, down: { _ in 0.8 })
    ),
    (
      "G/M/1 for M/M/1",
      { try GM1(interarrivalTime: .exponential(mean: 2), serviceRate: 0.7) },
      Chain(last: 500, servers: 1, up: { _ in 0.5 }, down: { _ in 0.7 })
    ),
    (
      "priorities among equals",
      { try PriorityMMc(arrivalRates: [1, 2], serviceRate: 1, servers: 4) },
      Chain(last: 500, servers: 4, up: { _ in 3 }, down: { Double(min($0, 4)) })
    ),
    (
      "machine repair",
      { try MachineRepair(sources: 9, requestRate: 0.2, serviceRate: 1, servers: 2) },
      Chain(last: 9, servers: 2, up: { 0.2 * Double(9 - $0) }, down: { Double(min($0, 2)) })
    ),
  ]

  @Test(arguments: stations.indices)
  func numbersAndTimes(_ index: Int) throws {
    let (name, make, chain) = Self.stations[index]
    let station = try make()
    var (weight, sum, number, queue, entries) = (1.0, 0.0, 0.0, 0.0, 0.0)
    for n in 0...chain.last {
      if n > 0 { weight *= chain.up(n - 1) / chain.down(n) }
      sum += weight
      number += weight * Double(n)
      queue += weight * Double(max(0, n - chain.servers))
      if n < chain.last { entries += weight * chain.up(n) }
    }
    #expect(isClose(station.meanNumberInSystem, number / sum, 1e-11), "\(name)")
    #expect(isClose(station.entryRate, entries / sum, 1e-11), "\(name)")
    #expect(isClose(station.meanSojournTime, number / entries, 1e-11), "\(name)")
    #expect(abs(station.meanQueueLength - queue / sum) < 1e-11 * number / sum, "\(name)")
    #expect(abs(station.meanWaitingTime - queue / entries) < 1e-11 * number / entries, "\(name)")
    let busy = (number - queue) / sum / Double(chain.servers)
    #expect(isClose(station.utilisation, busy, 1e-11), "\(name)")
  }
}
