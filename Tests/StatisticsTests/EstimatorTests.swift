import Statistics
import Testing

@Suite("Estimators")
struct EstimatorTests {
  @Test func momentsByHand() {
    var moments = Moments()
    #expect(moments.mean.isNaN)
    for sample in [2.0, 4, 4, 4, 5, 5, 7, 9] { moments.add(sample) }
    #expect(moments.count == 8)
    #expect(moments.mean == 5)
    #expect(abs(moments.variance - 32.0 / 7) < 1e-15)
    #expect(abs(moments.standardError - (4.0 / 7).squareRoot()) < 1e-15)
  }

  /// A large offset ruins the sum of squares; Welford's method keeps its digits.
  @Test func momentsKeepDigits() {
    var moments = Moments()
    for sample in [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16] { moments.add(sample) }
    #expect(moments.variance == 30)
  }

  @Test func mergingEqualsAdding() {
    var stream = RandomStream(StreamName(seed: 1))
    var (all, first, second) = (Moments(), Moments(), Moments())
    for i in 0..<1_000 {
      let sample = stream.uniform()
      all.add(sample)
      if i < 300 { first.add(sample) } else { second.add(sample) }
    }
    first.merge(second)
    first.merge(Moments())
    #expect(first.count == 1_000)
    #expect(abs(first.mean - all.mean) < 1e-14)
    #expect(abs(first.variance - all.variance) < 1e-14)
    var empty = Moments()
    empty.merge(all)
    #expect(empty.mean == all.mean)
  }

  @Test func timeAverageByHand() {
    var queue = TimeAverage(value: 0, at: 1)
    queue.update(value: 2, at: 3)
    queue.add(-1, at: 4)
    #expect(queue.value == 1)
    // 0 for 2 s, 2 for 1 s, 1 for 2 s.
    #expect(queue.mean(until: 6) == 0.8)
    queue.restart(at: 6)
    queue.update(value: 5, at: 8)
    #expect(queue.mean(until: 9) == 7.0 / 3)
    #expect(TimeAverage(value: 1, at: 2).mean(until: 2).isNaN)
  }

  /// Counts below a limit: exact between cells, and within a cell's share inside one.
  @Test func histogramCounts() {
    var histogram = LogHistogram()
    for k in 1...1_000 { histogram.add(Double(k) / 100) }
    #expect(histogram.count(atMost: 0) == 0 && histogram.count(atMost: 0.005) == 0)
    #expect(histogram.count(atMost: 10) == 1_000 && histogram.count(atMost: 1e12) == 1_000)
    for limit in [0.1, 1, 2.5, 7.77] {
      #expect(abs(histogram.count(atMost: limit) - limit * 100) <= limit * 100 * 0.008 + 1)
    }
    #expect(LogHistogram().count(atMost: 1) == 0)
  }

  /// Forgetting samples beyond the range, which count as its ends.
  @Test(arguments: [0, 1e-300, -1, 1e12, .infinity]) func forgets(sample: Double) {
    var histogram = LogHistogram()
    histogram.add(sample)
    histogram.removeAll()
    histogram.add(2)
    #expect(histogram.count == 1 && histogram.quantile(0) == 2 && histogram.quantile(1) == 2)
  }

  /// Against the sorted samples themselves: no more than 0.4 % off.
  @Test(arguments: [
    Distribution.exponential(mean: 0.2), .lognormal(mean: 30, cv: 3), .uniform(low: 1, high: 1.1),
  ])
  func histogramQuantiles(_ distribution: Distribution) {
    var histogram = LogHistogram()
    var stream = RandomStream(StreamName(seed: 2))
    let samples = (0..<50_000).map { _ in distribution.draw(&stream) }
    for sample in samples { histogram.add(sample) }
    let sorted = samples.sorted()
    #expect(histogram.count == 50_000)
    #expect(histogram.minimum == sorted[0])
    #expect(histogram.maximum == sorted[49_999])
    for p in [0.001, 0.05, 0.5, 0.95, 0.99, 0.9999] {
      let exact = sorted[Int((p * 50_000).rounded(.up)) - 1]
      #expect(abs(histogram.quantile(p) - exact) <= 0.004 * exact, "\(p)")
    }
    #expect(histogram.quantile(0) == sorted[0])
  }

  @Test func histogramEdges() {
    var histogram = LogHistogram()
    #expect(histogram.quantile(0.5).isNaN)
    for sample in [0, -1, 1e-12, 1e12, .infinity, 1] { histogram.add(sample) }
    #expect(histogram.count == 6)
    #expect(histogram.minimum == -1)
    #expect(histogram.maximum == .infinity)
    #expect(abs(histogram.quantile(0.6) - 1) < 0.004)
    histogram.add(.nan)
    #expect(histogram.invalidCount == 1)
    #expect(histogram.quantile(0.5).isNaN)
  }

  /// Beyond 2^32 samples in a cell: 192 of them, doubled 27 times.
  @Test func histogramsHoldBillions() {
    var histogram = LogHistogram()
    for sample in 0..<192 { histogram.add(sample < 128 ? 1 : 2) }
    for _ in 0..<27 { histogram.merge(histogram) }
    #expect(histogram.count == 192 << 27)
    #expect(histogram.quantile(0.6) < 1.01 && histogram.quantile(0.7) == 2)
  }

  @Test func histogramsMerge() {
    var (all, first, second) = (LogHistogram(), LogHistogram(), LogHistogram())
    for i in 1...2_000 {
      all.add(Double(i))
      if i % 3 == 0 { first.add(Double(i)) } else { second.add(Double(i)) }
    }
    var merged = LogHistogram()
    merged.merge(first)
    merged.merge(second)
    merged.merge(LogHistogram())
    #expect(merged.count == 2_000)
    for p in [0.0, 0.1, 0.5, 0.9, 1] { #expect(merged.quantile(p) == all.quantile(p)) }
  }

  @Test func warmUpIsFound() throws {
    var stream = RandomStream(StreamName(seed: 3))
    let samples = (0..<1_000).map { i in (i < 100 ? 10.0 : 0) + stream.uniform() }
    // Noise may move the cut a little later, never earlier.
    let cut = try WarmUp.mser5(samples) ?? 0
    #expect(cut >= 100 && cut <= 200)
    // Calm at the very end is no reason to drop the rest.
    let calm = samples.dropLast(50) + [Double](repeating: 0.5, count: 50)
    #expect(try WarmUp.mser5(Array(calm)) == cut)
    // A trend has no steady part.
    #expect(try WarmUp.mser5((0..<1_000).map { Double($0) }) == nil)
    #expect(throws: StatisticsError.tooFewSamples(found: 3, needed: 20)) {
      try WarmUp.mser5([1, 2, 3])
    }
    #expect(throws: StatisticsError.self) { try WarmUp.mser5(samples + [.nan]) }
  }

  @Test func spearmanByHand() throws {
    #expect(try spearman([1, 2, 3], [10, 100, 1_000]) == 1)
    #expect(try spearman([1, 2, 3], [3, 2, 1]) == -1)
    // SciPy 1.17, with ties.
    let tied = try spearman([1, 2, 2, 4, 5, 6, 7, 8], [2, 1, 4, 3, 6, 5, 8, 8])
    #expect(abs(tied - 0.8915662650602408) < 1e-15)
    #expect(throws: StatisticsError.noVariation(name: "x")) { try spearman([1, 1], [1, 2]) }
    #expect(throws: StatisticsError.noVariation(name: "y")) { try spearman([1, 2], [1, 1]) }
    #expect(throws: StatisticsError.self) { try spearman([1, 2], [1]) }
    #expect(throws: StatisticsError.self) { try spearman([1, .nan], [1, 2]) }
    #expect(throws: StatisticsError.self) { try spearman([1], [1]) }
  }
}
