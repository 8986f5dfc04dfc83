import Quantities

/// The stretch of time that is observed.
///
///     0 ───── run-in ─────┤ observed: (runIn, runIn + length] ├── drain ──┤ end
///
/// Sources and faults run from 0 to the end. Time averages cover the observed stretch; requests and
/// calls are counted by when they *arrive*. Requests that arrived in the window are followed until
/// the end of the drain, and count as unfinished after it. The run stops early once all that the
/// window counts has settled, which changes nothing that is observed.
public struct Window: Hashable, Sendable {
  /// Before observation starts [s], ≥ 0. The system is empty at time 0.
  public var runIn: TimeSpan
  /// Observed [s], > 0.
  public var length: TimeSpan
  /// Followed after the window's end [s], ≥ 0.
  public var drain: TimeSpan
  /// How long requests go on arriving after the window's end [s], ≥ 0; long enough that what the
  /// window counts still meets others at the stations, and no longer than the drain.
  public var arrivalsAfterEnd: TimeSpan
  /// Length of the buckets of a time series over the window [s], > 0; `nil` for none.
  public var bucket: TimeSpan?

  /// - Parameter arrivalsAfterEnd: `nil` for the whole drain.
  public init(
    runIn: TimeSpan, length: TimeSpan, drain: TimeSpan, arrivalsAfterEnd: TimeSpan? = nil,
    bucket: TimeSpan? = nil
  ) {
    self.runIn = runIn
    self.length = length
    self.drain = drain
    self.arrivalsAfterEnd = arrivalsAfterEnd ?? drain
    self.bucket = bucket
  }
}

extension Window {
  /// Most buckets of a time series [1].
  public static let bucketLimit = 100_000.0

  /// - Throws: `OperationsError.invalid` for negative, empty or endless stretches.
  public func checked() throws(OperationsError) {
    var faults = FaultList()
    faults.check(runIn.seconds, from: 0, "window.runIn")
    faults.check(length.seconds, above: 0, "window.length")
    faults.check(drain.seconds, from: 0, "window.drain")
    faults.check(arrivalsAfterEnd.seconds, from: 0, "window.arrivalsAfterEnd")
    if let bucket {
      faults.check(bucket.seconds, above: 0, "window.bucket")
      let count = length.seconds / bucket.seconds
      if !(count <= Self.bucketLimit) {
        faults.add("window.bucket", "\(count) buckets", "\(Self.bucketLimit) or fewer")
      }
    }
    let end = runIn.seconds + length.seconds + drain.seconds
    if faults.found.isEmpty { faults.check(end, from: 0, "window.end") }
    if !faults.found.isEmpty { throw .invalid(faults.found) }
  }
}
