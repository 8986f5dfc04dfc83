import Operations
import Quantities
import Statistics
import Testing

@Suite struct CapacityTests {
  static let rule = CapacityRule(
    waitingGoal: TimeSpan(seconds: 0.2), spareServers: 1, linkUtilisation: 0.7)

  /// The answer meets the goal with one server down, one fewer does not.
  @Test(arguments: [0.5, 3.0, 20, 400]) func smallestNumberOfServers(arrivalRate: Double) throws {
    let needed = try Self.rule.servers(
      arrivalRate: Rate(perSecond: arrivalRate), serviceTime: .exponential(mean: 0.5))
    let working = needed - 1
    let enough = try MMc(arrivalRate: arrivalRate, serviceRate: 2, servers: working)
    #expect(enough.waitingQuantile(0.95) <= 0.2)
    if working > 1, arrivalRate < 2 * Double(working - 1) {
      let tooFew = try MMc(arrivalRate: arrivalRate, serviceRate: 2, servers: working - 1)
      #expect(tooFew.waitingQuantile(0.95) > 0.2)
    }
  }

  /// The rule holds what it promises when it is simulated.
  @Test func goalIsMetBySimulation() throws {
    let goal = CapacityRule(
      waitingGoal: TimeSpan(seconds: 0.2), spareServers: 0, linkUtilisation: 0.7)
    let servers = try goal.servers(
      arrivalRate: Rate(perSecond: 20), serviceTime: .exponential(mean: 0.5))
    func p95(_ servers: Int) throws -> Double {
      let model = Oracle.station(
        arrivalRate: 20, serviceTime: .exponential(mean: 0.5), servers: servers)
      let result = try Oracle.replicate(model, runIn: 200, length: 20_000, times: 1)[0]
      return try #require(result.stations[0].waitingTimeP95)
    }
    #expect(try p95(servers) <= 0.2)
    #expect(try p95(servers - 1) > 0.2)
  }

  @Test func variabilityNeedsMoreServers() throws {
    let rate = Rate(perSecond: 20)
    let steady = try Self.rule.servers(arrivalRate: rate, serviceTime: .constant(0.5))
    let wild = try Self.rule.servers(
      arrivalRate: rate, serviceTime: .hyperexponential(mean: 0.5, cv: 3))
    #expect(steady < wild)
    #expect(try Self.rule.servers(arrivalRate: Rate(perSecond: 0), serviceTime: .constant(1)) == 2)
  }

  @Test func bandwidthInWholeMegabits() throws {
    func megabits(_ load: Double) throws -> Double {
      try Self.rule.bandwidth(load: Bandwidth(bitsPerSecond: load)).megabitsPerSecond
    }
    #expect(try megabits(0) == 1)
    #expect(try megabits(0.7e6) == 1)
    #expect(try megabits(0.71e6) == 2)
    #expect(try megabits(100e6) == 143)
  }

  @Test func refusesImpossibleFigures() {
    let rule = CapacityRule(waitingGoal: .zero, spareServers: -1, linkUtilisation: 1.5)
    #expect(throws: OperationsError.self) {
      try rule.bandwidth(load: Bandwidth(bitsPerSecond: 1))
    }
    #expect(throws: OperationsError.self) {
      try Self.rule.servers(arrivalRate: Rate(perSecond: .nan), serviceTime: .constant(1))
    }
  }
}

@Suite struct BassDiffusionTests {
  /// Against the differential equation F' = (p + qF)(1 − F), by Runge–Kutta steps of 1e-3 years.
  @Test(arguments: [(0.03, 0.38, 0.0), (0.01, 0.5, 0.2), (0.0, 0.4, 0.05), (0.1, 0.0, 0.3)])
  func solvesItsEquation(p: Double, q: Double, initial: Double) {
    let bass = BassDiffusion(p: p, q: q, initial: initial)
    let slope = { (share: Double) in (p + q * share) * (1 - share) }
    var share = initial
    for step in 1...10_000 {
      let k1 = slope(share)
      let k2 = slope(share + 0.000_5 * k1)
      let k3 = slope(share + 0.000_5 * k2)
      let k4 = slope(share + 0.001 * k3)
      share += 0.001 * (k1 + 2 * k2 + 2 * k3 + k4) / 6
      if step % 1_000 == 0 { #expect(abs(bass.share(at: Double(step) / 1_000) - share) < 1e-9) }
    }
  }

  /// The textbook's peak of sales: at ln(q/p)/(p + q) the share is 1/2 − p/(2q).
  @Test func peakOfAdoption() {
    let bass = BassDiffusion(p: 0.03, q: 0.38)
    let peak = Portable.log(0.38 / 0.03) / 0.41
    #expect(abs(bass.share(at: peak) - (0.5 - 0.03 / 0.76)) < 1e-12)
  }

  @Test func limits() {
    #expect(BassDiffusion(p: 0.03, q: 0.38, initial: 0.1).share(at: 0) == 0.1)
    #expect(BassDiffusion(p: 0, q: 0.4, initial: 0).share(at: 10) == 0)
    #expect(abs(BassDiffusion(p: 0.03, q: 0.38, initial: 0.1).share(at: 200) - 1) < 1e-12)
    #expect(BassDiffusion(p: 0.03, q: 0.38, initial: 1).share(at: 5) == 1)
  }
}
