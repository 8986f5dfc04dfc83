import Operations
import Quantities
import Statistics
import Testing

@testable import Operations

/// Hours by state.
@Suite struct FaultCalendarTests {
  static func station(_ name: String, servers: Int, up: Double, down: Double) -> StationModel {
    StationModel(
      name: name, servers: servers, serviceTime: .constant(1),
      failure: FailureModel(
        meanTimeBetweenFailures: TimeSpan(hours: up), meanTimeToRepair: TimeSpan(hours: down)))
  }

  /// Everything at once: servers, a cable, a fire with a restore curve, two kinds of maintenance.
  static var everything: NetworkModel {
    var model = NetworkModel(
      stations: [
        station("a", servers: 3, up: 500, down: 10), station("b", servers: 1, up: 200, down: 20),
      ], links: [LinkModel(name: "link", bandwidth: Bandwidth(bitsPerSecond: 1e6))])
    var fire = OutageModel(
      name: "fire", stations: [0],
      pattern: .random(meanTimeBetween: TimeSpan(hours: 1_000), repairTime: .constant(1)))
    fire.restore = [(12, 0.5), (30, 0.2), (48, 1)].map { (TimeSpan(hours: $0), $1) }
    model.outages = [
      fire,
      OutageModel(
        name: "cable", links: [0],
        pattern: .random(
          meanTimeBetween: TimeSpan(hours: 300), repairTime: .lognormal(mean: 8 * 3_600, cv: 2))),
      OutageModel(
        name: "weekly", stations: [1],
        pattern: .every(
          TimeSpan(days: 7), from: TimeSpan(hours: 2), length: TimeSpan(hours: 2))),
      OutageModel(
        name: "monthly", stations: [0],
        pattern: .every(
          TimeSpan(days: 28), from: TimeSpan(hours: 3), length: TimeSpan(hours: 4))),
    ]
    return model
  }

  /// Both ways agree. (20 histories of 20 years, five intervals of 99.9 %: see `Oracle`.)
  @Test func closedFormAgreesWithSampling() throws {
    let calendar = FaultCalendar(Self.everything, recoveryTime: TimeSpan(hours: 3))
    let horizon = TimeSpan(days: 28 * 13 * 20)
    let truth = calendar.shares(over: horizon)
    #expect(abs(truth.shares.reduce(0, +) - 1) < 1e-12)
    let samples = try (0..<20).map {
      try calendar.sample(over: horizon, name: StreamName(seed: 7).child(UInt64($0)))
    }
    for state in FaultCalendar.State.allCases {
      try Oracle.check(
        state.rawValue, samples.map { $0[state] }, truth[state],
        within: state == .severalServersDown ? 0.2 : 0.1)
    }
  }

  /// Two hours a week, three of recovery; and twice the same two hours are still two.
  @Test func scheduledByHand() throws {
    let outage = OutageModel(
      name: "weekly", stations: [0],
      pattern: .every(TimeSpan(days: 7), from: TimeSpan(hours: 2), length: TimeSpan(hours: 2)))
    var model = NetworkModel(stations: [Self.station("a", servers: 1, up: 90, down: 10)])
    model.outages = [outage, outage]
    let calendar = FaultCalendar(model, recoveryTime: TimeSpan(hours: 3))
    let shares = calendar.shares(over: TimeSpan(days: 70))
    let quiet = 163.0 / 168
    let expected = [quiet * 0.9, quiet * 0.1, 0, 3.0 / 168, 2.0 / 168]
    for (share, value) in zip(shares.shares, expected) { #expect(abs(share - value) < 1e-12) }
    #expect(abs(shares.hoursPerYear(.outage) - 8_766 * 2 / 168) < 1e-9)
  }

  /// A recovery of T hours after outages that come after exponential times of mean U, with T not small:
  /// U (1 − e^(−T/U)) of each cycle.
  @Test func recoveryThatIsCutShort() {
    var model = NetworkModel(stations: [
      StationModel(
        name: "a", servers: 1, serviceTime: .constant(1))
    ])
    model.outages = [
      OutageModel(
        name: "power", stations: [0],
        pattern: .random(
          meanTimeBetween: TimeSpan(hours: 10), repairTime: .constant(5 * 3_600)))
    ]
    let shares = FaultCalendar(model, recoveryTime: TimeSpan(hours: 10)).shares(
      over: TimeSpan(years: 1))
    #expect(abs(shares[.outage] - 1.0 / 3) < 1e-12)
    #expect(abs(shares[.recovery] - 2.0 / 3 * (1 - 0.367_879_441_171_442_3)) < 1e-12)
  }

  /// A run has the very history that the calendar samples.
  @Test func aRunHasTheSampledHistory() throws {
    var model = Oracle.network(
      [Self.station("a", servers: 1, up: 50, down: 10)], [.call(station: 0, purpose: 1)],
      arrivalRate: 0)
    model.outages = [
      OutageModel(
        name: "power", stations: [0],
        pattern: .random(
          meanTimeBetween: TimeSpan(hours: 80), repairTime: .exponential(mean: 20 * 3_600)))
    ]
    let (name, horizon) = (StreamName(seed: 5), TimeSpan(days: 100))
    let window = Window(runIn: .zero, length: horizon, drain: .zero)
    let down = try simulate(model, window: window, name: name).stations[0].serversDownShare
    let shares = try FaultCalendar(model).sample(over: horizon, name: name)
    #expect(abs(down - (1 - shares[.allUp])) < 1e-9)
    #expect(shares[.outage] > 0.05 && shares[.oneServerDown] > 0.05)
  }
}

/// Outages by chance.
@Suite struct RandomOutageTests {
  static func model(_ repairTime: Distribution, count: Int) -> NetworkModel {
    var model = NetworkModel(groups: ["all"])
    for i in 0..<count {
      model.stations.append(
        StationModel(name: "\(i)", servers: 1, serviceTime: .constant(1)))
      model.outages.append(
        OutageModel(
          name: "outage \(i)", stations: [i],
          pattern: .random(meanTimeBetween: TimeSpan(seconds: 30), repairTime: repairTime)))
    }
    return model
  }

  static func downShare(_ result: WindowResult) -> Double {
    result.stations.reduce(0) { $0 + $1.serversDownShare } / Double(result.stations.count)
  }

  static let laws: [Distribution] = [
    .exponential(mean: 10), .constant(10), .lognormal(mean: 10, cv: 1.5),
    .uniform(low: 0, high: 20), .weibull(shape: 0.8, scale: 10 / 1.133_003_1),
  ]

  /// Available for MTBF / (MTBF + MTTR) of the time in the long run.
  @Test(arguments: laws) func availability(law: Distribution) throws {
    let results = try Oracle.replicate(Self.model(law, count: 1), runIn: 0, length: 40_000)
    try Oracle.check("down", results.map(Self.downShare), 0.25, within: 0.05)
  }

  /// And so from the first moment on: 1 000 outages, seen for 8 s. (With whole repair times at the start in
  /// place of what is left of them, constant ones would give 0.34.)
  @Test(arguments: laws) func startsInStationaryState(law: Distribution) throws {
    let results = try Oracle.replicate(
      Self.model(law, count: 1_000), runIn: 0, length: 8, drain: 0)
    try Oracle.check("down", results.map(Self.downShare), 0.25, within: 0.05)
  }

  /// The mean of a length-biased draw is E[X²]/E[X].
  @Test(
    arguments: [
      .exponential(mean: 3), .erlang(shape: 3, mean: 2), .gamma(shape: 0.5, scale: 4),
      .lognormal(mu: 0.3, sigma: 0.5), .hyperexponential(p: 0.2, mean1: 5, mean2: 0.5),
      .weibull(shape: 1.5, scale: 2), .pareto(low: 1, shape: 6, high: .infinity),
      .pareto(low: 1, shape: 1.2, high: 50), .uniform(low: 1, high: 4),
      .triangular(low: 0, mode: 1, high: 5), .pert(low: 1, mode: 2, high: 7),
      .beta(alpha: 2, beta: 3), .normal(mean: 10, standardDeviation: 2), .constant(3),
    ] as [Distribution]) func lengthBias(law: Distribution) throws
  {
    var stream = RandomStream(StreamName(seed: 3))
    let truth = law.mean + law.variance / law.mean
    let means = (0..<20).map { _ in
      (0..<4_000).reduce(0) { sum, _ in sum + law.drawLengthBiased(&stream) } / 4_000
    }
    if law == .constant(3) { return #expect(means.allSatisfy { $0 == 3 }) }
    try Oracle.check("\(law)", means, truth, within: 0.05)
  }
}
