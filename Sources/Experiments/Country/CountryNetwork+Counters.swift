import Operations
import Quantities
import Scenarios
import Statistics

/// Offices where officials serve visitors.
extension CountryNetwork {
  /// Names of stations that are counters begin so.
  static let counterPrefix = "counter@"

  /// Adds the offices of each region, and the visits of those who don't use a service digitally.
  ///
  /// A region has equal offices, each with a queue of its own; visitors choose one by chance. The work of
  /// a visit is exponential with the mean of all services' times.
  ///
  /// - Returns: index of the source of visits, shape [regions][calendars]; without calendars for regions
  ///   without offices, and empty where counters are not simulated.
  func addCounters(
    _ isLive: [Bool], _ load: CountryLoad, _ years: Double, to model: inout NetworkModel
  ) throws(ExperimentError) -> [[Int]] {
    guard let channel = terms.channels.counter, let stretch = load.stretch else { return [] }
    let hours = try openingHours(channel)
    let calendars = try calendar.restricted(to: hours)
    let profiles = try calendars.map { calendar throws(ExperimentError) in
      try inPart("calendars") { () throws(OperationsError) in
        try calendar.profile(yearlyTotal: 1, from: stretch.start, to: stretch.end)
      }
    }
    let openTimes = hours.openTimes(from: stretch.start.seconds, to: stretch.end.seconds)
    let comeAgain = try accessTime(channel.accessTime, "counter")
    var sources: [[Int]] = []
    for (index, region) in map.country.regions.enumerated() {
      sources.append([])
      guard region.offices > 0, region.population > 0 else { continue }
      let name = Self.counterPrefix + region.name
      let group = model.addGroup("\(region.name)/counter", isApart: true)
      model.stations.append(counter(region, index, channel, hours, from: stretch.start))
      model.journeys.append(
        JourneyModel(
          name: name,
          steps: [.call(station: model.stations.count - 1, purpose: StreamName.hash("counter"))]))
      let visits = yearlyVisits(inRegion: index, isLive, years, calendars: profiles.count)
      for (number, profile) in profiles.enumerated() {
        var source = SourceModel(
          name: name, key: StreamName(seed: StreamName.hash(name)).child(UInt64(number)).bits,
          CountryArrivals(
            rate: Rate(perSecond: visits[number] / TimeSpan.secondsPerYear),
            pattern: .profile(profile), intensity: visits[number]),
          journey: model.journeys.count - 1, group: group)
        source.openTimes = openTimes
        // Whoever is sent home comes again.
        source.fallbacks = [Fallback(source: model.sources.count, delay: comeAgain)]
        model.sources.append(source)
        sources[index].append(model.sources.count - 1)
      }
    }
    return sources
  }

  /// Visits to counters, by the calendar that they follow [1/year].
  private func yearlyVisits(
    inRegion region: Int, _ isLive: [Bool], _ years: Double, calendars: Int
  ) -> [Double] {
    var visits = [Double](repeating: 0, count: calendars)
    for (index, item) in map.catalogue.items.enumerated() {
      var left = demand.yearlyTransactions(of: item, inRegion: region)
      if isLive[index] {
        for stream in demand.streams where stream.region == region {
          left -= demand.yearlyTransactions(of: item, in: stream, at: years)
        }
      }
      visits[calendar.calendarOf[index]] += max(0, left)
    }
    return visits
  }

  private func counter(
    _ region: Region, _ index: Int, _ channel: CounterChannel, _ hours: OpeningHours,
    from start: TimeSpan
  ) -> StationModel {
    var (visits, work) = (0.0, 0.0)
    for item in map.catalogue.items {
      let yearly = demand.yearlyTransactions(of: item, inRegion: index)
      visits += yearly
      work += yearly * map.country.services[item.service].officialTimeAtCounter.seconds
    }
    let openTime = hours.openTime(from: 0, to: calendar.length.seconds)
    let busy = work / (openTime * Double(region.offices))
    let mean = work / visits
    var station = StationModel(
      name: Self.counterPrefix + region.name,
      servers: max(1, Int((busy / channel.utilisation.fraction).rounded(.up))),
      serviceTime: mean > 0 ? .exponential(mean: mean) : .constant(0))
    station.replicas = region.offices
    station.closingRule = ClosingRule(channel.closing)
    station.shiftEnd = ShiftEnd(channel.shiftEnd)
    let monday = Double(calendar.whole.year.weekday(ofDay: 0).rawValue) * TimeSpan.secondsPerDay
    station.open(
      channel.openingHours, runFrom: TimeSpan(seconds: monday + start.seconds))
    return station
  }

  private func openingHours(_ channel: CounterChannel) throws(ExperimentError) -> OpeningHours {
    var weekly = [[OpeningHours.Shift]](repeating: [], count: 7)
    for part in channel.openingHours {
      for day in part.days { weekly[day].append(.init(from: part.from, to: part.to)) }
    }
    for day in weekly.indices { weekly[day].sort { $0.from < $1.from } }
    return try inPart("operations.channels.counter.opening_hours") {
      () throws(OperationsError) in
      try OpeningHours(year: calendar.whole.year, weekly: weekly)
    }
  }
}

extension OpeningHours {
  /// The stretches in which offices are open between two times [s], counted from the first.
  fileprivate func openTimes(from start: Double, to end: Double) -> [OpenTime] {
    var times: [OpenTime] = []
    var time = start
    var opened = isOpen(at: start) ? start : nil
    while let change = nextChange(after: time), change < end {
      if let from = opened {
        times.append(
          OpenTime(from: TimeSpan(seconds: from - start), to: TimeSpan(seconds: change - start)))
      }
      opened = opened == nil ? change : nil
      time = change
    }
    if let from = opened {
      times.append(
        OpenTime(from: TimeSpan(seconds: from - start), to: TimeSpan(seconds: end - start)))
    }
    return times
  }
}
