import Statistics

/// A station while it runs.
struct StationState {
  let serviceTime: Distribution
  /// Servers there, down ones included [1].
  var servers: Int
  /// Most that are ever there [1]; so many have records, where servers do.
  let mostServers: Int
  /// Calls that may wait [1].
  let queueLimit: Int
  let patience: Distribution?
  let failure: FailureModel?
  var tracksServers: Bool
  /// Whether servers ever fail, are hit by outages, come or go, so that their time must be kept.
  var varies: Bool
  /// Whether more urgent calls interrupt less urgent ones.
  let preempts: Bool
  /// Index of its first server among those with records.
  let firstServer: Int32
  /// Its queues: the first, and how many.
  var firstQueue: Int32 = 0
  var queueCount: Int32 = 1
  /// The queue before it, where callers wait outside when it is full, or −1.
  var door: Int32 = -1
  /// The shared server of a station whose calls share all servers, or −1.
  var sharer: Int32 = -1

  /// Servers there that are not down [1].
  var serversUp: Int
  /// Servers at work [1]; more than are up while some that have left finish their calls.
  var busy = 0
  /// Calls that wait [1].
  var queueLength = 0
  /// First of the idle servers that are up, or −1; only where servers have records.
  var idle: Int32 = -1

  var meter = StationMeter()
  var capacity: CapacityState

  init(_ model: StationModel, firstServer: Int) {
    serviceTime = model.serviceTime
    servers = model.serversAtStart
    mostServers = model.mostServers
    queueLimit = model.queueLimit ?? .max
    patience = model.patience
    failure = model.failure
    tracksServers = model.tracksServers
    varies = model.failure != nil || model.changesNumber
    preempts = model.discipline == .preemptivePriority
    self.firstServer = Int32(firstServer)
    serversUp = model.serversAtStart
    capacity = CapacityState(model)
  }

  /// Adds the time since the last change to the time averages; call it before each change.
  @inline(__always)
  mutating func settle(at now: Double) {
    let elapsed = now - meter.lastChange
    meter.lastChange = now
    meter.busyTime += elapsed * Double(busy)
    meter.waitingTime += elapsed * Double(queueLength)
    if varies { settleCapacity(elapsed) }
  }
}

/// What is observed at one station.
struct StationMeter {
  var lastChange = 0.0
  /// Server-seconds at work and down, and call-seconds waiting, since the window opened.
  var busyTime = 0.0
  var downTime = 0.0
  var waitingTime = 0.0
  /// Server-seconds there; and with those that boot, or have left and finish their calls.
  var installedTime = 0.0
  var paidTime = 0.0
  /// The same when the window closed.
  var windowBusyTime = 0.0
  var windowDownTime = 0.0
  var windowWaitingTime = 0.0
  var windowInstalledTime = 0.0
  var windowPaidTime = 0.0
  /// Calls that came, were blocked, were completed in the window [1].
  var arrivals = 0
  var blocked = 0
  var completions = 0
  /// Calls that came in the window and gave up waiting [1].
  var abandoned = 0
  /// Calls that came in the window and were called back [1].
  var calledBack = 0
  /// Calls that came in the window and were lost [1].
  var lost = 0
  /// Times that servers were ordered, came or went in the window [1].
  var changes = 0
  /// Times of calls that came in the window; `waits` holds those above 0 only.
  var wait = Moments()
  var waits = LogHistogram()
  var sojourn = Moments()
  var sojourns = LogHistogram()

  /// Notes a completed call that came in the window.
  @inline(__always)
  mutating func note(waited: Double, sojourn time: Double) {
    wait.add(waited)
    if waited > 0 { waits.add(waited) }
    sojourn.add(time)
    sojourns.add(time)
  }

  /// Notes a call that came in the window and gave up after so long; its waiting counts.
  mutating func noteAbandoned(after waited: Double) {
    abandoned += 1
    wait.add(waited)
    if waited > 0 { waits.add(waited) }
  }

  /// Forgets the time averages of the run-in.
  mutating func open(at now: Double) {
    (busyTime, downTime, waitingTime) = (0, 0, 0)
    (installedTime, paidTime) = (0, 0)
    lastChange = now
  }

  /// Percentile of all waiting times, those of 0 included [s].
  func waitingQuantile(_ p: Double) -> Double? {
    let zeros = Double(wait.count - waits.count)
    let rank = p * Double(wait.count) - zeros
    if wait.count == 0 { return nil }
    return rank <= 0 ? 0 : waits.quantile(rank / Double(waits.count))
  }
}
