import Scenarios

/// What one world of a study takes, measured on its first: for a forecast of the whole.
public struct StudySample: Hashable, Sendable {
  /// Rows [1] and packed quantities [byte] that it leaves.
  public let rows: Int
  public let quantityBytes: Int

  /// Computes the first world.
  ///
  /// - Throws: `ExperimentError`.
  public init(_ scenario: Scenario, options: StudyOptions) throws(ExperimentError) {
    try options.checked()
    let outcome = try WorldRunner(scenario, options).outcome(ofWorld: 0)
    (rows, quantityBytes) = (outcome.rows.count, outcome.quantities.count)
  }
}
