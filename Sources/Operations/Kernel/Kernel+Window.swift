import EventEngine
import Statistics

/// Opening and closing the window, and reading off what was observed.
extension Kernel {
  mutating func openWindow() {
    isOpen = true
    openScalings()
    for i in 0..<stations.count { stations[i].meter.open(at: loop.now) }
    openLinks()
  }

  /// Freezes the time averages at the window's end.
  mutating func closeWindow() {
    isOpen = false
    for i in 0..<stations.count {
      stations[i].settle(at: loop.now)
      closeDoor(of: i)
      stations[i].closeMeter()
    }
    closeLinks()
  }

  /// What the window left behind; call it once, after the run.
  mutating func result(_ model: NetworkModel) -> WindowResult {
    closeRequests()
    var all = GroupState()
    for i in 0..<groups.count where !model.groupsApart.contains(i) { all.merge(groups[i]) }
    return WindowResult(
      stations: model.stations.enumerated().map { i, station in
        result(of: i, name: station.name, keepsTimes: station.keepsTimes)
      },
      groups: model.groups.enumerated().map { i, name in groups[i].result(name: name) },
      links: model.links.enumerated().map { i, link in
        linkResult(i, name: link.name)
      },
      policies: model.policies.enumerated().map { i, policy in
        policies[i].result(name: policy.name)
      },
      series: series?.result,
      all: all.result(name: "all"), events: loop.firedCount - idleEvents, requests: arrivals,
      fingerprint: loop.fingerprint)
  }
}

extension Kernel {
  /// What was observed at a station of the model, its replicas together and each by itself.
  private func result(of station: Int, name: String, keepsTimes: Bool) -> StationResult {
    let places = places(of: station)
    guard places != station..<station + 1 else {
      var result = stations[station].result(name: name, length: close - open)
      if keepsTimes { result.times = stations[station].meter.times }
      return result
    }
    var all = stations[station]
    for place in places { all.meter.merge(stations[place].meter) }
    let changesNumber = stations[places.lowerBound].capacity.changesNumber
    var result = all.result(name: name, length: close - open, changesNumber: changesNumber)
    if keepsTimes { result.times = all.meter.times }
    result.replicas = places.enumerated().map { number, place in
      stations[place].result(name: "\(name) \(number + 1)", length: close - open)
    }
    return result
  }
}

extension StationState {
  /// Keeps the window's time averages apart from what the drain adds.
  mutating func closeMeter() {
    meter.windowBusyTime = meter.busyTime
    meter.windowDownTime = meter.downTime
    meter.windowWaitingTime = meter.waitingTime
    meter.windowInstalledTime = meter.installedTime
    meter.windowPaidTime = meter.paidTime
  }

  /// - Parameter changesNumber: whether servers come or go, of replicas taken together; `nil` for as the
  ///   station itself has it.
  func result(name: String, length: Double, changesNumber: Bool? = nil) -> StationResult {
    let changes = changesNumber ?? capacity.changesNumber
    let serverTime = changes ? meter.windowInstalledTime : Double(servers) * length
    let paidTime = changes ? meter.windowPaidTime : serverTime
    let isEverOpen = serverTime > 0
    func share(_ count: Int) -> Double {
      meter.arrivals == 0 ? 0 : Double(count) / Double(meter.arrivals)
    }
    return StationResult(
      name: name, arrivals: meter.arrivals, throughput: Double(meter.completions) / length,
      utilisation: isEverOpen ? meter.windowBusyTime / serverTime : 0,
      queueLength: meter.windowWaitingTime / length,
      numberInSystem: (meter.windowBusyTime + meter.windowWaitingTime + meter.besideTime) / length,
      waitingTime: meter.wait.observedMean, waitingTimeP95: meter.waitingQuantile(0.95),
      sojournTime: meter.sojourn.observedMean,
      sojournP50: meter.sojourns.observedQuantile(0.5),
      sojournP95: meter.sojourns.observedQuantile(0.95),
      sojournP99: meter.sojourns.observedQuantile(0.99),
      blockingShare: share(meter.blocked), abandonmentShare: share(meter.abandoned),
      balkingShare: share(meter.balked), limitedShare: share(meter.limited),
      hitShare: share(meter.hits), expiredShare: share(meter.expired),
      numberOutside: meter.outsideTime / length, lostShare: share(meter.lost),
      serversDownShare: isEverOpen ? meter.windowDownTime / serverTime : 0,
      serversInstalled: serverTime / length, serversBusy: meter.windowBusyTime / length,
      serversPaid: paidTime / length, serverChanges: meter.changes, awaited: meter.awaited)
  }
}

extension StationMeter {
  var times: CallTimes { CallTimes(count: wait.count, waits: waits, sojourns: sojourns) }
}

extension PolicyState {
  func result(name: String) -> PolicyResult {
    PolicyResult(
      name: name, calls: meter.calls, attempts: meter.attempts, retries: meter.retries,
      failedCalls: meter.failedCalls, timeouts: meter.timeouts, refusedByBreaker: meter.broken,
      refusedByBulkhead: meter.limited, breakerOpenings: breaker?.openings ?? 0,
      lostTime: meter.lostTime, pauseTime: meter.pauseTime)
  }
}

extension GroupState {
  func result(name: String) -> GroupResult {
    GroupResult(
      name: name, arrivals: arrivals, overflow: overflow, fallbacks: fallbacks,
      completions: completions, late: late,
      failures: FailureCounts(failures), unfinished: unfinished,
      completionShare: arrivals == 0 ? nil : Double(completions) / Double(arrivals),
      sojournTime: sojourn.observedMean,
      sojournP50: sojourns.observedQuantile(0.5),
      sojournP95: sojourns.observedQuantile(0.95),
      sojournP99: sojourns.observedQuantile(0.99), sojourns: sojourns)
  }
}

extension Moments {
  /// The mean, or `nil` where nothing was observed.
  var observedMean: Double? { count == 0 ? nil : mean }
}

extension LogHistogram {
  /// The quantile, or `nil` where nothing was observed.
  func observedQuantile(_ p: Double) -> Double? { count == 0 ? nil : quantile(p) }
}
