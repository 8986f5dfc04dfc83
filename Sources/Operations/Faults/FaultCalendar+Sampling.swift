import EventEngine
import Quantities
import Statistics

extension FaultCalendar {
  /// Shares of the time from 0 to a horizon in one history of faults: the one that a run with this name
  /// has.
  ///
  /// - Parameters:
  ///   - horizon: above 0.
  ///   - name: the run's name.
  /// - Throws: `OperationsError.engine` where there are more servers than an event can name.
  /// - Complexity: O(n log m) for n faults of m servers and outages.
  public func sample(
    over horizon: TimeSpan, name: StreamName
  ) throws(OperationsError) -> FaultShares {
    do throws(EngineError) {
      var history = try FaultHistory(self, horizon: horizon.seconds, name)
      try history.run()
      return FaultShares(shares: history.times.map { $0 / horizon.seconds })
    } catch {
      throw .engine(error)
    }
  }
}

/// One history of faults, event by event.
private struct FaultHistory: ~Copyable {
  private static var fault: Int { 0 }
  private static var outage: Int { 1 }
  private static var recovered: Int { 2 }

  private let horizon: Double
  private let recoveryTime: Double
  private var loop = EventLoop()
  private var servers = Slab<ServerHistory>()
  private var outages = Slab<OutageHistory>()
  private var serversDown = 0
  private var outagesDown = 0
  private var recoveries = 0
  private var lastChange = 0.0
  /// Time by state [s], as in `FaultCalendar.State.allCases`.
  private(set) var times = FaultCalendar.State.allCases.map { _ in 0.0 }

  private struct ServerHistory {
    let failure: FailureModel
    var isUp: Bool
    var faults: RandomStream
  }

  private struct OutageHistory {
    var clock: OutageClock
    /// The end of the recovery after the last outage [s].
    var recoversUntil = -Double.infinity
    var isDown = false
    var isRecovering = false
  }

  init(
    _ calendar: FaultCalendar, horizon: Double, _ root: StreamName
  ) throws(EngineError) {
    self.horizon = horizon
    recoveryTime = calendar.recoveryTime.seconds
    for kind in calendar.servers {
      let name = root.child(Purpose.faults).child(kind.key)
      for number in 0..<kind.count {
        let name = name.child(UInt64(number))
        let isUp = name.uniform < kind.failure.availability
        servers.append(
          ServerHistory(failure: kind.failure, isUp: isUp, faults: RandomStream(name)))
        serversDown += isUp ? 0 : 1
        try scheduleFault(servers.count - 1)
      }
    }
    for model in calendar.outages {
      outages.append(OutageHistory(clock: OutageClock(model, root)))
      note(outages.count - 1)
      try scheduleChange(outages.count - 1)
    }
  }

  mutating func run() throws(EngineError) {
    while let event = loop.nextEvent(until: horizon) {
      settle()
      switch event.kind {
      case Self.fault:
        servers[event.payload].isUp.toggle()
        serversDown += servers[event.payload].isUp ? -1 : 1
        try scheduleFault(event.payload)
      case Self.outage: try change(event.payload)
      default: note(event.payload)
      }
    }
    settle()
  }

  private mutating func change(_ index: Int) throws(EngineError) {
    outages[index].clock.change()
    if outages[index].clock.phase == .quiet && recoveryTime > 0 {
      outages[index].recoversUntil = loop.now + recoveryTime
      try loop.schedule(after: recoveryTime, kind: Self.recovered, payload: index)
    }
    note(index)
    try scheduleChange(index)
  }

  /// Counts an outage as what it is now.
  private mutating func note(_ index: Int) {
    let outage = outages[index]
    let isDown = outage.clock.phase == .down
    let isRecovering =
      outage.clock.phase == .restoring
      || (outage.clock.phase == .quiet && loop.now < outage.recoversUntil)
    outagesDown += (isDown ? 1 : 0) - (outage.isDown ? 1 : 0)
    recoveries += (isRecovering ? 1 : 0) - (outage.isRecovering ? 1 : 0)
    (outages[index].isDown, outages[index].isRecovering) = (isDown, isRecovering)
  }

  private mutating func scheduleFault(_ index: Int) throws(EngineError) {
    let failure = servers[index].failure
    let mean =
      servers[index].isUp ? failure.meanTimeBetweenFailures : failure.meanTimeToRepair
    let time = mean.seconds * servers[index].faults.exponential()
    if loop.now + time <= horizon {
      try loop.schedule(after: time, kind: Self.fault, payload: index)
    }
  }

  private mutating func scheduleChange(_ index: Int) throws(EngineError) {
    let time = outages[index].clock.changesAt
    if time <= horizon {
      try loop.schedule(after: max(0, time - loop.now), kind: Self.outage, payload: index)
    }
  }

  /// Adds the time since the last change to the state that held.
  private mutating func settle() {
    let state: FaultCalendar.State =
      outagesDown > 0
      ? .outage
      : recoveries > 0
        ? .recovery
        : serversDown == 0 ? .allUp : serversDown == 1 ? .oneServerDown : .severalServersDown
    for (index, other) in FaultCalendar.State.allCases.enumerated() where other == state {
      times[index] += loop.now - lastChange
    }
    lastChange = loop.now
  }
}
