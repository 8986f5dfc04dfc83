import EventEngine

/// Shifts, and scaling by load.
extension Kernel {
  mutating func addShifts(_ model: StationModel, to station: Int) throws(EngineError) {
    let first = Int32(shifts.count)
    for shift in model.shifts { shifts.append(shift) }
    var clock = ShiftClock(
      station: Int32(station), row: TableRow(first: first, count: Int32(model.shifts.count)),
      period: model.shiftPeriod?.seconds ?? 0)
    clock.next = Int32(model.shifts.prefix { $0.from.seconds <= 0 }.count)
    shiftClocks.append(clock)
    try scheduleShift(shiftClocks.count - 1)
  }

  private mutating func scheduleShift(_ index: Int) throws(EngineError) {
    var clock = shiftClocks[index]
    if clock.next == clock.row.count {
      guard clock.period > 0 else { return }
      clock.next = 0
      clock.rounds += 1
      shiftClocks[index] = clock
    }
    let from = shifts[Int(clock.row.first + clock.next)].from.seconds
    try schedule(at: clock.rounds * clock.period + from, kind: EventKind.shift, payload: index)
  }

  mutating func beginShift(_ index: Int) throws(EngineError) {
    let clock = shiftClocks[index]
    let (station, count) = (
      Int(clock.station), shifts[Int(clock.row.first + clock.next)].servers
    )
    shiftClocks[index].next += 1
    try setServers(of: station, to: count, interrupts: stations[station].capacity.interrupts)
    if count == 0 && stations[station].capacity.sendsHome { try clear(station, .abandoned) }
    try scheduleShift(index)
  }

  // MARK: Scaling

  mutating func scheduleLook(_ index: Int) throws(EngineError) {
    scalings[index].looks += 1
    let time = scalings[index].looks * scalings[index].rule.interval.seconds
    try schedule(at: time, kind: EventKind.look, payload: index)
  }

  /// The load of a station is looked at: servers are ordered or sent away, or nothing is done.
  mutating func look(_ index: Int) throws(EngineError) {
    let station = Int(scalings[index].station)
    stations[station].settle(at: loop.now)
    let figure = figure(of: index)
    remember(index)
    try scheduleLook(index)
    let rule = scalings[index].rule
    // Times of looks are products, and may be short by rounding.
    guard let figure, loop.now >= scalings[index].restsUntil - 1e-9 * rule.interval.seconds else {
      return
    }
    let (there, booting) = (stations[station].servers, stations[station].capacity.booting)
    let wanted = rule.wanted(figure, servers: there)
    if figure > rule.high && wanted > there + booting {
      try order(wanted - there - booting, by: index)
    } else if figure < rule.low && booting == 0 && wanted < there {
      try setServers(of: station, to: wanted, interrupts: false)
    } else {
      return
    }
    scalings[index].restsUntil = loop.now + rule.coolDown.seconds
  }

  /// What scaling goes by; `nil` where no server was up.
  private func figure(of index: Int) -> Double? {
    let station = Int(scalings[index].station)
    switch scalings[index].rule.signal {
    case .utilisation:
      let upTime = stations[station].meter.upTime - scalings[index].upTime
      return upTime > 0
        ? (stations[station].meter.busyTime - scalings[index].busyTime) / upTime : nil
    case .queueLength:
      let up = stations[station].serversUp
      return up > 0 ? Double(stations[station].queueLength) / Double(up) : nil
    }
  }

  private mutating func remember(_ index: Int) {
    let station = Int(scalings[index].station)
    scalings[index].busyTime = stations[station].meter.busyTime
    scalings[index].upTime = stations[station].meter.upTime
  }

  private mutating func order(_ count: Int, by index: Int) throws(EngineError) {
    let station = Int(scalings[index].station)
    stations[station].capacity.booting += count
    if isOpen { stations[station].meter.changes += 1 }
    let time = loop.now + scalings[index].rule.bootDelay.seconds
    for _ in 0..<count { try schedule(at: time, kind: EventKind.boot, payload: index) }
  }

  /// A server has booted.
  mutating func boot(_ index: Int) throws(EngineError) {
    let station = Int(scalings[index].station)
    stations[station].settle(at: loop.now)
    stations[station].capacity.booting -= 1
    stations[station].servers += 1
    try refit(station, interrupts: false, losesWork: false)
  }

  /// Meters begin anew when the window opens; what was looked at before stays known.
  mutating func openScalings() {
    for index in 0..<scalings.count {
      let station = Int(scalings[index].station)
      stations[station].settle(at: loop.now)
      scalings[index].busyTime -= stations[station].meter.busyTime
      scalings[index].upTime -= stations[station].meter.upTime
    }
  }
}
