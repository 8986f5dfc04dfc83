import Operations
import Quantities
import Scenarios
import Statistics

extension StationModel {
  init(_ terms: Station) throws(ExperimentError) {
    let place = "stations.\(terms.name)"
    self.init(
      name: terms.name, servers: terms.servers,
      serviceTime: try distribution(terms.serviceTime, "\(place).service_time"),
      queueLimit: terms.queueLimit, discipline: Discipline(terms.discipline),
      patience: try terms.patience.map { spec throws(ExperimentError) in
        try distribution(spec, "\(place).patience")
      })
    if let between = terms.meanTimeBetweenFailures, let repair = terms.meanTimeToRepair {
      failure = FailureModel(meanTimeBetweenFailures: between, meanTimeToRepair: repair)
    }
    whenFull = FullQueueRule(terms.whenFull)
    deterrence = terms.deterrence
    dropsExpired = terms.dropsExpired
    contention = terms.contention.map {
      Contention(serialShare: $0.serialShare, coherency: $0.coherency)
    }
    rateLimit = terms.rateLimit.map { RateLimit(rate: $0.rate, burst: $0.burst) }
    cache = terms.cache.map { Cache(hitShare: $0.hitShare.fraction, hitTime: $0.hitTime) }
    batchLimit = terms.batchLimit
    replicas = terms.replicas
    balancing = Balancing(terms.balancing)
    shifts = terms.shifts.map { Shift(from: $0.from, servers: $0.servers) }
    shiftPeriod = terms.shiftPeriod
    closingRule = ClosingRule(terms.closing)
    failoverDelay = terms.failoverDelay
    shiftEnd = ShiftEnd(terms.shiftEnd)
    scaling = terms.autoscaling.map(Autoscaling.init)
  }
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

extension FullQueueRule {
  init(_ named: FullQueue) {
    switch named {
    case .reject: self = .reject
    case .block: self = .block
    }
  }
}

extension Balancing {
  init(_ named: LoadBalancing) {
    switch named {
    case .random: self = .random
    case .roundRobin: self = .roundRobin
    case .shortestQueue: self = .shortestQueue
    case .powerOfTwo: self = .powerOfTwo
    }
  }
}

extension ClosingRule {
  init(_ named: ClosingTime) {
    switch named {
    case .wait: self = .wait
    case .sendHome: self = .sendHome
    }
  }
}

extension StationModel {
  /// Opens and closes it every week.
  ///
  /// - Parameter start: when the run begins, since Monday, 0:00.
  mutating func open(_ hours: [OpeningTerms], runFrom start: TimeSpan) {
    let week = 7 * TimeSpan.secondsPerDay
    var changes: [Double: Int] = [:]
    for part in hours {
      for day in part.days {
        let midnight = Double(day) * TimeSpan.secondsPerDay - start.seconds
        for (time, change) in [(part.from, 1), (part.to, -1)] {
          let since = (midnight + time.seconds).truncatingRemainder(dividingBy: week)
          changes[since < 0 ? since + week : since, default: 0] += change
        }
      }
    }
    // Where one part ends and another begins, nothing changes.
    let edges = changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    guard !edges.isEmpty else { return }
    shifts = edges.map {
      Shift(from: TimeSpan(seconds: $0.key), servers: $0.value > 0 ? servers : 0)
    }
    shiftPeriod = TimeSpan(seconds: week)
  }
}

extension ShiftEnd {
  init(_ named: EndOfShift) {
    switch named {
    case .finish: self = .finish
    case .interrupt: self = .interrupt
    }
  }
}

extension Autoscaling {
  init(_ terms: AutoscalingTerms) {
    let signal: Signal =
      switch terms.signal {
      case .utilisation: .utilisation
      case .queueLength: .queueLength
      }
    self.init(
      signal: signal, low: terms.low, target: terms.target, high: terms.high, least: terms.least,
      most: terms.most, interval: terms.interval, bootDelay: terms.bootDelay,
      coolDown: terms.coolDown)
  }
}

extension LinkModel {
  init(_ terms: Link) {
    self.init(
      name: terms.name, bandwidth: terms.bandwidth, back: terms.back, delay: terms.delay,
      cells: terms.cells, isLastMile: terms.isLastMile)
  }
}
