import Statistics
import Testing

@Suite("Transient queues")
struct TransientTests {
  /// Matrix exponential of the generator, 80 customers: λ = 6, μ = 1/2, from 7 and from 0, t = 1.5.
  @Test func infiniteServers() throws {
    let site = try MMInfinity(arrivalRate: 6, serviceRate: 0.5)
    #expect(isClose(site.meanNumber(at: 1.5, from: 7), 9.638167236294931))
    #expect(isClose(site.variance(at: 1.5, from: 7), 8.076256115255887))
    #expect(isClose(site.meanNumber(at: 1.5, from: 0), 6.331601367107827))
    #expect(isClose(site.probability(of: 2, at: 1.5), 0.03566297731972464))
    #expect(site.meanNumber(at: 0, from: 7) == 7 && site.variance(at: 0, from: 7) == 0)
    #expect(isClose(site.meanNumber(at: 1e3, from: 7), site.meanNumberInSystem))
    let sum = (0..<200).reduce(0.0) { $0 + Double($1) * site.probability(of: $1) }
    #expect(isClose(sum, 12))
    // A million customers; mpmath, 50 digits.
    let city = try MMInfinity(arrivalRate: 1e6, serviceRate: 1)
    #expect(isClose(city.probability(of: 1_003_000), 4.445143581879104e-06))
  }

  /// Nobody comes, and the solver's errors make no probability negative.
  @Test func withoutArrivals() throws {
    let idle = try TransientMM1(arrivalRate: 0, serviceRate: 1)
    for state in try idle.states(at: [1, 100], startingWith: 3) {
      #expect(state.probabilities.allSatisfy { $0 >= 0 })
      #expect(abs(state.probabilities.reduce(0, +) - 1) < 1e-11)
    }
  }

  /// λ(t) = 10 + 6 sin(2πt/24), μ = 1/2: the integral of e^(−μu) λ(t − u) by mpmath's quadrature.
  @Test func sinusoidalRate() throws {
    let day = try SinusoidalMMInfinity(
      meanRate: 10, amplitude: 6, period: 24, serviceRate: 0.5)
    #expect(isClose(day.meanNumber(at: 5), 27.82078836018318))
    #expect(isClose(day.meanNumber(at: 20), 9.378144496215907))
    #expect(isClose(day.meanNumber(afterEmptyStart: 5), 26.58387036707903))
    #expect(isClose(day.meanNumber(afterEmptyStart: 20), 9.377460376206767))
    #expect(day.meanNumber(afterEmptyStart: 0) == 0)
    // Periodic, and largest where it meets the load: m′ = λ − μm = 0 at the peak.
    #expect(isClose(day.meanNumber(at: 5 + 24 * 1_000), day.meanNumber(at: 5)))
    let peak = (0..<24_000).map { day.meanNumber(at: Double($0) / 1_000) }.max() ?? 0
    #expect(isClose(peak - 20, day.numberAmplitude, 1e-7))
    #expect(isClose(day.arrivalRate(at: 6), 16) && isClose(day.arrivalRate(at: 18), 4))
  }

  @Test func withoutSwing() throws {
    let flat = try SinusoidalMMInfinity(meanRate: 6, amplitude: 0, period: 10, serviceRate: 0.5)
    let site = try MMInfinity(arrivalRate: 6, serviceRate: 0.5)
    for t in [0, 1.5, 7, 1e4] {
      #expect(flat.meanNumber(at: t) == site.meanNumberInSystem)
      #expect(
        abs(flat.meanNumber(afterEmptyStart: t) - site.meanNumber(at: t, from: 0)) < 1e-13)
    }
    #expect(flat.probability(of: 12, at: 3) == site.probability(of: 12))
  }

  /// Kleinrock's Bessel series (vol. 1, equation 2.163) in mpmath, 40 digits.
  @Test func besselFunctions() throws {
    let stable = try TransientMM1(arrivalRate: 0.8, serviceRate: 1).states(
      at: [5], startingWith: 3)[0]
    #expect(abs(stable.probabilities[0] - 0.2081688892460128) < 1e-9)
    #expect(abs(stable.probabilities[5] - 0.08243512454391612) < 1e-9)
    #expect(isClose(stable.meanNumberInSystem, 2.611783741731794, 1e-9))
    let growing = try TransientMM1(arrivalRate: 1.2, serviceRate: 1).states(at: [10])[0]
    #expect(abs(growing.probabilities[0] - 0.1027207043728145) < 1e-9)
    #expect(isClose(growing.meanNumberInSystem, 4.374289502444769, 1e-9))
  }

  /// λ(t) = 2.4 + 2 sin(2πt/10), three servers, from empty: SciPy's DOP853 at 1e-13, 120 customers.
  @Test func changingRate() throws {
    let desk = try TimeVaryingMMc(serviceRate: 1, servers: 3) { t in 2.4 + 2 * sine(t / 10) }
    let states = try desk.states(at: [2.5, 5, 12.5, 40])
    let table: [[Double]] = [
      [4.723655541857378, 2.0779018404669385, 0.7671464158209349, 0.9483494187626244],
      [6.986782372231057, 4.227344212823304, 0.8473734425371066, 1.6915725517868037],
      [5.8947631831253, 3.157395584071999, 0.8256858796945279, 1.3276938212555092],
      [3.3348783009089447, 1.440558176605008, 0.4184503310520679, 0.6196695025523588],
    ]
    for (state, expected) in zip(states, table) {
      #expect(isClose(state.meanNumberInSystem, expected[0], 1e-7))
      #expect(isClose(state.meanQueueLength, expected[1], 1e-7))
      #expect(isClose(state.waitingProbability, expected[2], 1e-7))
      #expect(isClose(state.meanWaitingTime, expected[3], 1e-7))
      #expect(state.expectedLosses <= TimeVaryingMMc.truncationBound)
      #expect(abs(state.probabilities.reduce(0, +) - 1) < 1e-11)
    }
  }

  /// Left alone, stations go to their steady state: with an endless queue, and with little room.
  @Test func towardsSteadyState() throws {
    let desk = try TimeVaryingMMc(serviceRate: 1, servers: 4) { _ in 2.8 }
    let endless = try desk.states(at: [0, 1, 400], startingWith: 20)
    let steady = try MMc(arrivalRate: 2.8, serviceRate: 1, servers: 4)
    #expect(endless[0].meanNumberInSystem == 20)
    #expect(isClose(endless[2].waitingProbability, steady.erlangC, 1e-7))
    #expect(isClose(endless[2].meanWaitingTime, steady.meanWaitingTime, 1e-7))
    #expect(isClose(endless[2].meanNumberInSystem, steady.meanNumberInSystem, 1e-7))
    #expect(isClose(endless[2].utilisation, 0.7, 1e-8))
    let room = try desk.states(at: [300, 400], room: 6)
    let limited = try MMcK(arrivalRate: 2.8, serviceRate: 1, servers: 4, capacity: 6)
    #expect(isClose(room[1].meanQueueLength, limited.meanQueueLength, 1e-8))
    #expect(isClose(room[1].meanWaitingTime, limited.meanWaitingTime, 1e-8))
    let lost = room[1].expectedLosses - room[0].expectedLosses
    #expect(isClose(lost, 280 * limited.blockingProbability, 1e-8))
  }

  /// As many servers as ever needed: M(t)/M/∞, whose answer is known.
  @Test func plentyOfServers() throws {
    let day = try SinusoidalMMInfinity(meanRate: 5, amplitude: 4, period: 8, serviceRate: 0.5)
    let desk = try TimeVaryingMMc(serviceRate: 0.5, servers: 60) { day.arrivalRate(at: $0) }
    for state in try desk.states(at: [1, 2, 6, 11]) {
      #expect(isClose(state.meanNumberInSystem, day.meanNumber(afterEmptyStart: state.time), 1e-8))
    }
  }

  /// A jump of the rate at t = 1 is met: until then as with the old rate, a Poisson mean after.
  @Test func jump() throws {
    let desk = try TimeVaryingMMc(serviceRate: 1, servers: 80) { $0 < 1 ? 2 : 20 }
    let states = try desk.states(at: [1, 2])
    let before = 2 * (1 - 0.36787944117144233)
    #expect(isClose(states[0].meanNumberInSystem, before, 1e-8))
    let after = before * 0.36787944117144233 + 20 * (1 - 0.36787944117144233)
    #expect(isClose(states[1].meanNumberInSystem, after, 1e-8))
  }

  @Test func badParametersAreRefused() throws {
    #expect(throws: StatisticsError.self) { try MMInfinity(arrivalRate: -1, serviceRate: 1) }
    #expect(throws: StatisticsError.self) { try MMInfinity(arrivalRate: 1, serviceRate: 0) }
    #expect(throws: StatisticsError.self) {
      try SinusoidalMMInfinity(meanRate: 1, amplitude: 2, period: 1, serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try SinusoidalMMInfinity(meanRate: 1, amplitude: 1, period: 0, serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) { try TransientMM1(arrivalRate: .nan, serviceRate: 1) }
    #expect(throws: StatisticsError.self) {
      try TimeVaryingMMc(serviceRate: 1, servers: 0) { _ in 1 }
    }
    let desk = try TimeVaryingMMc(serviceRate: 1, servers: 2) { t in 1 - t }
    #expect(throws: StatisticsError.self) { try desk.states(at: [3]) }
    #expect(throws: StatisticsError.self) { try desk.states(at: [0.5, 0.2]) }
    #expect(throws: StatisticsError.self) { try desk.states(at: [-1]) }
    #expect(throws: StatisticsError.self) { try desk.states(at: [.infinity]) }
    #expect(throws: StatisticsError.self) { try desk.states(at: [1], room: 1) }
    #expect(throws: StatisticsError.self) { try desk.states(at: [1], startingWith: 5, room: 4) }
    #expect(throws: StatisticsError.self) { try desk.states(at: [1], startingWith: -1) }
    // More steps than anybody waits for.
    let endless = try TimeVaryingMMc(serviceRate: 1e6, servers: 1) { _ in 1e5 }
    #expect(throws: StatisticsError.self) { try endless.states(at: [1e6], room: 1) }
    let broken = try TimeVaryingMMc(serviceRate: 1, servers: 2) { _ in .nan }
    #expect(throws: StatisticsError.self) { try broken.states(at: [1]) }
  }

  /// sin(2πx) by 20 terms of Taylor's series: a second way, good to 1e-15 for |x| ≤ 4 after the whole
  /// turns are gone.
  private func sine(_ turns: Double) -> Double {
    let x = (turns - turns.rounded()) * 2 * Double.pi
    var (term, sum) = (x, x)
    for n in 1...20 {
      term *= -x * x / Double(2 * n * (2 * n + 1))
      sum += term
    }
    return sum
  }
}
