import Experiments

/// Times a run from its creation on and states when and where it took place.
struct Stopwatch {
  private let startedAt = Machine.timeStamp
  private let processorBegan = Machine.processorSeconds
  private let began = ContinuousClock.now

  /// Fills in times and host of a run that ends now.
  func stamp(_ run: inout RunRecord) {
    let elapsed = (ContinuousClock.now - began).components
    run.wallSeconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    run.processorSeconds = Machine.processorSeconds - processorBegan
    (run.startedAt, run.host) = (startedAt, Machine.hostName)
  }
}
