import EventEngine
import Statistics

/// A model to measure the engine with.
///
///     let outcomes = try await runBenchmark(
///       .singleServer(customers: 1_000_000, utilisation: 0.9), seed: 1, replications: 2, threads: 2)
///
/// An event is a thing that happens in the model, not a step of the engine: an arrival or the end of
/// a service. All but `hold` run through the model of `Operations` with all its usual statistics, by
/// the way that any scenario takes.
public struct Benchmark: Sendable {
  /// Such as `mm1`.
  public let name: String
  /// Runs one replication with chance of that name; calls `ready` once the model is built.
  let run: @Sendable (StreamName, () -> Void) throws(ExperimentError) -> BenchmarkOutcome
}

/// What one run of a benchmark came to.
public struct BenchmarkOutcome: Hashable, Sendable {
  /// Events of the model [1].
  public var events: Int
  /// A figure of the model beside its theory: evidence that the work was done.
  public var statistic: BenchmarkStatistic?
  /// A hash of all that fired, in order.
  public var fingerprint: UInt64
}

/// A figure of a benchmark's model, and what theory says of it where theory is known.
public struct BenchmarkStatistic: Hashable, Sendable {
  public var name: String
  /// In [s] of the model, or [1] for a share.
  public var value: Double
  public var theory: Double?
}

/// Runs a benchmark.
///
/// - Parameters:
///   - replications: independent runs [1], ≥ 1.
///   - threads: at most so many at once [1].
///   - ready: called when a replication's model is built and its run begins; with one replication the
///     place to start a clock.
/// - Returns: outcomes in order of replication, shape [replications].
public func runBenchmark(
  _ benchmark: Benchmark, seed: UInt64, replications: Int = 1, threads: Int = 1,
  ready: @escaping @Sendable () -> Void = {}
) async throws(ExperimentError) -> [BenchmarkOutcome] {
  let name = StreamName(seed: seed).child("benchmark").child(benchmark.name)
  return try await inOrder(
    count: replications, threads: threads,
    { replication throws(ExperimentError) in
      try benchmark.run(name.child(UInt64(replication)), ready)
    })
}
