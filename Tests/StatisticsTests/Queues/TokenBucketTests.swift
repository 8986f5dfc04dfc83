import Statistics
import Testing

/// A limiter by tokens, against other forms of the same law and a simulation of the tokens themselves.
@Suite("Token bucket")
struct TokenBucketTests {
  /// λ/r, b, loss: Erlang's alternating sum for the work of M/D/1 in mpmath, 120 digits. The whole b
  /// agree to 17 digits with the chain of M/D/1/b at departures, solved in mpmath, 40 digits.
  @Test(arguments: [
    (0.8, 5, 0.035290396436180768), (1.2, 20, 0.16676266545490289),
    (0.5, 30, 4.9544732394848313e-17), (0.8, 5.5, 0.027692209656016317),
    (1, 7.25, 0.070588233433011975), (0.95, 40.3, 0.0009024445021064331),
    (3, 2.5, 0.66799530304143776), (0.3, 1.4, 0.15748354391314652),
    (1.5, 60.5, 0.33333333333333333),
  ])
  func loss(_ load: Double, _ burst: Double, _ expected: Double) throws {
    let limit = try TokenBucket(arrivalRate: 7 * load, refillRate: 7, burst: burst)
    #expect(isClose(limit.lossProbability, expected, 1e-12))
    #expect(isClose(limit.throughput, 7 * load * (1 - limit.lossProbability)))
  }

  /// A bucket for one token is a server that must be free: Erlang's loss, ρ/(1 + ρ). Between one token
  /// and two the sum has one term: Φ = exp(ρ (b − 1)).
  @Test(arguments: [1e-6, 0.4, 1, 2.5, 250])
  func smallBuckets(_ load: Double) throws {
    let one = try TokenBucket(arrivalRate: load, refillRate: 1, burst: 1)
    #expect(isClose(one.lossProbability, load / (1 + load)))
    let more = try TokenBucket(arrivalRate: load, refillRate: 1, burst: 1.25)
    let phi = Portable.exp(load / 4)
    #expect(isClose(more.lossProbability, (1 - (1 - load) * phi) / (1 + load * phi), 1e-9))
  }

  /// No step at whole b, ever less loss, and above the refill rate the excess is lost at least.
  @Test(arguments: [0.7, 0.999, 1, 1.3, 20])
  func limits(_ load: Double) throws {
    var last = 1.0
    for burst in [1, 1.5, 1.999999999, 2, 2.000000001, 8, 50, 300.5, 10_000] {
      let loss = try TokenBucket(arrivalRate: load, refillRate: 1, burst: burst).lossProbability
      #expect(loss <= last + 1e-15 && loss >= max(0, 1 - 1 / load) - 1e-15)
      if burst >= 2, burst < 2.1 { #expect(isClose(loss, last, 1e-8)) }
      last = loss
    }
    if load > 1.1 { #expect(isClose(last, 1 - 1 / load, 1e-14)) }
  }

  /// Tokens counted one by one: 30 runs of 40 000 calls each, and the interval that holds the mean in
  /// all but 1 of 1 000 draws of a seed; the seeds are fixed. Four cases: 0.4 % false alarms.
  @Test(arguments: [(0.8, 5.0), (0.8, 5.5), (1.1, 12.3), (2, 1.7)])
  func simulation(_ load: Double, _ burst: Double) throws {
    let root = StreamName(seed: 20_304).child("token bucket")
    let runs = (0..<30).map { run in
      var draws = RandomStream(root.child(UInt64(run)))
      var tokens = burst
      var lost = 0
      // The first 1 000 calls wear off the full bucket.
      for call in 0..<41_000 {
        tokens = min(burst, tokens + draws.exponential() / load)
        if tokens >= 1 { tokens -= 1 } else if call >= 1_000 { lost += 1 }
      }
      return Double(lost) / 40_000
    }
    let interval = try Intervals.student(runs, level: 0.999)
    let exact = try TokenBucket(arrivalRate: load, refillRate: 1, burst: burst)
    #expect(interval.contains(exact.lossProbability))
    #expect(interval.upper - interval.lower < 0.1 * exact.lossProbability)
  }

  @Test func badParametersAreRefused() {
    for (rate, refill, burst) in [
      (0, 1, 1), (1, 0, 1), (1, 1, 0.5), (1, 1, 1e9), (1, 1, .nan), (.nan, 1, 1), (1e9, 1, 2),
      (1e-300, 1e300, 2),
    ] {
      #expect(throws: StatisticsError.self) {
        try TokenBucket(arrivalRate: rate, refillRate: refill, burst: burst)
      }
    }
  }
}
