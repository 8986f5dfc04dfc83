import Statistics
import Testing

@Suite("Arrivals at changing rates")
struct RateProfileTests {
  /// A day by hours [1/s], with hours of rate 0 at night.
  static let hours: [Double] = [
    0, 0, 0, 0, 0, 1, 2, 5, 12, 20, 22, 18, 15, 17, 19, 16, 12, 8, 6, 5, 4, 3, 1, 0,
  ].map { $0 / 3_600 * 4 }

  static func day(repeats: Bool) throws -> RateProfile {
    try RateProfile(rates: hours, each: 3_600, repeats: repeats)
  }

  /// Straight pieces, a jump, a pause, and a piece that falls to 0.
  static func slopes(repeats: Bool) throws -> RateProfile {
    try RateProfile(
      [
        .linear(from: 0, to: 4, for: 10), .constant(1, for: 5), .constant(0, for: 20),
        .linear(from: 3, to: 0, for: 7), .linear(from: 2, to: 2.5, for: 3),
      ], repeats: repeats)
  }

  static func arrivals(_ profile: RateProfile, until end: Double, _ seed: UInt64) -> [Double] {
    var stream = RandomStream(StreamName(seed: seed))
    var times: [Double] = []
    var now = 0.0
    while let next = profile.nextArrival(after: now, &stream), next <= end {
      times.append(next)
      now = next
    }
    return times
  }

  /// By hand.
  @Test func cumulativeRate() throws {
    let once = try Self.slopes(repeats: false)
    #expect(once.duration == 45)
    #expect(once.expectedPerRound == 20 + 5 + 0 + 10.5 + 6.75)
    #expect(once.peakRate == 4)
    #expect(once.expectedArrivals(until: -1) == 0)
    #expect(once.expectedArrivals(until: 5) == 5)
    #expect(once.expectedArrivals(until: 12) == 22)
    #expect(once.expectedArrivals(until: 30) == 25)
    #expect(once.expectedArrivals(until: 1_000) == 42.25)
    #expect(once.expectedArrivals(until: .infinity) == 42.25)
    #expect(once.expectedArrivals(until: .nan).isNaN)
    let cycle = try Self.slopes(repeats: true)
    #expect(cycle.expectedArrivals(until: 95) == 2 * 42.25 + 5)
    #expect(cycle.expectedArrivals(until: .infinity) == .infinity)
    #expect(cycle.rate(at: 2.5) == 1)
    #expect(cycle.rate(at: 10) == 1)
    #expect(cycle.rate(at: 20) == 0)
    #expect(cycle.rate(at: 45 * 7 + 2.5) == 1)
    #expect(once.rate(at: 45) == 0)
    #expect(once.rate(at: -1) == 0)
  }

  /// The next arrival is where Λ has grown by the amount: from every start, over pauses and rounds.
  @Test func inversionIsExact() throws {
    let profiles = [
      try Self.slopes(repeats: true), try Self.day(repeats: true), try Self.slopes(repeats: false),
    ]
    var stream = RandomStream(StreamName(seed: 61))
    for profile in profiles {
      for _ in 0..<20_000 {
        let start = 3 * profile.duration * stream.uniform()
        let amount = 2.5 * profile.expectedPerRound * stream.exponential()
        let before = profile.expectedArrivals(until: start)
        guard let time = profile.time(after: start, expecting: amount) else {
          #expect(!profile.repeats && before + amount > profile.expectedPerRound * (1 - 1e-12))
          continue
        }
        #expect(time >= start)
        let found = profile.expectedArrivals(until: time) - before
        #expect(abs(found - amount) < 1e-9 * (before + amount))
        // No arrival in a pause, its ends apart.
        #expect(profile.rate(at: time) > 0 || profile.rate(at: time * (1 - 1e-9)) > 0)
      }
    }
  }

  /// Counts in each hour of 2 000 days are Poisson: chi-square for each hour with its own mean, and
  /// the total within 5 standard errors. 24 hours: false alarm 3e-6.
  @Test func countsPerHourArePoisson() throws {
    let days = 2_000
    let day = try Self.day(repeats: true)
    let times = Self.arrivals(day, until: Double(days) * 86_400, 62)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: days), count: 24)
    for time in times {
      let hour = Int(time / 3_600)
      counts[hour % 24][min(days - 1, hour / 24)] += 1
    }
    for hour in 0..<24 {
      let mean = Self.hours[hour] * 3_600
      let most = counts[hour].max() ?? 0
      if mean == 0 {
        #expect(most == 0, "hour \(hour)")
        continue
      }
      var cells = [Int](repeating: 0, count: most + 1)
      for count in counts[hour] { cells[count] += 1 }
      let law = CountDistribution.poisson(mean: mean)
      let expected = (0...most).map { Double(days) * law.probability(of: $0) }
      #expect(Goodness.ofCounts(cells, expected: expected) > 1e-7, "hour \(hour)")
    }
    let total = day.expectedArrivals(until: Double(days) * 86_400)
    #expect(abs(Double(times.count) - total) < 5 * total.squareRoot())
  }

  /// Time rescaling: gaps in Λ are exponential of mean 1 and uncorrelated. KS (1e-7) and 5 standard
  /// errors (6e-7), two profiles: false alarm 2e-6.
  @Test func rescaledGapsAreExponential() throws {
    for profile in [try Self.slopes(repeats: true), try Self.day(repeats: true)] {
      let end = 200_000 / profile.expectedPerRound * profile.duration
      let levels = Self.arrivals(profile, until: end, 63).map(profile.expectedArrivals(until:))
      let gaps = zip(levels, [0] + levels).map { $0 - $1 }
      #expect(gaps.count > 190_000)
      #expect(Goodness.ofFit(gaps, Goodness.exponential.cumulative) > 1e-7)
      let product = zip(gaps, gaps.dropFirst()).reduce(0) { $0 + ($1.0 - 1) * ($1.1 - 1) }
      #expect(abs(product) < 5 * Double(gaps.count).squareRoot())
    }
  }

  /// In a linear piece arrivals crowd to where the rate is high: given their number, their times
  /// follow Λ. KS (1e-7), and their number within 5 standard deviations (6e-7).
  @Test func timesFollowTheSlope() throws {
    let ramp = try RateProfile([.linear(from: 0, to: 20_000, for: 10)], repeats: false)
    let times = Self.arrivals(ramp, until: 10, 64)
    #expect(abs(Double(times.count) - 100_000) < 5 * 100_000.0.squareRoot())
    #expect(Goodness.ofFit(times) { $0 * $0 / 100 } > 1e-7)
  }

  /// A gap much longer than the pieces does not jump over the one that has arrivals. 5 standard
  /// deviations of Poisson counts of means 50 000 and 24: false alarm 6e-7 and 6e-6.
  @Test func burstsAreNotSkipped() throws {
    // 0.001 expected per quiet hour, 50 in the one busy minute of a day.
    let burst = try RateProfile(
      [
        .constant(0.001 / 3_600, for: 43_200), .constant(50.0 / 60, for: 60),
        .constant(0.001 / 3_600, for: 43_140),
      ], repeats: true)
    let times = Self.arrivals(burst, until: 1_000 * 86_400, 65)
    let busy = times.count {
      (43_200...43_260).contains($0.truncatingRemainder(dividingBy: 86_400))
    }
    #expect(abs(Double(busy) - 50_000) < 5 * 50_000.0.squareRoot())
    #expect(abs(Double(times.count - busy) - 23.98) < 5 * 24.0.squareRoot())
  }

  @Test func neverIsAnAnswer() throws {
    var stream = RandomStream(StreamName(seed: 66))
    let silent = try RateProfile(rates: [0, 0, 0], each: 3_600, repeats: true)
    #expect(silent.nextArrival(after: 0, &stream) == nil)
    #expect(silent.nextArrival(after: 1e9, &stream) == nil)
    let day = try Self.day(repeats: false)
    #expect(day.nextArrival(after: 86_400, &stream) == nil)
    #expect(day.nextArrival(after: 83_000, &stream) == nil)
    #expect(day.nextArrival(after: .nan, &stream) == nil)
    #expect(day.nextArrival(after: .infinity, &stream) == nil)
    #expect(day.time(after: 0, expecting: 0) == nil)
    #expect(day.time(after: 0, expecting: .infinity) == nil)
    // A pause at the start is waited for.
    let first = try #require(day.time(after: 0, expecting: 1e-9))
    #expect(abs(first - 18_000) < 1e-3)
    // What would come after the largest time never comes, and no arrival is where the last one was.
    #expect(
      try RateProfile(rates: [1e-309], each: 1, repeats: true).time(after: 0, expecting: 1) == nil)
    let steady = try RateProfile(rates: [1], each: 1, repeats: true)
    #expect(steady.nextArrival(after: 1e17, &stream) == nil)
    let fast = try RateProfile(rates: [1e15], each: 1, repeats: true)
    #expect(fast.time(after: 9e14, expecting: 1e-3) == 9e14.nextUp)
    // A rate of one in a billion rounds is found without stepping through them.
    let rare = try RateProfile(rates: [0, 1e-12, 0], each: 1, repeats: true)
    let late = try #require(rare.time(after: 0, expecting: 1))
    #expect(abs(late - 3e12) < 3)
  }

  /// Twice the rate: the n-th arrival at half of Λ, so the same draws in another time.
  @Test func ratesAreCoupled() throws {
    let once = try RateProfile(rates: [1, 3], each: 50, repeats: true)
    let twice = try RateProfile(rates: [2, 6], each: 50, repeats: true)
    let slow = Self.arrivals(once, until: 1_000, 67).map(once.expectedArrivals(until:))
    let fast = Self.arrivals(twice, until: 1_000, 67).map(twice.expectedArrivals(until:))
    #expect(fast.count > slow.count)
    for (a, b) in zip(slow, fast) { #expect(abs(a - b) < 1e-9 * a + 1e-9) }
  }

  @Test func impossibleProfilesAreRefused() {
    #expect(throws: StatisticsError.tooFewSamples(found: 0, needed: 1)) {
      try RateProfile([], repeats: true)
    }
    let pieces: [RateProfile.Piece] = [
      .constant(1, for: 0), .constant(-1, for: 1), .constant(.nan, for: 1),
      .constant(1, for: .infinity), .linear(from: 1, to: -1, for: 1), .constant(1e308, for: 1e308),
      .linear(from: 0, to: 1e308, for: 1e-10), .linear(from: 0, to: 1e155, for: 1),
      .constant(1, for: 2e15),
    ]
    for piece in pieces {
      #expect(throws: StatisticsError.self) { try RateProfile([piece], repeats: false) }
    }
  }
}
