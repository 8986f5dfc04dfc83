import Operations
import Quantities
import Scenarios
import Statistics

extension NetworkModel {
  /// The network that a file states itself: `stations`, `links`, `journeys` and `demand`.
  ///
  /// Each stream of demand is a group of its own.
  init(explicit country: Country) throws(ExperimentError) {
    guard !country.stations.isEmpty, !country.demand.isEmpty, country.window != nil else {
      throw .wrongKind(
        found: "a file without stations, demand or window",
        needed: "an explicit model; for a country use `govsim compare`")
    }
    self.init(groups: country.demand.map(\.name))
    for station in country.stations {
      var failure: FailureModel?
      if let between = station.meanTimeBetweenFailures, let repair = station.meanTimeToRepair {
        failure = FailureModel(meanTimeBetweenFailures: between, meanTimeToRepair: repair)
      }
      stations.append(
        StationModel(
          name: station.name, servers: station.servers,
          serviceTime: try distribution(
            station.serviceTime, "stations.\(station.name).service_time"),
          queueLimit: station.queueLimit, discipline: Discipline(station.discipline),
          patience: try station.patience.map { spec throws(ExperimentError) in
            try distribution(spec, "stations.\(station.name).patience")
          }, failure: failure))
    }
    links = country.links.map {
      LinkModel(name: $0.name, bandwidth: $0.bandwidth, delay: $0.delay)
    }
    for journey in country.journeys {
      journeys.append(
        JourneyModel(name: journey.name, steps: try steps(journey.body, journey.name)))
    }
    for (index, stream) in country.demand.enumerated() {
      guard let journey = country.journeys.firstIndex(where: { $0.name == stream.journey }) else {
        continue
      }
      let (rate, pattern) = try arrivals(of: stream)
      sources.append(
        SourceModel(
          name: stream.name, key: StreamName.hash(stream.name), rate: rate, journey: journey,
          group: index, pattern: pattern, batchSize: stream.batch, priority: stream.priority))
    }
  }

  private func arrivals(
    of stream: DemandStream
  ) throws(ExperimentError) -> (Rate, ArrivalPattern) {
    let place = "demand.\(stream.name)"
    switch stream.arrivals {
    case .poisson(let rate): return (rate, .poisson)
    case .profile(let rates, let each):
      let profile = try inPart(place) { () throws(StatisticsError) in
        try RateProfile(rates: rates.map(\.perSecond), each: each.seconds, repeats: true)
      }
      return (Rate(perSecond: profile.expectedPerRound / profile.duration), .profile(profile))
    case .renewal(let spec):
      let gap = try distribution(spec, "\(place).gap")
      guard gap.mean > 0 else {
        throw .wrongKind(found: "\(place).gap with mean 0", needed: "gaps above 0 on average")
      }
      return (Rate(perSecond: 1 / gap.mean), .renewal(gap))
    case .closed(let customers, let spec):
      let think = try distribution(spec, "\(place).think")
      return (Rate(perSecond: 0), .closed(customers: customers, thinkTime: think))
    }
  }

  private func steps(_ body: JourneyBody, _ name: String) throws(ExperimentError) -> [Step] {
    switch body {
    case .steps(let steps): return try self.steps(steps, name)
    case .routing(let start, let next):
      let first = start.compactMap { way in
        station(way.station).map { (station: $0, probability: way.probability) }
      }
      var rows = stations.map { _ in [(station: Int, probability: Double)]() }
      for way in next {
        if let from = station(way.from), let to = station(way.to) {
          rows[from].append((to, way.probability))
        }
      }
      return [.route(start: first, next: rows, purpose: StreamName.hash("route \(name)"))]
    }
  }

  private func steps(
    _ journey: [JourneyStep], _ name: String
  ) throws(ExperimentError) -> [Step] {
    var steps: [Step] = []
    for step in journey {
      switch step {
      case .call(let target, _, let times):
        if let index = station(target) {
          steps.append(.call(station: index, times: times, purpose: StreamName.hash(target)))
        }
      case .notify(let target, let times):
        if let index = station(target) {
          steps.append(.notify(station: index, times: times, purpose: StreamName.hash(target)))
        }
      case .think(let time):
        steps.append(
          .think(
            try distribution(time, "journeys.\(name).think"), purpose: StreamName.hash("think")))
      case .transfer(let link, let size):
        if let index = links.firstIndex(where: { $0.name == link }) {
          steps.append(
            .transfer(
              link: index, size: try distribution(size, "journeys.\(name).size"),
              purpose: StreamName.hash(link)))
        }
      case .branch(let ways):
        var branches: [(probability: Double, steps: [Step])] = []
        for way in ways { branches.append((way.probability, try self.steps(way.steps, name))) }
        steps.append(.branch(branches, purpose: StreamName.hash("branch")))
      case .parallel(let lanes):
        var branches: [[Step]] = []
        for lane in lanes { branches.append(try self.steps(lane, name)) }
        steps.append(.parallel(branches, purpose: StreamName.hash("parallel")))
      }
    }
    return steps
  }

  private func station(_ name: String) -> Int? { stations.firstIndex { $0.name == name } }
}

extension Discipline {
  init(_ named: QueueDiscipline) {
    switch named {
    case .firstComeFirstServed: self = .firstComeFirstServed
    case .priority: self = .priority
    case .preemptivePriority: self = .preemptivePriority
    case .processorSharing: self = .processorSharing
    }
  }
}
