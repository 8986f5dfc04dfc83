import Statistics

/// One direction of a link while it runs: even indices lead there, odd ones back.
struct LinkState: ~Copyable {
  /// Of one cell [bit/s].
  let bandwidth: Double
  let cells: Int
  /// The first of its cells among the kernel's flows, or −1 where it does not bind.
  let firstFlowLink: Int32
  var meter = LinkMeter()

  var binds: Bool { firstFlowLink >= 0 }
  /// Of all cells together [bit/s].
  var wholeBandwidth: Double { bandwidth * Double(cells) }
}

/// What is observed in one direction of a link.
struct LinkMeter {
  /// Transfers that began in the window [1], and their data [bit].
  var transfers = 0
  var bits = 0.0
  /// Times of transfers that began in the window [s].
  var time = Moments()
  /// Of those that a citizen's request waited for, together [s].
  var awaitedTime = 0.0
  /// Time averages of the window, all cells together.
  var window = FlowMeter()

  /// Notes the start of a transfer in the window.
  mutating func note(bits amount: Double) {
    transfers += 1
    bits += amount
  }
}
