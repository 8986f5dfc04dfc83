import Operations
import Statistics

// MARK: - Servers that are held, asked again, or blocked

extension Theory {
  /// A circle of callers whose calls keep a thread of one station while another works for them.
  mutating func addLayers(_ model: NetworkModel, _ call: Call) throws(ExperimentError) {
    guard call.times == 1, call.path.isEmpty, call.fixedDelay == .zero, call.holding.count == 1,
      case .call(let nested) = call.holding[0], nested.isPlain, let circle = Circle(model)
    else { throw Self.unknown("held servers other than for one call, in a circle of callers") }
    let (front, back) = (model.stations[call.station], model.stations[nested.station])
    guard front.isPlain, back.isPlain, let own = front.exponentialMean,
      let other = back.exponentialMean
    else { throw Self.unknown("held servers at other than exponential stations") }
    let theory = try inPart("held servers") { () throws(StatisticsError) in
      try LayeredQueue(
        customers: circle.customers, thinkTime: circle.thinkTime,
        front: .init(servers: front.servers, serviceTime: own),
        back: .init(servers: back.servers, serviceTime: other))
    }
    let source = "exact chain; model of Franks and others, IEEE Trans. Software Eng. 35 (2009)"
    add(front.name, theory.front, source)
    add(back.name, theory.back, source)
    add(front.name, .throughput, theory.throughput, source)
    add(circle.name, .sojournTime, theory.front.meanSojournTime, source)
  }

  /// Callers who find the only server busy and try again until it is free.
  mutating func addRetrials(
    _ model: NetworkModel, _ attempt: Attempt
  ) throws(ExperimentError) {
    let refused = Self.unknown(
      "attempts other than one call of a station without queue, made again after exponential pauses"
    )
    guard attempt.steps.count == 1, case .call(let call) = attempt.steps[0], call.isPlain,
      attempt.otherwise.isEmpty, let index = attempt.policy
    else { throw refused }
    let (station, policy) = (model.stations[call.station], model.policies[index])
    guard station.traits == .limited, station.queueLimit == 0, station.servers == 1,
      let mean = station.exponentialMean, policy.timeout == nil, policy.breaker == nil,
      policy.atOnce == nil, let again = policy.retries, again.atMost == nil, again.growth == 1,
      again.longest == nil, again.jitter == .none, again.budget == nil,
      case .exponential(let pause) = again.pause
    else { throw refused }
    let rate = try Self.poissonRate(model)
    let theory = try inPart("retrials") { () throws(StatisticsError) in
      try RetrialMM1(arrivalRate: rate, serviceRate: 1 / mean, retrialRate: 1 / pause)
    }
    let source = "Falin and Templeton, Retrial Queues (1997), section 1.2"
    let tries = 1 + theory.meanRetrials
    add(station.name, .utilisation, theory.utilisation, source)
    add(station.name, .arrivals, rate * tries, source)
    add(station.name, .blockingShare, theory.meanRetrials / tries, source)
    for caller in model.callers {
      add(caller, .sojournTime, theory.meanSojournTime, source, theory.utilisation)
    }
  }

  /// The second of two stations in a row, if a full queue there blocks the first.
  static func blockedStation(_ model: NetworkModel, _ steps: [Step]) -> StationModel? {
    guard steps.count == 2, case .call(let second) = steps[1], second.isPlain else { return nil }
    let station = model.stations[second.station]
    return station.traits == .blocking ? station : nil
  }

  /// Two servers in a row, the first of which is blocked while the second has no room.
  mutating func addTandem(
    _ model: NetworkModel, _ rate: Double, _ steps: [Step], _ second: StationModel
  ) throws(ExperimentError) {
    guard case .call(let call) = steps[0], call.isPlain else {
      throw Self.unknown("blocking other than of one call by the next")
    }
    let first = model.stations[call.station]
    guard first.isPlain, first.servers == 1, second.servers == 1,
      let firstMean = first.exponentialMean, let secondMean = second.exponentialMean,
      let limit = second.queueLimit
    else { throw Self.unknown("blocking between other than single exponential servers") }
    let theory = try inPart("blocking tandem") { () throws(StatisticsError) in
      try BlockingTandem(
        arrivalRate: rate, firstRate: 1 / firstMean, secondRate: 1 / secondMean,
        places: limit + 1)
    }
    let source = "exact chain; Hunt, Operations Research 4 (1956); Perros (1994), ch. 2"
    let kept = theory.firstUtilisation + theory.blockedShare
    add(first.name, .utilisation, kept, source)
    add(first.name, .numberInSystem, theory.firstMeanNumber, source, kept)
    add(second.name, .utilisation, theory.secondUtilisation, source)
    add(second.name, .numberInSystem, theory.secondMeanNumber, source)
    for caller in model.callers { add(caller, .sojournTime, theory.meanSojournTime, source, kept) }
  }
}

// MARK: - What requests do at once

extension Theory {
  /// One call on each branch: of two single servers that must both answer, or of stations where nobody
  /// ever waits.
  mutating func addParallel(
    _ model: NetworkModel, _ rate: Double, _ parallel: Parallel
  ) throws(ExperimentError) {
    var called: [StationModel] = []
    for branch in parallel.branches {
      guard branch.count == 1, case .call(let call) = branch[0], call.isPlain,
        model.stations[call.station].isPlain, model.stations[call.station].exponentialMean != nil
      else { throw Self.unknown("things done at once other than calls of exponential stations") }
      called.append(model.stations[call.station])
    }
    guard let mean = called.first?.exponentialMean,
      called.allSatisfy({ $0.exponentialMean == mean })
    else { throw Self.unknown("things done at once that take different times") }
    if called.allSatisfy({ $0.isAmple(for: rate * mean * Double(called.count)) }) {
      try addOrderStatistics(model, rate, parallel, called, mean)
    } else {
      try addForkJoin(model, rate, parallel, called, mean)
    }
  }

  /// The k-th of n equal exponential times: 1/n + … + 1/(n − k + 1) of one mean. Until then n, n − 1, …
  /// servers work, so that they have done k means of work together; without calling the others back,
  /// n means.
  private mutating func addOrderStatistics(
    _ model: NetworkModel, _ rate: Double, _ parallel: Parallel, _ called: [StationModel],
    _ mean: Double
  ) throws(ExperimentError) {
    let (n, k) = (called.count, parallel.needed)
    guard Set(called.map(\.name)).count == n else {
      throw Self.unknown("several calls of one station at once")
    }
    let source = "order statistics of exponential times: Rényi (1953); M/M/∞"
    let sojourn = (0..<k).reduce(0) { $0 + mean / Double(n - $1) }
    let work = mean * (parallel.cancels ? Double(k) / Double(n) : 1)
    for station in called { add(station.name, .numberInSystem, rate * work, source) }
    for caller in model.callers { add(caller, .sojournTime, sojourn, source) }
  }

  /// Two equal stations, both called at once by every request.
  private mutating func addForkJoin(
    _ model: NetworkModel, _ rate: Double, _ parallel: Parallel, _ called: [StationModel],
    _ mean: Double
  ) throws(ExperimentError) {
    guard called.count == 2, parallel.needed == 2, called[0].name != called[1].name,
      called.allSatisfy({ $0.servers == 1 })
    else { throw Self.unknown("queues at once other than two single servers, both needed") }
    let theory = try inPart("fork and join") { () throws(StatisticsError) in
      try ForkJoin(arrivalRate: rate, serviceRate: 1 / mean)
    }
    let source = "Flatto and Hahn, SIAM J. Appl. Math. 44 (1984); Nelson and Tantawi (1988)"
    for station in called {
      add(station.name, theory.station, source, only: [.utilisation, .sojournTime])
    }
    for caller in model.callers {
      add(caller, .sojournTime, theory.meanSojournTime, source, theory.utilisation)
    }
  }
}
