import Statistics

/// How many servers of a station there are, and what happens to calls when there is none.
struct CapacityState {
  /// Whether servers come or go by shifts or scaling.
  let changesNumber: Bool
  /// Whether servers that go off shift break off calls.
  let interrupts: Bool
  /// Whether calls go home where a shift leaves no server.
  let sendsHome: Bool
  /// Share of the servers that outages leave [1]; and that those leave which lose work, by themselves.
  var shareLeft = 1.0
  var losersLeave = 1.0
  /// The outages that hit the station, in `Kernel.hits`.
  var hits = TableRow(first: 0, count: 0)
  /// Servers that boot [1].
  var booting = 0
  /// Where calls go while no server is up, or −1; how long none must have been [s], and since when none
  /// is [s].
  let standby: Int32
  let failoverDelay: Double
  var downSince = 0.0

  init(_ model: StationModel) {
    changesNumber = model.changesNumber
    interrupts = model.shiftEnd == .interrupt
    sendsHome = model.closingRule == .sendHome
    standby = Int32(model.standby ?? -1)
    failoverDelay = model.failoverDelay.seconds
  }
}

extension StationState {
  /// Servers that outages leave of those that should be there [1]; a share that is whole but for rounding
  /// is whole.
  var serversLeft: Int { serversLeft(of: capacity.shareLeft) }

  private func serversLeft(of share: Double) -> Int {
    Int((share * Double(servers) + 1e-9).rounded(.down))
  }

  /// Whether an outage that loses work, and leaves this share, is why there is no server: it leaves none by
  /// itself, or no other leaves less.
  func isEmptied(byShare share: Double) -> Bool {
    share < 1 && (share <= capacity.shareLeft || serversLeft(of: share) == 0)
  }

  /// Notes how many servers are up [1]; settle first.
  mutating func setUp(_ count: Int, at now: Double) {
    if count == 0 && serversUp > 0 { capacity.downSince = now }
    serversUp = count
  }

  mutating func settleCapacity(_ elapsed: Double) {
    meter.downTime += elapsed * Double(servers - serversUp)
    meter.installedTime += elapsed * Double(servers)
    meter.paidTime += elapsed * Double(max(servers, busy) + capacity.booting)
  }
}

/// Where a station stands in its shifts.
struct ShiftClock {
  let station: Int32
  /// In `Kernel.shifts`.
  let row: TableRow
  /// [s]; 0 where shifts do not begin again.
  let period: Double
  /// The shift that comes next, and how often they have begun again [1].
  var next: Int32 = 0
  var rounds = 0.0
}

/// The scaling of one station while it runs.
struct ScalingState {
  let rule: Autoscaling
  let station: Int32
  /// Looks so far [1].
  var looks = 0.0
  /// Until when nothing is done after a change [s].
  var restsUntil = 0.0
  /// Busy time and time up [s], on the station's meter, at the last look.
  var busyTime = 0.0
  var upTime = 0.0
}

extension StationMeter {
  /// Server-seconds up.
  var upTime: Double { installedTime - downTime }
}

/// What outages do to a link, in both directions.
struct LinkCut {
  /// Share of the bandwidth that they leave [1]; and that those leave which lose work, by themselves.
  var share = 1.0
  var losersLeave = 1.0
  /// The outages that hit it, in `Kernel.hits`.
  let hits: TableRow
}

/// An outage while it runs.
struct OutageState {
  var clock: OutageClock
  let losesWork: Bool
  /// What it hits, in `Kernel.hits`.
  var stations = TableRow(first: 0, count: 0)
  var links = TableRow(first: 0, count: 0)
}
