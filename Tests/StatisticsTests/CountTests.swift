import Statistics
import Testing

@Suite("Counts")
struct CountTests {
  static let families: [CountDistribution] = [
    .bernoulli(probability: 0.3), .poisson(mean: 0.01), .poisson(mean: 0.7), .poisson(mean: 9.99),
    .poisson(mean: 10), .poisson(mean: 10.3), .poisson(mean: 37), .poisson(mean: 1_234.5),
    .binomial(trials: 1, probability: 0.2), .binomial(trials: 5, probability: 0.5),
    .binomial(trials: 12, probability: 0.83), .binomial(trials: 1_000, probability: 0.003),
    .binomial(trials: 20, probability: 0.5), .binomial(trials: 25, probability: 0.41),
    .binomial(trials: 400, probability: 0.9), .binomial(trials: 100_000, probability: 0.0004),
    .binomial(trials: 1_000_000, probability: 0.3), .geometric(probability: 0.4),
    .geometric(probability: 1), .geometric(probability: 0.01),
  ]

  static func draws(_ law: CountDistribution, _ n: Int, _ seed: UInt64) -> [Int] {
    var stream = RandomStream(StreamName(seed: seed).child("\(law)"))
    return (0..<n).map { _ in law.draw(&stream) }
  }

  /// Chi-square of a million draws, over the counts that occur; 20 laws: false alarm 2e-6.
  @Test(arguments: families)
  func drawsFollowTheLaw(_ law: CountDistribution) throws {
    try law.checked()
    let n = 1_000_000
    let draws = Self.draws(law, n, 41)
    let least = try #require(draws.min())
    let greatest = try #require(draws.max())
    var counts = [Int](repeating: 0, count: greatest - least + 1)
    for draw in draws { counts[draw - least] += 1 }
    let expected = (least...greatest).map { Double(n) * law.probability(of: $0) }
    // What no draw has reached must be rare.
    #expect(Double(n) - expected.reduce(0, +) < 25)
    #expect(Goodness.ofCounts(counts, expected: expected) > 1e-7)
  }

  /// Mean within 5 standard errors (false alarm 6e-7) and variance within 6 of its own, estimated from
  /// 20 batches (Student, 19 degrees: 9e-6); 20 laws: 2e-4.
  @Test(arguments: families)
  func drawsHaveTheMoments(_ law: CountDistribution) {
    let draws = Self.draws(law, 1_000_000, 42)
    var all = Moments()
    var variances = Moments()
    for batch in 0..<20 {
      var moments = Moments()
      for draw in draws[batch * 50_000..<(batch + 1) * 50_000] { moments.add(Double(draw)) }
      variances.add(moments.variance)
      all.merge(moments)
    }
    #expect(
      abs(all.mean - law.mean) <= 5 * (law.variance / 1_000_000).squareRoot(), "\(all.mean)")
    #expect(abs(variances.mean - law.variance) <= 6 * variances.standardError)
  }

  /// At 1e12 expected, the law is normal to 1e-6: 200 000 draws cannot tell. A rejection that
  /// loses digits of log n! would.
  @Test(arguments: [
    CountDistribution.poisson(mean: 1e12), .binomial(trials: 4_000_000_000_000, probability: 0.25),
    .poisson(mean: 0x1p50),
  ])
  func hugeCounts(_ law: CountDistribution) throws {
    try law.checked()
    let deviation = law.variance.squareRoot()
    let draws = Self.draws(law, 200_000, 43).map { (Double($0) - law.mean) / deviation }
    #expect(Goodness.ofFit(draws) { Portable.normalCDF($0) } > 1e-7)
  }

  /// mpmath, 50 digits.
  @Test func knownProbabilities() {
    let cases: [(CountDistribution, Int, Double)] = [
      (.poisson(mean: 0.7), 0, 0.4965853037914095),
      (.poisson(mean: 0.7), 3, 0.028388126533408907),
      (.poisson(mean: 9.99), 10, 0.12510940975517418),
      (.poisson(mean: 37.0), 20, 0.0008109872641396729),
      (.poisson(mean: 1234.5), 1300, 0.0020056893312444812),
      (.poisson(mean: 1000000.0), 1003000, 4.445143581879104e-06),
      (.binomial(trials: 5, probability: 0.5), 2, 0.3125),
      (.binomial(trials: 12, probability: 0.83), 12, 0.10689000773866106),
      (.binomial(trials: 12, probability: 0.83), 0, 5.826222372297627e-10),
      (.binomial(trials: 1000, probability: 0.003), 3, 0.22437857213986528),
      (.binomial(trials: 400, probability: 0.9), 371, 0.012175988774874441),
      (.binomial(trials: 1000000, probability: 0.3), 301000, 8.053945752683579e-05),
      (.geometric(probability: 0.4), 3, 0.08639999999999999),
      (.geometric(probability: 0.01), 250, 0.0008105851616218146),
    ]
    for (law, count, exact) in cases {
      #expect(abs(law.probability(of: count) / exact - 1) < 1e-12, "\(law) \(count)")
    }
  }

  @Test(arguments: families)
  func probabilitiesSumToOne(_ law: CountDistribution) {
    let reach = 12 * law.variance.squareRoot() + 30
    let last = Int(law.mean + 3 * reach)
    let first = max(0, Int(law.mean - reach))
    let sum = (first...last).reduce(0) { $0 + law.probability(of: $1) }
    #expect(abs(sum - 1) < 1e-11)
    #expect(law.probability(of: -1) == 0)
  }

  /// Under one name, a larger mean never gives a smaller count, below the change of method.
  @Test func smallCountsAreCoupled() {
    for n in 0..<20_000 {
      let name = StreamName(seed: 44).child(UInt64(n))
      func count(_ law: CountDistribution) -> Int {
        var stream = RandomStream(name)
        return law.draw(&stream)
      }
      #expect(count(.poisson(mean: 2)) <= count(.poisson(mean: 2.5)))
      #expect(
        count(.binomial(trials: 15, probability: 0.2))
          <= count(.binomial(trials: 15, probability: 0.4)))
      #expect(count(.bernoulli(probability: 0.1)) <= count(.bernoulli(probability: 0.6)))
      #expect(count(.geometric(probability: 0.6)) <= count(.geometric(probability: 0.3)))
    }
  }

  @Test func certainties() {
    var stream = RandomStream(StreamName(seed: 45))
    for _ in 0..<1_000 {
      #expect(CountDistribution.poisson(mean: 0).draw(&stream) == 0)
      #expect(CountDistribution.bernoulli(probability: 0).draw(&stream) == 0)
      #expect(CountDistribution.bernoulli(probability: 1).draw(&stream) == 1)
      #expect(CountDistribution.binomial(trials: 0, probability: 0.5).draw(&stream) == 0)
      #expect(CountDistribution.binomial(trials: 90, probability: 0).draw(&stream) == 0)
      #expect(CountDistribution.binomial(trials: 90, probability: 1).draw(&stream) == 90)
      #expect(CountDistribution.geometric(probability: 1).draw(&stream) == 0)
      let rare = CountDistribution.geometric(probability: 1 / CountDistribution.largest)
      #expect(rare.draw(&stream) >= 0)
    }
  }

  /// What was not checked ends the program instead of drawing for ever.
  @Test func uncheckedParametersTrap() async {
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(StreamName(seed: 1))
      _ = CountDistribution.poisson(mean: .nan).draw(&stream)
    }
    await #expect(processExitsWith: .failure) {
      var stream = RandomStream(StreamName(seed: 1))
      _ = CountDistribution.binomial(trials: 50, probability: .nan).draw(&stream)
    }
  }

  @Test(arguments: [
    CountDistribution.bernoulli(probability: -0.1), .bernoulli(probability: 1.1),
    .bernoulli(probability: .nan), .poisson(mean: -1), .poisson(mean: .infinity),
    .poisson(mean: 1e16), .binomial(trials: -1, probability: 0.5),
    .binomial(trials: .max, probability: 0.5), .binomial(trials: 3, probability: 2),
    .geometric(probability: 0), .geometric(probability: 1e-20), .geometric(probability: 1.5),
  ])
  func impossibleParametersAreRefused(_ law: CountDistribution) {
    #expect(throws: StatisticsError.self) { try law.checked() }
  }
}
