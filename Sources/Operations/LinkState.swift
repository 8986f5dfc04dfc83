import EventEngine
import Statistics

/// A shared link while it runs: egalitarian processor sharing by virtual time.
///
/// Virtual time is the data [bit] that each transfer under way has been given since the link was last
/// idle. A transfer of b bits that starts at virtual time v ends at v + b, whatever comes or goes, so
/// the order of ends is fixed on arrival and a heap holds it. One departure event is pending for each
/// link that is busy; it may come early (others have started since), and is then scheduled anew.
///
/// - Source: virtual time as in A. Demers, S. Keshav, S. Shenker, "Analysis and simulation of a fair
///   queueing algorithm", SIGCOMM 1989.
struct LinkState: ~Copyable {
  /// [bit/s].
  let bandwidth: Double
  let binds: Bool
  /// Transfers under way, by the virtual time [bit] at which they end.
  var transfers = QuaternaryHeap(capacity: 13)
  /// Transfers begun so far [1], for ties.
  var sequence: UInt64 = 0
  /// [bit].
  var virtualTime = 0.0
  /// When the pending departure event fires [s], and the event; infinite if there is none.
  var dueAt = Double.infinity
  var due = EventHandle()
  /// Whether nothing came or went since that event was scheduled.
  var dueIsExact = false

  var meter = LinkMeter()

  init(_ model: LinkModel) {
    bandwidth = model.bandwidth.bitsPerSecond
    binds = model.binds
  }

  /// Brings virtual time and time averages up to `now` [s]; call it before each change.
  mutating func settle(at now: Double) {
    let elapsed = now - meter.lastChange
    meter.lastChange = now
    let n = transfers.count
    if n == 0 { return }
    virtualTime += elapsed * bandwidth / Double(n)
    meter.busyTime += elapsed
    meter.transferTime += elapsed * Double(n)
  }

  /// Time until the next transfer ends if none comes or goes [s]; there must be one.
  var timeToDeparture: Double {
    max(0, (transfers.first.time - virtualTime) * Double(transfers.count) / bandwidth)
  }
}

/// What is observed at one link.
struct LinkMeter {
  var lastChange = 0.0
  /// Time with any transfer under way, and transfer-seconds, since the window opened [s].
  var busyTime = 0.0
  var transferTime = 0.0
  /// The same when the window closed.
  var windowBusyTime = 0.0
  var windowTransferTime = 0.0
  /// Transfers that began in the window [1], and their data [bit].
  var transfers = 0
  var bits = 0.0
  /// Times of transfers that began in the window [s].
  var time = Moments()

  /// Forgets the time averages of the run-in.
  mutating func open(at now: Double) {
    (busyTime, transferTime) = (0, 0)
    lastChange = now
  }

  /// Notes the start of a transfer in the window.
  mutating func note(bits amount: Double) {
    transfers += 1
    bits += amount
  }
}
