import EventEngine
import Statistics

/// Arrivals of requests, their records, and their ends.
extension Kernel {
  /// Prepares a source and its first candidate, or the customers of a closed source.
  mutating func addSource(
    _ source: SourceModel, isApart: Bool, _ root: StreamName
  ) throws(EngineError) {
    let name = root.child(source.key)
    sources.append(
      SourceState(source, name, entry: program.entries[source.journey], isApart: isApart))
    let index = sources.count - 1
    addFallbacks(of: source, to: index)
    if case .trace(let times) = source.pattern {
      sources[index].trace = TableRow(first: Int32(traceTimes.count), count: Int32(times.count))
      for time in times { traceTimes.append(time) }
    }
    if case .closed(let customers, _) = source.pattern {
      for _ in 0..<customers { try scheduleCandidate(from: index) }
    } else if sources[index].acceptance > 0 {
      try scheduleCandidate(from: index)
    }
  }

  /// A candidate of a source becomes a request if its mark says so, or a batch of them; the next
  /// candidate is scheduled.
  mutating func meetCandidate(from source: Int) throws(EngineError) {
    let acceptance = sources[source].acceptance
    let mark = sources[source].name.child(sources[source].number)
    if !sources[source].isClosed { try scheduleCandidate(from: source) }
    guard acceptance == 1 || mark.uniform < acceptance else {
      sources[source].number &+= 1
      idleEvents += 1
      return
    }
    for _ in 0..<sources[source].batchSize { try begin(from: source) }
  }

  /// The next request of a source arrives.
  private mutating func begin(from source: Int) throws(EngineError) {
    let number = sources[source].number
    sources[source].number = number &+ 1
    arrivals += 1
    if isOpen {
      unsettled += 1
      groups[Int(sources[source].group)].arrivals += 1
      if _slowPath(hasSeries) { recordArrival(in: Int(sources[source].group)) }
    }
    let name = sources[source].name.child(number)
    let request = try take(
      Request(
        name: name, user: name, arrivedAt: loop.now,
        deadline: loop.now + sources[source].deadline, instruction: sources[source].entry,
        source: Int32(truncatingIfNeeded: source),
        role: isOpen ? .counted : .uncounted, priority: sources[source].priority))
    try advance(request)
  }

  /// Candidates after the last arrival are not scheduled.
  private mutating func scheduleCandidate(from source: Int) throws(EngineError) {
    if sources[source].profile != nil { return try scheduleByProfile(from: source) }
    if sources[source].trace != nil { return try scheduleByTrace(from: source) }
    let gap = max(0, sources[source].gap.draw(&sources[source].gaps))
    guard loop.now + gap <= lastArrival else { return }
    try loop.schedule(after: gap, kind: EventKind.candidate, payload: source)
  }

  private mutating func scheduleByProfile(from source: Int) throws(EngineError) {
    var stream = sources[source].gaps
    let intensity = sources[source].intensity
    let next = sources[source].profile?.nextArrival(
      after: loop.now, &stream, intensity: intensity)
    sources[source].gaps = stream
    guard let next, next <= lastArrival else { return }
    try loop.schedule(after: next - loop.now, kind: EventKind.candidate, payload: source)
  }

  private mutating func scheduleByTrace(from source: Int) throws(EngineError) {
    guard let times = sources[source].trace, times.count > 0 else { return }
    let next = traceTimes[Int(times.first)]
    sources[source].trace = TableRow(first: times.first + 1, count: times.count - 1)
    guard next <= lastArrival else { return }
    try loop.schedule(
      after: max(0, next - loop.now), kind: EventKind.candidate, payload: source)
  }

  /// Puts a record into the pool.
  ///
  /// - Throws: `EngineError.invalidPayload` when more are alive than an event can name.
  mutating func take(_ request: Request) throws(EngineError) -> Int {
    let index: Int
    if freeRequest >= 0 {
      index = Int(freeRequest)
      freeRequest = requests[index].next
      requests[index] = request
      let first = index &* program.counters
      for i in first..<first &+ program.counters { counters[i] = 0 }
    } else {
      index = requests.count
      guard index < Event.payloadLimit else { throw .invalidPayload(index) }
      requests.append(request)
      // Requests in queues are not pending; a server that needs no time may serve them all at once.
      loop.zeroDelayLimit += Self.stepsAtOnce
      for _ in 0..<program.counters { counters.append(0) }
      for _ in 0..<program.holds { holds.append(Hold()) }
    }
    return index
  }

  /// Events at one instant [1] that one request may have, its journey over and over, before the run
  /// counts as caught in a circle.
  private static var stepsAtOnce: Int { 64 }

  /// Gives a record back; a customer of a closed source thinks again.
  mutating func release(record request: Int) throws(EngineError) {
    let source = Int(requests[request].source)
    let role = requests[request].role
    let thinks = sources[source].isClosed && (role == .counted || role == .uncounted)
    requests[request].role = .free
    requests[request].next = freeRequest
    freeRequest = Int32(truncatingIfNeeded: request)
    if thinks { try scheduleCandidate(from: source) }
  }

  /// A request fails: what handles its failures takes over, or it ends.
  mutating func fail(_ request: Int, _ failure: RequestFailure) throws(EngineError) {
    requests[request].keepsIn = -1
    requests[request].givesBack = -1
    let handler = requests[request].handler
    guard handler >= 0 else { return try end(request, failure) }
    try releaseHolds(of: request, keeping: Int(requests[request].handlerKeeps))
    requests[request].failure = failure
    requests[request].instruction = program.handlers[Int(handler)]
    resume(request)
  }

  /// A request, or what was started for one, has come to its end: with an answer, or without.
  mutating func end(_ request: Int, _ failure: RequestFailure?) throws(EngineError) {
    try releaseHolds(of: request, keeping: 0)
    let role = requests[request].role
    switch role {
    case .branch, .attempt: return try end(child: request, failure)
    case .counted, .uncounted:
      let source = Int(requests[request].source)
      let isLate = failure == nil && systemTime(of: request) > sources[source].patience
      if _slowPath(isOpen && hasSeries) {
        recordEnd(of: request, in: Int(sources[source].group), failure, isLate: isLate)
      }
      if role == .counted { count(request, failure, isLate: isLate) }
      if sources[source].fallbacks.count > 0, failure != nil || isLate {
        try fallBack(from: request, isCounted: role == .counted)
      }
    case .notice, .free: break
    }
    try release(record: request)
  }

  private mutating func count(_ request: Int, _ failure: RequestFailure?, isLate: Bool) {
    unsettled -= 1
    let group = Int(sources[Int(requests[request].source)].group)
    if let failure { return groups[group].failures[failure.rawValue] += 1 }
    groups[group].note(systemTime(of: request))
    groups[group].completions += isLate ? 0 : 1
    groups[group].late += isLate ? 1 : 0
  }

  /// Counts what is left of the window's requests as unfinished, with their age.
  mutating func closeRequests() {
    for request in 0..<requests.count where requests[request].role == .counted {
      let group = Int(sources[Int(requests[request].source)].group)
      groups[group].unfinished += 1
      let age = loop.now - requests[request].arrivedAt
      groups[group].note(max(0, age - thinkingTime(of: request)))
    }
  }

  /// Time since arrival without thinking, of a request that has come to its end [s].
  @inline(__always)
  func systemTime(of request: Int) -> Double {
    max(0, loop.now - requests[request].arrivedAt - requests[request].thinkingTime)
  }
}

extension SourceState {
  init(_ source: SourceModel, _ name: StreamName, entry: Int32, isApart: Bool) {
    let isActive = source.rate.perSecond > 0
    let gap: Distribution
    var (isClosed, acceptance) = (false, 1.0)
    var profile: RateProfile?
    switch source.pattern {
    case .poisson:
      gap = .exponential(mean: isActive ? 1 / source.ceilingRate.perSecond : .infinity)
      acceptance = isActive ? source.rate.perSecond / source.ceilingRate.perSecond : 0
    case .profile(let rates):
      (gap, profile) = (.constant(0), rates)
      acceptance = source.intensity > 0 ? 1 : 0
    case .renewal(let law): gap = law
    case .closed(_, let thinkTime): (gap, isClosed) = (thinkTime, true)
    case .trace: gap = .constant(0)
    }
    self.init(
      name: name, gaps: RandomStream(name.child(Purpose.gaps)), gap: gap, profile: profile,
      intensity: source.intensity,
      isClosed: isClosed,
      batchSize: source.batchSize, priority: UInt8(source.priority), acceptance: acceptance,
      entry: entry, group: Int32(source.group), isApart: isApart,
      patience: source.patience?.seconds ?? .infinity,
      deadline: source.deadline?.seconds ?? .infinity,
      lastMileRate: source.lastMileRate, lastMileRoundTrip: source.lastMileRoundTrip.seconds)
  }
}
