import Operations
import Quantities
import Statistics
import Testing

/// Callers who find the server busy and try again until served: the classical retrial queue.
@Suite struct RetrialTests {
  @Test(arguments: [(0.5, 0.2), (0.7, 1.0)])
  func retrialQueue(arrivalRate: Double, retrialRate: Double) throws {
    let truth = try RetrialMM1(
      arrivalRate: arrivalRate, serviceRate: 1, retrialRate: retrialRate)
    var model = Oracle.station(
      arrivalRate: arrivalRate, serviceTime: .exponential(mean: 1), queueLimit: 0)
    model.policies = [
      CallPolicy(
        name: "again",
        retries: Retries(atMost: nil, pause: .exponential(mean: 1 / retrialRate)))
    ]
    model.journeys[0].steps = [
      .attempt(Attempt([.call(station: 0, purpose: 1)], policy: 0, purpose: 2))
    ]
    let results = try Oracle.replicate(model, runIn: 1_000, length: 60_000)
    try Oracle.check("utilisation", results.map { $0.stations[0].utilisation }, truth.utilisation)
    try Oracle.check(
      "sojourn", results.map(\.all.sojournTime), truth.meanSojournTime, within: 0.05)
    let often = results.map { Double($0.policies[0].retries) / Double($0.policies[0].calls) }
    try Oracle.check("retrials", often, truth.meanRetrials, within: 0.05)
    for result in results { #expect(result.all.completions == result.all.arrivals) }
  }
}
