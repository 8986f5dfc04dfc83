import EventEngine

/// Recording a time series over the window.
extension Kernel {
  /// Runs through the window, bucket by bucket where there are any.
  mutating func runWindow() throws(EngineError) {
    if let bucket = series?.bucket {
      beginSeries()
      while true {
        // From the number, so that rounding does not add up.
        let boundary = open + Double((series?.ended ?? 0) + 1) * bucket
        guard boundary < close else { break }
        while let event = loop.nextEvent(until: boundary) { try fire(event) }
        closeBucket()
      }
    }
    while let event = loop.nextEvent(until: close) { try fire(event) }
    if series != nil { closeBucket() }
  }

  private mutating func beginSeries() {
    guard var series else { return }
    self.series = nil
    series.beganAt = open
    for index in series.stations.indices {
      series.stations[index].before = stationCount(index, at: open)
    }
    self.series = series
  }

  private mutating func closeBucket() {
    guard var series else { return }
    self.series = nil
    let now = loop.now
    let length = now - series.beganAt
    for index in series.stations.indices {
      series.stations[index].close(stationCount(index, at: now), length: length)
    }
    for index in series.links.indices {
      let capacity = (
        there: links[2 * index].wholeBandwidth, back: links[2 * index + 1].wholeBandwidth
      )
      series.links[index].close(linkCount(index, at: now), length: length, capacity)
    }
    for index in series.groups.indices { series.groups[index].close() }
    series.beganAt = now
    series.ended += 1
    self.series = series
  }

  /// What a station, all its replicas together, has counted so far in the window. Copies are settled:
  /// looking changes nothing, not even by rounding.
  private func stationCount(_ front: Int, at now: Double) -> SeriesState.StationCount {
    var count = SeriesState.StationCount()
    let places = places(of: front)
    // What the entrance of replicas turned away or answered.
    if !places.contains(front) { count.add(stations[front].meter) }
    let entrance = Int(stations[front].entrance)
    if entrance >= 0 { count.calls += entrances[entrance].answering }
    for place in places {
      count.calls += stations[place].calls + stations[place].bereft
      var station = stations[place]
      station.settle(at: now)
      count.add(station.meter)
      count.serverTime +=
        station.capacity.changesNumber
        ? station.meter.installedTime : Double(station.servers) * (now - open)
    }
    return count
  }

  /// What a link has counted so far in the window, without settling it.
  private func linkCount(_ index: Int, at now: Double) -> SeriesState.LinkCount {
    let (there, back) = (2 * index, 2 * index + 1)
    return SeriesState.LinkCount(
      transfers: links[there].meter.transfers + links[back].meter.transfers,
      bits: links[there].meter.bits + links[back].meter.bits,
      carriedThere: carried(in: there, at: now), carriedBack: carried(in: back, at: now))
  }

  /// Data carried so far in the window [bit]; where the link does not bind, data sent.
  private func carried(in direction: Int, at now: Double) -> Double {
    guard links[direction].binds else { return links[direction].meter.bits }
    let first = Int(links[direction].firstFlowLink)
    var bits = 0.0
    for cell in first..<first + links[direction].cells {
      let elapsed = now - flows.links[cell].meter.lastChange
      bits += flows.links[cell].meter.bits + flows.links[cell].allocated * elapsed
    }
    return bits
  }

  /// Notes a call that leaves a station, or a replica, in the window.
  mutating func recordSojourn(_ time: Double, at station: Int) {
    let front = Int(stations[station].front)
    series?.stations[front].sojourns.add(time)
  }

  /// Notes a request that comes in the window.
  mutating func recordArrival(in group: Int) { series?.groups[group].arrivals += 1 }

  /// Notes how a request ends in the window, whenever it came.
  mutating func recordEnd(
    of request: Int, in group: Int, _ failure: RequestFailure?, isLate: Bool
  ) {
    if let failure {
      series?.groups[group].failures[failure.rawValue] += 1
      return
    }
    let time = systemTime(of: request)
    series?.groups[group].completions += isLate ? 0 : 1
    series?.groups[group].late += isLate ? 1 : 0
    series?.groups[group].sojourn.add(time)
    series?.groups[group].sojourns.add(time)
  }
}
