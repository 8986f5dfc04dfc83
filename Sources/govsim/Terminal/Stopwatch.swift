import Experiments

/// Times a run from its creation on and states when and where it took place.
struct Stopwatch: Sendable {
  private let startedAt = Machine.timeStamp
  private let processorBegan = Machine.processorSeconds
  private let began = ContinuousClock.now

  /// Wall-clock and processor time so far [s].
  var elapsed: (wall: Double, processor: Double) {
    ((ContinuousClock.now - began).seconds, Machine.processorSeconds - processorBegan)
  }

  /// Fills in times and host of a run that ends now.
  func stamp(_ run: inout RunRecord) {
    (run.wallSeconds, run.processorSeconds) = elapsed
    (run.startedAt, run.host) = (startedAt, Machine.hostName)
  }
}

extension Duration {
  /// [s]
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
