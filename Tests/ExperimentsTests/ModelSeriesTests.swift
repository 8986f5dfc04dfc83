import Foundation
import Quantities
import Scenarios
import Testing

@testable import Experiments

/// Time series of explicit models, and how replications are taken in.
@Suite struct ModelSeriesTests {
  static func run(
    _ path: String, _ settings: [(path: String, text: String)] = [], replications: Int = 3,
    threads: Int = 2, _ observation: RunObservation
  ) async throws -> ModelResult {
    let scenario = try Fixture.setting(try Fixture.load(path), settings)
    return try await runModel(
      scenario, options: StudyOptions(seed: 5, replications: replications, threads: threads),
      observing: observation)
  }

  static let minutes = TimeSpan(seconds: 700)

  /// Samples 1, 3, 5: mean 3, standard deviation 2, Student's factor 4.302653 for 2 degrees of
  /// freedom, so 4.302653 · 2 / √3.
  @Test func foldsReplications() throws {
    var column = ColumnFold(.station, "desk", .utilisation, false)
    for (done, values) in [[1.0, 0], [3, 0], [5, 6]].enumerated() {
      column.add(2, after: done) { values[$0] }
    }
    let factors = [Double.nan, .nan, 12.7062, 4.302653]
    let folded = try #require(column.column(factors, 3))
    #expect(folded.mean == [3, 2])
    #expect(abs(folded.halfWidth[0] - 4.968276) < 1e-5)
    // 0, 0, 6: standard deviation √12.
    #expect(abs(folded.halfWidth[1] - 4.302653 * 2) < 1e-5)
  }

  /// What some replications lack does not count; what all lack is NaN; what is zero throughout is no
  /// column.
  @Test func leavesOutWhatIsNotThere() throws {
    var quantile = ColumnFold(.stream, "people", .sojournP95, true)
    let samples: [[Double?]] = [[nil, nil, 2], [4, nil, 2], [8, nil, nil]]
    for (done, values) in samples.enumerated() { quantile.add(3, after: done) { values[$0] } }
    let folded = try #require(quantile.column([.nan, .nan, 12.7, 4.3], 3))
    #expect(folded.mean[0] == 6 && folded.mean[1].isNaN && folded.mean[2] == 2)
    #expect(folded.halfWidth[1].isNaN && folded.halfWidth[2] == 0)
    var zero = ColumnFold(.stream, "people", .lateRate, false)
    zero.add(3, after: 0) { _ in 0 }
    #expect(zero.column([.nan, .nan], 1) == nil)
  }

  /// Buckets that do not divide the window: counts and time averages still add up to the window's.
  @Test func bucketsAddUp() async throws {
    let result = try await Self.run(
      "scenarios/verify/mm1k.yaml", [("window.length", "5000 s")],
      RunObservation(bucket: Self.minutes))
    let series = try #require(result.series)
    #expect(series.count == 8 && series.length(of: 7).seconds == 100)
    for metric in ["arrivals", "throughput", "utilisation", "queue_length"] {
      let column = try #require(series.column(.station, "counter", metric))
      let sum = column.mean.indices.reduce(0) {
        $0 + column.mean[$1] * series.length(of: $1).seconds
      }
      let whole = try #require(
        result.summaries.first { $0.entity == "counter" && $0.metric == metric })
      #expect(abs(sum / 5000 - whole.mean) < 1e-9 * max(1, whole.mean), "\(metric)")
    }
  }

  @Test func busiestBucketIsTheOneWithMostRequests() async throws {
    let result = try await Self.run(
      "scenarios/verify/mm1k.yaml", [("window.length", "5000 s")], replications: 1,
      RunObservation(bucket: Self.minutes))
    let series = try #require(result.series)
    let busiest = try #require(series.busiest)
    let row = result.rows.first { $0.metric == Metric.busiestBucket.name }
    #expect(row?.value == busiest.requests.rounded())
    #expect(series.columns.allSatisfy { $0.halfWidth.isEmpty })
    #expect(result.summaries.allSatisfy { $0.n == 1 && $0.lower == $0.upper })
  }

  @Test func lookingChangesNothing() async throws {
    let settings = [("window.length", "5000 s")]
    let path = "scenarios/verify/jackson.yaml"
    let blind = try await Self.run(path, settings, RunObservation())
    let one = try await Self.run(path, settings, threads: 1, RunObservation(bucket: Self.minutes))
    let three = try await Self.run(path, settings, threads: 3, RunObservation(bucket: Self.minutes))
    #expect(blind.fingerprint == one.fingerprint && one.fingerprint == three.fingerprint)
    #expect(one.rows == three.rows)
    let pairs = zip(try #require(one.series).columns, try #require(three.series).columns)
    #expect(pairs.allSatisfy { $0.mean.map(\.bitPattern) == $1.mean.map(\.bitPattern) })
  }

  /// `--from` and `--to` move what is observed, not what happens.
  @Test func observesAnotherStretch() async throws {
    let result = try await Self.run(
      "scenarios/verify/mm1k.yaml", replications: 2,
      RunObservation(from: TimeSpan(seconds: 100), to: TimeSpan(seconds: 300)))
    #expect(result.start.seconds == 100 && result.end.seconds == 300)
    await #expect(throws: ExperimentError.self) {
      try await Self.run(
        "scenarios/verify/mm1k.yaml",
        RunObservation(from: TimeSpan(seconds: 300), to: TimeSpan(seconds: 100)))
    }
  }

  @Test func refusesMoreThanMemoryHolds() async {
    await #expect(throws: ExperimentError.self) {
      try await Self.run(
        "scenarios/verify/mm1k.yaml", RunObservation(bucket: TimeSpan(seconds: 0.001)))
    }
  }

  /// One request, at 10 s, needs 8 s; the window ends at 12 s. Without a drain it is unfinished.
  @Test(arguments: [("0 s", 0.0), ("7 s", 1.0)])
  func drainFollowsRequests(drain: String, completed: Double) async throws {
    let result = try await Self.run(
      "scenarios/verify/md1.yaml",
      [
        ("stations.counter.service_time", "8 s"), ("window.run_in", "0 s"),
        ("window.length", "12 s"), ("window.drain", drain),
        ("demand.customers", "{gap: 10 s, journey: visit}"),
      ], replications: 1, RunObservation())
    let share = result.summaries.first {
      $0.entity == "customers" && $0.metric == "completion_share"
    }
    #expect(share?.mean == completed)
  }
}
