import Statistics
import Testing

@Suite("Batch means")
struct BatchMeansTests {
  @Test func batchMeans() throws {
    let batches = BatchMeans([99, 1, 3, 5, 7, 2, 4], batches: 3)
    #expect(batches.means == [2, 6, 3])
    #expect(try batches.interval(level: 0.9).n == 3)
    #expect(BatchMeans([1], batches: 2).means.isEmpty)
    #expect(BatchMeans([1], batches: -1).means.isEmpty)
    #expect(throws: StatisticsError.tooFewSamples(found: 0, needed: 2)) {
      try BatchMeans([], batches: 20).interval()
    }
    // Deviations −2, −1, 1, 2: (2 − 1 + 2)/10.
    #expect(abs(BatchMeans(means: [1, 2, 4, 5]).lagOneCorrelation - 0.3) < 1e-15)
  }

  /// Worked out with NumPy from the definition: n·m/((n − m + 1)(n − m)) Σ (Ȳj − Ȳ)², over n.
  @Test func overlappingByHand() throws {
    let samples: [Double] = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
    let batches = try OverlappingBatchMeans(samples, batchLength: 3)
    #expect(abs(batches.mean - 13.0 / 3) < 1e-14)
    #expect(abs(batches.varianceOfMean - 0.4518518518518519) < 1e-14)
    #expect(batches.degreesOfFreedom == 4.5)
    // Four batches are too few for the degrees of freedom.
    #expect(throws: StatisticsError.tooFewSamples(found: 12, needed: 15)) {
      try batches.interval()
    }
    let pairs = try OverlappingBatchMeans(samples, batchLength: 2)
    let interval = try pairs.interval(level: 0.9)
    let factor = try Intervals.studentQuantile(level: 0.9, degreesOfFreedom: 7.5)
    #expect(abs(interval.halfWidth - factor * pairs.varianceOfMean.squareRoot()) < 1e-14)
    #expect(interval.n == 6)
  }

  /// With batches of one sample both variances are the sample variance over n.
  @Test func overlappingOfSingleSamples() throws {
    let samples: [Double] = [2, 4, 4, 4, 5, 5, 7, 9]
    let batches = try OverlappingBatchMeans(samples, batchLength: 1)
    #expect(abs(batches.varianceOfMean - 32.0 / 7 / 8) < 1e-15)
  }

  /// An offset of 1e9 and 200 000 steps of the sliding sum cost no more than nine digits.
  @Test func overlappingKeepsDigits() throws {
    var stream = RandomStream(StreamName(seed: 31))
    let samples = (0..<200_000).map { _ in (stream.uniform() * 1_024).rounded() / 1_024 }
    let plain = try OverlappingBatchMeans(samples, batchLength: 777).varianceOfMean
    let offset = samples.map { $0 + 1e9 }
    let shifted = try OverlappingBatchMeans(offset, batchLength: 777).varianceOfMean
    #expect(abs(shifted / plain - 1) < 1e-5)
  }

  /// Of 2 000 runs of 640 independent samples, variances from 625 overlapping batches of 16 scatter
  /// by 2/3 of what those from 40 batches side by side do (their degrees of freedom are 39 and 58.5).
  /// A ratio of such variances is known to 6 % at worst: the band is three of those, 0.3 %.
  @Test func overlappingKnowsTheVarianceBetter() throws {
    var (overlapping, apart) = (Moments(), Moments())
    let law = Distribution.normal(mean: 5, standardDeviation: 1)
    for run in 0..<2_000 {
      var stream = RandomStream(StreamName(seed: 34).child(UInt64(run)))
      let samples = (0..<640).map { _ in law.draw(&stream) }
      let variance = try OverlappingBatchMeans(samples, batchLength: 16).varianceOfMean
      overlapping.add(variance * 640)
      apart.add(Moments(BatchMeans(samples, batches: 40).means).variance * 16)
    }
    // Unbiased: the true value is 1, known to √(2/58.5/2000) = 0.004.
    #expect(abs(overlapping.mean - 1) < 0.02)
    #expect(abs(overlapping.variance / apart.variance - 2.0 / 3) < 0.12)
  }

  @Test func overlappingRefusesBadInput() {
    #expect(throws: StatisticsError.tooFewSamples(found: 3, needed: 4)) {
      try OverlappingBatchMeans([1, 2, 3], batchLength: 2)
    }
    #expect(throws: StatisticsError.self) { try OverlappingBatchMeans([1, 2], batchLength: 0) }
    #expect(throws: StatisticsError.self) { try OverlappingBatchMeans([1, 2], batchLength: .max) }
    #expect(throws: StatisticsError.self) { try OverlappingBatchMeans([1, .nan], batchLength: 1) }
  }

  /// Whatever the length of the run, the full batches are those of the samples in order.
  @Test(arguments: [0, 1, 7, 63, 64, 65, 127, 128, 1_000, 4_097])
  func streamingEqualsStored(_ count: Int) {
    var stream = RandomStream(StreamName(seed: 32))
    var streaming = StreamingBatchMeans()
    let samples = (0..<count).map { _ in stream.uniform() }
    for sample in samples { streaming.add(sample) }
    #expect(streaming.count == count)
    let means = streaming.batches.means
    #expect(means.count <= 63 && (means.count >= 32 || count < 32))
    #expect(means.count == count / streaming.batchLength)
    for (index, mean) in means.enumerated() {
      let start = index * streaming.batchLength
      let sum = samples[start..<start + streaming.batchLength].reduce(0, +)
      #expect(abs(mean - sum / Double(streaming.batchLength)) < 1e-14)
    }
  }

  @Test func streamingForgetsAndRefuses() throws {
    var streaming = StreamingBatchMeans()
    for sample in 0..<1_000 { streaming.add(Double(sample)) }
    streaming.restart()
    #expect(streaming.count == 0 && streaming.batchLength == 1)
    #expect(throws: StatisticsError.self) { try streaming.interval() }
    for sample in [1.0, 3, 2, 2] { streaming.add(sample) }
    #expect(try streaming.interval().mean == 2)
    streaming.add(.nan)
    #expect(throws: StatisticsError.self) { try streaming.interval() }
  }

  /// By hand: deviations −2, −1, 1, 2 and steps 1, 2, 1; C = 1 − 6/20, times √(15/2).
  @Test func independenceScore() {
    let score = BatchMeans(means: [1, 2, 4, 5]).independenceScore
    #expect(abs(score - 0.7 * 7.5.squareRoot()) < 1e-14)
    #expect(BatchMeans(means: [1, 2]).independenceScore.isNaN)
    #expect(BatchMeans(means: [2, 2, 2]).independenceScore.isNaN)
  }

  /// 10 000 scores of 32 independent batches: 10 % lie above 1.28; five standard errors, 3e-7.
  @Test func independentBatchesScoreAsStated() {
    var above = 0
    for run in 0..<10_000 {
      var stream = RandomStream(StreamName(seed: 33).child(UInt64(run)))
      let law = Distribution.normal(mean: 0, standardDeviation: 1)
      let means = (0..<32).map { _ in law.draw(&stream) }
      if BatchMeans(means: means).independenceScore > 1.2816 { above += 1 }
    }
    #expect(abs(Double(above) / 10_000 - 0.1) < 0.015)
  }

  @Test func batchesAreJoinedWhileTheyResemble() {
    let slow = BatchMeans(means: (0..<37).map { Double($0 / 6 % 2) })
    let joined = slow.joinedUntilIndependent(atLeast: 8).means
    #expect(joined.count == 18 || joined.count == 9)
    #expect(joined.count < 37 && joined.count >= 8)
    let alternating = BatchMeans(means: [1, -1, 1, -1, 1, -1, 1, -1])
    #expect(alternating.joinedUntilIndependent(atLeast: 2).means == alternating.means)
    #expect(slow.joinedUntilIndependent(atLeast: .max).means == slow.means)
  }
}
