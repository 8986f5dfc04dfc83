import EventEngine
import Quantities
import Statistics

@testable import Operations

/// What must hold of the run of any accepted model.
struct FuzzRun {
  let model: NetworkModel
  let isLayered: Bool
  let name: StreamName
  /// What did not hold, in words.
  private(set) var wrong: [String] = []

  static let window = Window(
    runIn: TimeSpan(seconds: 7), length: TimeSpan(seconds: 50), drain: TimeSpan(seconds: 20),
    bucket: TimeSpan(seconds: 6))

  init(_ model: NetworkModel, isLayered: Bool, seed: UInt64) {
    (self.model, self.isLayered, name) = (model, isLayered, StreamName(seed: seed))
  }

  /// What did not hold of an accepted model.
  static func check(_ model: NetworkModel, isLayered: Bool, seed: UInt64) -> [String] {
    var run = FuzzRun(model, isLayered: isLayered, seed: seed)
    do throws(OperationsError) {
      try run.compareCalendars()
      try run.emptyOut()
    } catch {
      if case .endlessCircle = error { return run.wrong }
      run.wrong.append("\(error)")
    }
    return run.wrong
  }

  private mutating func expect(_ claim: Bool, _ what: @autoclosure () -> String) {
    if !claim { wrong.append(what()) }
  }

  // MARK: One trajectory

  private mutating func compareCalendars() throws(OperationsError) {
    let result = try simulate(model, window: Self.window, name: name)
    for choice in EventCalendar.Choice.allCases {
      let other = try simulate(model, window: Self.window, name: name, calendar: choice)
      expect(other == result, "another result with \(choice)")
    }
    for group in result.groups + [result.all] {
      let ends = group.completions + group.late + group.failures.sum + group.unfinished
      expect(group.arrivals == ends, "\(group.name): \(group.arrivals) came, \(ends) ended")
    }
    for (station, place) in zip(result.stations, model.stations) { check(station, place) }
    for link in result.links {
      expect((0...1 + 1e-9).contains(link.utilisation) || !link.binds, "\(link.name) is too busy")
    }
    checkSeries(result)
  }

  private mutating func check(_ station: StationResult, _ place: StationModel) {
    let most = place.changesNumber ? Double.infinity : 1 + 1e-9
    expect((0...most).contains(station.utilisation), "utilisation \(station.utilisation)")
    expect((-1e-9...1 + 1e-9).contains(station.serversDownShare), "\(station.serversDownShare)")
    expect(station.numberInSystem >= station.serversBusy - 1e-9, "more busy than there")
    let shares =
      station.blockingShare + station.abandonmentShare + station.balkingShare
      + station.limitedShare + station.hitShare + station.expiredShare + station.lostShare
    expect((0...1 + 1e-9).contains(shares), "\(station.name): shares \(shares)")
    expect(station.serversPaid >= station.serversBusy - 1e-9, "work without pay")
  }

  /// Buckets add up to the window.
  private mutating func checkSeries(_ result: WindowResult) {
    guard let series = result.series else { return expect(false, "no series") }
    let bucket = Self.window.bucket?.seconds ?? 0
    let length = Self.window.length.seconds
    for (group, buckets) in zip(result.groups, series.groups) {
      expect(buckets.map(\.arrivals).reduce(0, +) == group.arrivals, "arrivals in buckets")
    }
    for (link, buckets) in zip(result.links, series.links) {
      expect(buckets.map(\.transfers).reduce(0, +) == link.transfers, "transfers in buckets")
    }
    for (station, buckets) in zip(result.stations, series.stations) {
      expect(buckets.map(\.arrivals).reduce(0, +) == station.arrivals, "calls in buckets")
      for (index, bucket) in buckets.enumerated() {
        let out = bucket.completions + bucket.blocked + bucket.abandoned + bucket.failed
        let left = bucket.callsAtStart + bucket.arrivals - out
        expect(left == bucket.callsAtEnd, "\(station.name): \(left) stay in bucket \(index)")
        let before = index == 0 ? bucket.callsAtStart : buckets[index - 1].callsAtEnd
        expect(before == bucket.callsAtStart, "\(station.name): buckets join at \(index)")
      }
      let done = Double(buckets.map(\.completions).reduce(0, +))
      expect(abs(done - station.throughput * length) < 0.01, "\(station.name): \(done) done")
      let lengths = buckets.indices.map { min(bucket, length - Double($0) * bucket) }
      let waiting = zip(buckets, lengths).map { $0.queueLength * $1 }.reduce(0, +)
      expect(abs(waiting - station.queueLength * length) < 1e-6 * (1 + waiting), "waiting")
    }
  }

  // MARK: The end

  /// After the last arrival everything comes to its end, unless it waits for ever by design, and then
  /// nothing is left behind. Little's law holds exactly over all of it.
  private mutating func emptyOut() throws(OperationsError) {
    let isFinite = model.sources.allSatisfy { source in
      switch source.pattern {
      case .trace: true
      case .profile(let profile): !profile.repeats
      default: false
      }
    }
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: isFinite ? Self.longest : 60),
      drain: TimeSpan(seconds: isFinite ? 0 : Self.longest), arrivalsAfterEnd: .zero)
    do throws(EngineError) {
      var kernel = try Kernel(model, window: window, name: name, calendar: .automatic)
      if isFinite {
        while let event = kernel.loop.nextEvent(until: kernel.open) { try kernel.fire(event) }
        kernel.openWindow()
      } else {
        try kernel.run()
      }
      try empty(&kernel)
      if isFinite { kernel.closeWindow() }
      checkEnd(kernel)
      if isFinite && wrong.isEmpty && kernel.unsettled == 0 {
        checkLittlesLaw(kernel.result(model))
      }
    } catch {
      if case .zeroDelayLoop(let time, _) = error { throw .endlessCircle(time: time, places: []) }
      throw .engine(error)
    }
  }

  /// Long enough for all that comes in a minute [s].
  private static var longest: Double { 100_000 }

  /// Runs until nothing is left, or nothing more can happen.
  private func empty(_ kernel: inout Kernel) throws(EngineError) {
    var count = 0
    while let event = kernel.loop.nextEvent(until: kernel.end) {
      try kernel.fire(event)
      count += 1
      if count % 500 == 0 && kernel.loop.now > 120 && Self.alive(kernel) == 0 { return }
    }
  }

  private static func alive(_ kernel: borrowing Kernel) -> Int {
    var alive = 0
    for i in 0..<kernel.requests.count where kernel.requests[i].role != .free { alive += 1 }
    return alive
  }

  /// The first record that is left, in words.
  private static func first(_ kernel: borrowing Kernel) -> String {
    for i in 0..<kernel.requests.count where kernel.requests[i].role != .free {
      let record = kernel.requests[i]
      return "\(record.role) \(record.state) at station \(record.station) since \(record.joinedAt)"
    }
    return "none"
  }

  private mutating func checkEnd(_ kernel: borrowing Kernel) {
    // Who waits before stations that block, or for each other's servers, may do so for ever.
    let mayRest =
      !isLayered || model.stations.contains { $0.hasDoor || $0.contention != nil }
    let alive = Self.alive(kernel)
    if mayRest && alive > 0 { return }
    expect(kernel.unsettled == 0, "\(kernel.unsettled) have not settled")
    expect(alive == 0, "\(alive) records are left: \(Self.first(kernel))")
    for i in 0..<kernel.stations.count {
      expect(kernel.stations[i].calls == 0, "station \(i) is left with calls")
      let isUp = kernel.stations[i].serversUp > 0
      expect(kernel.stations[i].idle < 0 || isUp, "idle servers that are not up")
    }
    for i in 0..<kernel.policies.count {
      expect(kernel.policies[i].underWay == 0, "attempts are left")
    }
  }

  private mutating func checkLittlesLaw(_ result: WindowResult) {
    for (index, station) in result.stations.enumerated() {
      let place = model.stations[index]
      let gone = station.abandonmentShare + station.expiredShare + station.lostShare
      let isHit = model.hitStations.contains(index) || place.failure != nil
      if gone > 0 || isHit || place.shiftEnd == .interrupt || model.callsBack { continue }
      let length = Self.longest
      let time = (station.sojournTime ?? 0) * station.throughput * length
      let inside = station.numberInSystem * length
      // Calls at time 0, before the window, are not counted.
      if model.sources.contains(where: \.startsAtZero) { continue }
      expect(abs(time - inside) < 1e-6 * (1 + time), "\(station.name): L \(inside), λW \(time)")
    }
  }
}

extension SourceModel {
  /// Whether a trace begins with time 0.
  fileprivate var startsAtZero: Bool {
    if case .trace(let times) = pattern { return times.first == 0 }
    return false
  }
}
