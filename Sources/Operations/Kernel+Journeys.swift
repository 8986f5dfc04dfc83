import EventEngine
import Statistics

/// The interpreter of journeys.
extension Kernel {
  /// Takes a request through its journey until it has to wait for something, or has ended.
  mutating func advance(_ request: Int) throws(EngineError) {
    var at = Int(requests[request].instruction)
    while true {
      switch program.code[at] {
      case .call(let station, let draw):
        requests[request].instruction = Int32(truncatingIfNeeded: at &+ 1)
        return try join(Int(station), request, draw)
      case .followRoute(let firstRow, let draw):
        let row = Int(firstRow &+ requests[request].station)
        let station = chosen(from: program.rows[row], request, draw)
        guard station >= 0 else { break }
        requests[request].instruction = Int32(truncatingIfNeeded: at)
        return try join(Int(station), request, draw)
      case .enterRoute(let row, let draw):
        let station = chosen(from: program.rows[Int(row)], request, draw)
        at &+= 1
        guard station >= 0 else { break }
        requests[request].instruction = Int32(truncatingIfNeeded: at)
        return try join(Int(station), request, draw)
      case .delay(let time):
        return try pause(request, for: time, resumeAt: at &+ 1)
      case .carry(let link, let bits):
        requests[request].instruction = Int32(truncatingIfNeeded: at &+ 1)
        return try send(bits, over: Int(link), request)
      case .pass(let link, let bits):
        if isOpen { links[Int(link)].meter.note(bits: bits) }
      case .transfer(let link, let size, let draw):
        requests[request].instruction = Int32(truncatingIfNeeded: at &+ 1)
        return try send(drawn(size, request, draw) * 8, over: Int(link), request)
      case .transmit(let link, let size, let draw):
        let bits = drawn(size, request, draw) * 8
        if isOpen { links[Int(link)].meter.note(bits: bits) }
        return try pause(request, for: bits / links[Int(link)].bandwidth, resumeAt: at &+ 1)
      case .lastMile(let bits):
        return try pause(request, for: lastMileTime(request, bits), resumeAt: at &+ 1)
      case .think(let time, let draw):
        let time = drawn(time, request, draw)
        requests[request].thinkingTime += time
        return try pause(request, for: time, resumeAt: at &+ 1)
      case .repeatBegin(let whole, let fraction, let counter, let draw, let end):
        let extra = fraction > 0 && uniform(request, draw) < fraction
        setCounter(counter, of: request, to: whole &+ (extra ? 1 : 0))
        if whole == 0 && !extra { at = Int(end) &- 1 }
      case .repeatEnd(let counter, let start):
        if countDown(counter, of: request) > 0 { at = Int(start) &- 1 }
      case .branch(let first, let count, let draw, let otherwise):
        let target = chosen(from: ChoiceRow(first: first, count: count), request, draw)
        at = Int(target >= 0 ? target : otherwise) &- 1
      case .jump(let target):
        at = Int(target) &- 1
      case .fork(let first, let count, let purpose, let end):
        return try fork(request, ChoiceRow(first: first, count: count), purpose, resumeAt: end)
      case .notify(let entry, let counter):
        try spawn(from: request, entry, counter)
      case .finish:
        return try finish(request)
      }
      at &+= 1
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

  private mutating func pause(_ request: Int, for time: Double, resumeAt instruction: Int)
    throws(EngineError)
  {
    requests[request].instruction = Int32(truncatingIfNeeded: instruction)
    try loop.schedule(after: time, kind: EventKind.delayEnd, payload: request)
  }

  /// Starts notified work, which draws what the request would have drawn for a call.
  private mutating func spawn(from request: Int, _ entry: Int32, _ counter: Int32)
    throws(EngineError)
  {
    let notice = try take(
      Request(
        name: requests[request].name, arrivedAt: loop.now, instruction: entry,
        source: requests[request].source, role: .notice, priority: requests[request].priority))
    if counter >= 0 {
      let place = request &* program.counters &+ Int(counter)
      counters[notice &* program.counters &+ Int(counter)] = counters[place]
      counters[place] &+= 1
    }
    try advance(notice)
  }

  // MARK: Branches

  /// Starts branches of a request, each with draws of its own.
  private mutating func fork(
    _ request: Int, _ row: ChoiceRow, _ purpose: UInt64, resumeAt instruction: Int32
  ) throws(EngineError) {
    requests[request].instruction = instruction
    requests[request].branches = row.count
    let name = requests[request].name.child(purpose)
    for index in 0..<Int(row.count) {
      let branch = try take(
        Request(
          name: name.child(UInt64(index)), arrivedAt: loop.now,
          userRate: requests[request].userRate,
          instruction: program.choices[Int(row.first) + index].target,
          source: requests[request].source, role: .branch, priority: requests[request].priority,
          parent: Int32(truncatingIfNeeded: request)))
      try advance(branch)
    }
  }

  /// A branch has ended; after the last of them its request goes on, or fails as one of them did.
  mutating func join(_ request: Int, _ failure: RequestFailure?) throws(EngineError) {
    if let failure { requests[request].failure = failure }
    requests[request].branches -= 1
    guard requests[request].branches == 0 else { return }
    if let failure = requests[request].failure {
      try fail(request, failure)
    } else {
      try advance(request)
    }
  }

  /// Time on the user's own connection [s].
  private mutating func lastMileTime(_ request: Int, _ bits: Double) -> Double {
    let source = Int(requests[request].source)
    let roundTrip = sources[source].lastMileRoundTrip
    guard let rate = sources[source].lastMileRate else { return roundTrip }
    if requests[request].userRate == 0 {
      var stream = RandomStream(requests[request].name.child(Purpose.lastMileRate))
      // A connection slower than 1 bit/s is none: a normal distribution may draw below 0.
      requests[request].userRate = max(1, rate.draw(&stream))
    }
    return roundTrip + bits / requests[request].userRate
  }

  // MARK: Draws

  /// The name of a request's next draw for a purpose.
  @inline(__always)
  mutating func drawName(_ request: Int, _ draw: DrawKey) -> StreamName {
    let name = requests[request].name
    guard draw.counter >= 0 else { return name.child(draw.purpose) }
    let place = request &* program.counters &+ Int(draw.counter)
    let visit = UInt64(counters[place])
    counters[place] &+= 1
    return name.child(draw.purpose &+ visit &* 0x9e37_79b9_7f4a_7c15)
  }

  @inline(__always)
  private mutating func uniform(_ request: Int, _ draw: DrawKey) -> Double {
    drawName(request, draw).uniform
  }

  /// A draw from one of the program's distributions, at least 0.
  private mutating func drawn(_ distribution: Int32, _ request: Int, _ draw: DrawKey) -> Double {
    var stream = RandomStream(drawName(request, draw))
    return max(0, program.distributions[Int(distribution)].draw(&stream))
  }

  /// The target of one way, by chance, or −1 for none of them.
  @inline(__always)
  private mutating func chosen(from row: ChoiceRow, _ request: Int, _ draw: DrawKey) -> Int32 {
    let u = uniform(request, draw)
    var i = Int(row.first)
    let last = i &+ Int(row.count)
    while i < last {
      if u < program.choices[i].cumulative { return program.choices[i].target }
      i &+= 1
    }
    return -1
  }
}
