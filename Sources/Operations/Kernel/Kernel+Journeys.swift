import EventEngine
import Statistics

/// The interpreter of journeys.
extension Kernel {
  /// Takes a request through its journey until it has to wait for something, or has ended.
  mutating func advance(_ request: Int) throws(EngineError) {
    if _slowPath(requests[request].state.isOver) { return try goNoFurther(request) }
    var at = Int(requests[request].instruction)
    while true {
      switch program.code[at] {
      case .call(let station, let draw):
        return try join(Int(station), request, draw, resumeAt: at &+ 1)
      case .followRoute(let firstRow, let draw):
        let row = Int(firstRow &+ requests[request].routedTo)
        let station = chosen(from: program.rows[row], request, draw)
        requests[request].routedTo = station
        if station >= 0 { return try join(Int(station), request, draw, resumeAt: at) }
      case .enterRoute(let row, let draw):
        let station = chosen(from: program.rows[Int(row)], request, draw)
        requests[request].routedTo = station
        at &+= 1
        if station >= 0 { return try join(Int(station), request, draw, resumeAt: at) }
      case .delay(let time):
        return try pause(request, for: time, resumeAt: at &+ 1)
      case .carry(let way, let bits):
        return try send(bits, over: Int(way), request, resumeAt: at &+ 1)
      case .pass(let way, let bits):
        if isOpen { note(bits, over: Int(way)) }
      case .transfer(let way, let size, let draw):
        let bits = drawn(size, request, draw) * 8
        return try send(bits, over: Int(way), request, resumeAt: at &+ 1)
      case .transmit(let way, let size, let draw):
        let time = transmissionTime(
          of: drawn(size, request, draw) * 8, over: Int(way), request)
        return try pause(request, for: time, resumeAt: at &+ 1)
      case .lastMile(let bits):
        return try pause(request, for: lastMileTime(request, bits), resumeAt: at &+ 1)
      case .think(let time, let draw):
        let time = drawn(time, request, draw)
        requests[request].thinkingTime += time
        requests[request].thinksUntil = loop.now + time
        return try pause(request, for: time, resumeAt: at &+ 1)
      case .wait(let time, let draw):
        return try pause(request, for: drawn(time, request, draw), resumeAt: at &+ 1)
      case .branch(let first, let count, let draw, let otherwise):
        let target = chosen(from: TableRow(first: first, count: count), request, draw)
        at = Int(target >= 0 ? target : otherwise) &- 1
      case .jump(let target):
        at = Int(target) &- 1
      case .repeatBegin, .repeatEnd, .allow, .again:
        at = goRound(request, at)
      case .finish:
        return try end(request, nil)
      default:
        guard try advanceCall(request, at) else { return }
      }
      at &+= 1
    }
  }

  /// The instructions of calls with rules of their own.
  ///
  /// - Returns: whether the request goes on at once.
  private mutating func advanceCall(_ request: Int, _ at: Int) throws(EngineError) -> Bool {
    switch program.code[at] {
    case .hold(let station, let draw, let slot, _):
      requests[request].keepsIn = Int8(truncatingIfNeeded: slot)
      try join(Int(station), request, draw, resumeAt: at &+ 1)
    case .follow(let station, let draw, let slot, let keeps):
      requests[request].givesBack = Int8(truncatingIfNeeded: slot)
      requests[request].keepsIn = keeps ? Int8(truncatingIfNeeded: slot) : -1
      try join(Int(station), request, draw, resumeAt: at &+ 1)
    case .release(let slot):
      let isLost = holds[request &* program.holds &+ Int(slot)].isLost
      try release(Int(slot), of: request)
      if !isLost { return true }
      try fail(request, .lost)
    case .gate(let link):
      return try pass(gate: Int(link), request)
    case .notify(let entry, let strides):
      try notify(from: request, entry, strides)
      return true
    case .handle(let handler, let keeps):
      requests[request].handler = handler
      requests[request].handlerKeeps = keeps
      return true
    case .noteFailure(let counter):
      let failure = requests[request].failure ?? .lost
      setCounter(counter, of: request, to: UInt32(failure.rawValue))
      return true
    case .rethrow(let counter):
      let cause = counters[request &* program.counters &+ Int(counter)]
      try fail(request, RequestFailure(rawValue: Int(cause)) ?? .lost)
    case .fork(let row, let draw):
      try fork(request, program.forks[Int(row)], draw)
    case .attempt(let policy, let strides, let draw, _):
      requests[request].instruction = Int32(truncatingIfNeeded: at)
      try attempt(request, Int(policy), strides, draw)
    default:
      preconditionFailure("advance(_:) deals with it")
    }
    return false
  }

  /// A record that was called back ends, and one whose call was thrown away fails.
  @inline(never)
  private mutating func goNoFurther(_ request: Int) throws(EngineError) {
    if requests[request].state == .calledBack { return try discard(request) }
    requests[request].state = .moving
    try fail(request, requests[request].failure ?? .lost)
  }

  mutating func pause(_ request: Int, for time: Double, resumeAt instruction: Int)
    throws(EngineError)
  {
    requests[request].instruction = Int32(truncatingIfNeeded: instruction)
    requests[request].state = .moving
    try loop.schedule(after: time, kind: EventKind.delayEnd, payload: request)
  }

  /// Lets a request go on once what happens now has been dealt with; those made ready first go first.
  mutating func resume(_ request: Int) {
    requests[request].state = .moving
    ready.append(Int32(truncatingIfNeeded: request))
  }

  /// Takes all requests on that were made ready.
  mutating func advanceReady() throws(EngineError) {
    var index = 0
    while index < ready.count {
      try advance(Int(ready[index]))
      index += 1
    }
    ready.removeAll()
  }

  // MARK: Repetition

  /// - Returns: the instruction before the next one.
  private mutating func goRound(_ request: Int, _ at: Int) -> Int {
    switch program.code[at] {
    case .repeatBegin(let whole, let fraction, let counter, let draw, let end):
      let extra = fraction > 0 && uniform(request, draw) < fraction
      setCounter(counter, of: request, to: whole &+ (extra ? 1 : 0))
      return whole == 0 && !extra ? Int(end) &- 1 : at
    case .repeatEnd(let counter, let start):
      return countDown(counter, of: request) > 0 ? Int(start) &- 1 : at
    case .allow(let rounds, let counter):
      setCounter(counter, of: request, to: rounds)
      return at
    case .again(let probability, let counter, let draw, let start):
      guard countDown(counter, of: request) > 0, uniform(request, draw) < probability else {
        return at
      }
      return Int(start) &- 1
    default: return at
    }
  }

  private mutating func setCounter(_ counter: Int32, of request: Int, to value: UInt32) {
    counters[request &* program.counters &+ Int(counter)] = value
  }

  /// What is left after taking one off.
  private mutating func countDown(_ counter: Int32, of request: Int) -> UInt32 {
    let place = request &* program.counters &+ Int(counter)
    counters[place] &-= 1
    return counters[place]
  }
}
