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
  /// Whether calls whose deadline has passed are thrown away when their turn comes.
  let dropsExpired: Bool
  /// Whether all calls are in service at once.
  let sharesServers: Bool
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
  /// The shared server of a station whose calls share all servers or slow each other down, or −1.
  var sharer: Int32 = -1
  /// What stands before it, or −1.
  var entrance: Int32 = -1
  /// The station of the model: itself, unless it is a replica.
  var front: Int32
  /// Whether its calls take turns by rules of their own (`Kernel+Turns.swift`).
  let hasRules: Bool

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

  // Behind all that every station needs at every call.

  /// Most calls that one server takes at once [1].
  let batchLimit: Int
  /// Calls in service by a server that another's call counts as busy (batches) [1].
  var followers = 0
  /// How its calls slow each other down.
  let contention: Contention?
  /// Calls that go on without the server that they kept, because it failed or left [1].
  var bereft = 0

  init(_ model: StationModel, index: Int, firstServer: Int) {
    serviceTime = model.serviceTime
    servers = model.serversAtStart
    mostServers = model.mostServers
    queueLimit = model.queueLimit ?? .max
    patience = model.patience
    failure = model.failure
    batchLimit = model.batchLimit
    contention = model.contention
    dropsExpired = model.dropsExpired
    sharesServers = model.discipline == .processorSharing
    front = Int32(index)
    hasRules =
      model.discipline == .processorSharing || model.contention != nil || model.batchLimit > 1
      || model.dropsExpired || model.hasDoor
    tracksServers = model.tracksServers
    varies = model.failure != nil || model.changesNumber
    preempts = model.discipline == .preemptivePriority
    self.firstServer = Int32(firstServer)
    serversUp = model.serversAtStart
    capacity = CapacityState(model)
  }

  /// Calls at the station [1].
  var calls: Int { busy &+ queueLength &+ followers }

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
  /// Times of calls that came in the window; `waits` holds those above 0 only.
  var wait = Moments()
  var waits = LogHistogram()
  var sojourn = Moments()
  var sojourns = LogHistogram()
  /// Calls that came in the window and did not join, were turned away by the rate limit, were answered by
  /// the cache, were thrown away because their deadline had passed [1].
  var balked = 0
  var limited = 0
  var hits = 0
  var expired = 0
  /// Call-seconds in the window of calls that neither wait nor take a server by themselves: answered by the
  /// cache, or served together with another.
  var besideTime = 0.0
  /// Call-seconds in the window outside the full station.
  var outsideTime = 0.0
  /// Calls that came in the window and were lost [1].
  var lost = 0
  /// Times that servers were ordered, came or went in the window [1].
  var changes = 0
  /// Calls that in the window, whenever they came, gave up or were sent home, and that left without an answer
  /// for another reason than that or a full queue [1].
  var gaveUp = 0
  var failed = 0

  /// Those completed calls that came in the window which a citizen's request waited for.
  var awaited = AwaitedCalls()

  /// Notes a completed call that came in the window.
  @inline(__always)
  mutating func note(waited: Double, sojourn time: Double, isAwaited: Bool) {
    note(waited: waited)
    sojourn.add(time)
    sojourns.add(time)
    if isAwaited { awaited.add(waiting: waited, service: time - waited) }
  }

  @inline(__always)
  private mutating func note(waited: Double) {
    wait.add(waited)
    if waited > 0 { waits.add(waited) }
  }

  /// Notes a call that came in the window and gave up after so long; its waiting counts.
  mutating func noteAbandoned(after waited: Double) {
    abandoned += 1
    note(waited: waited)
  }

  /// Notes a call that came in the window and was thrown away after so long; its waiting counts.
  mutating func noteExpired(after waited: Double) {
    expired += 1
    note(waited: waited)
  }

  /// Adds what was observed at another station.
  mutating func merge(_ other: StationMeter) {
    windowBusyTime += other.windowBusyTime
    windowDownTime += other.windowDownTime
    windowWaitingTime += other.windowWaitingTime
    windowInstalledTime += other.windowInstalledTime
    windowPaidTime += other.windowPaidTime
    lost += other.lost
    changes += other.changes
    arrivals += other.arrivals
    blocked += other.blocked
    completions += other.completions
    abandoned += other.abandoned
    calledBack += other.calledBack
    balked += other.balked
    limited += other.limited
    hits += other.hits
    expired += other.expired
    besideTime += other.besideTime
    outsideTime += other.outsideTime
    wait.merge(other.wait)
    waits.merge(other.waits)
    sojourn.merge(other.sojourn)
    sojourns.merge(other.sojourns)
    awaited.add(other.awaited)
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
