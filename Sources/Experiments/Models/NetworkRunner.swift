import Operations
import Statistics

/// Simulates replications of networks over one window. Replication by replication all networks meet the
/// same chance, so that differences show what differs between them.
struct NetworkRunner {
  let window: Window
  /// Of all chance; replication r has the child r of it.
  private let name: StreamName
  /// Replications simulated at once [1]. It changes no result.
  private let threads: Int
  /// Of all intervals.
  let level: Double

  init(_ window: Window, _ options: StudyOptions) {
    self.window = window
    name = StreamName(seed: options.seed).child("model")
    (threads, level) = (options.threads, options.confidenceLevel)
  }

  /// - Returns: one result for each replication, in their order.
  func run(
    _ model: NetworkModel, _ replications: Range<Int>
  ) async throws(ExperimentError) -> [WindowResult] {
    try await run(model, replications) { $0 }
  }

  /// - Parameter kept: what is kept of each result; of thousands, all would fill the memory.
  /// - Returns: one for each replication, in their order.
  func run<Kept: Sendable>(
    _ model: NetworkModel, _ replications: Range<Int>,
    keeping kept: @escaping @Sendable (WindowResult) -> Kept
  ) async throws(ExperimentError) -> [Kept] {
    let (window, name) = (window, name)
    return try await inOrder(
      count: replications.count, threads: threads,
      { number throws(ExperimentError) in
        try inPart("operations") { () throws(OperationsError) in
          let replication = UInt64(replications.lowerBound + number)
          return kept(try simulate(model, window: window, name: name.child(replication)))
        }
      })
  }
}
