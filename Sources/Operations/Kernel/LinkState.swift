import Statistics

/// A link while it runs; its transfers are jobs of the `SharedServer` with its index.
struct LinkState {
  /// [bit/s].
  let bandwidth: Double
  let binds: Bool
  /// Share of the bandwidth that outages leave [1], and whether they lose what is under way.
  var share = 1.0
  var losesTransfers = false
  /// Where requests wait for a link that does not bind and is cut, or −1.
  var gate: Int32 = -1
  /// The outages that hit it, in `Kernel.hits`.
  var hits = TableRow(first: 0, count: 0)
  var meter = LinkMeter()

  init(_ model: LinkModel) {
    bandwidth = model.bandwidth.bitsPerSecond
    binds = model.binds
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

  /// Adds the time since the last change, in which so many transfers were under way.
  mutating func settle(at now: Double, underWay: Int) {
    let elapsed = now - lastChange
    lastChange = now
    busyTime += underWay > 0 ? elapsed : 0
    transferTime += elapsed * Double(underWay)
  }

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
