import EventEngine
import Testing

@Suite struct EventLoopTests {
  @Test func firesEverythingAtTheHorizonAndNothingAfter() throws {
    var loop = EventLoop()
    try loop.schedule(after: 10, kind: 1, payload: 1)
    try loop.schedule(after: 10.000_000_001, kind: 1, payload: 2)
    try loop.schedule(after: 10, kind: 1, payload: 3)
    var fired: [Int] = []
    while let event = loop.nextEvent(until: 10) {
      fired.append(event.payload)
      if event.payload == 3 { try loop.schedule(after: 0, kind: 2, payload: 4) }
    }
    #expect(fired == [1, 3, 4])
    #expect(loop.now == 10)
    #expect(loop.pendingCount == 1)
    #expect(loop.nextTime() == 10.000_000_001)
    #expect(loop.nextEvent(until: 11)?.payload == 2)
    #expect(loop.nextEvent(until: 11)?.payload == nil)
    #expect(loop.now == 11)
    #expect(loop.firedCount == 4)
  }

  @Test func clockStaysAtLastEventWithoutHorizon() throws {
    var loop = EventLoop()
    try loop.schedule(after: 4, kind: 0, payload: 0)
    #expect(loop.nextEvent(until: .infinity)?.time == 4)
    #expect(loop.nextEvent(until: .infinity) == nil)
    #expect(loop.now == 4)
  }

  @Test func anEarlierHorizonDoesNotTurnTheClockBack() throws {
    var loop = EventLoop()
    #expect(loop.nextEvent(until: 5) == nil)
    #expect(loop.nextEvent(until: 3) == nil)
    #expect(loop.now == 5)
    #expect(loop.nextEvent(until: .nan) == nil)
    #expect(loop.now == 5)
  }

  @Test func tiesFireInSchedulingOrder() throws {
    var loop = EventLoop(expecting: 1)
    for i in 0..<1_000 { try loop.schedule(after: 1, kind: i % 16, payload: i) }
    for i in 0..<1_000 {
      let event = loop.nextEvent(until: 1)
      #expect(event?.payload == i && event?.kind == i % 16)
      // A successor of equal time goes behind everybody that is waiting.
      if i < 500 { try loop.schedule(after: 0, kind: 0, payload: 1_000 + i) }
    }
    for i in 0..<500 { #expect(loop.nextEvent(until: 1)?.payload == 1_000 + i) }
    #expect(loop.pendingCount == 0)
  }

  /// Zero, one or two successors per event, against a sorted array of (time, scheduling order).
  @Test(arguments: [11, 12, 13] as [UInt64]) func randomRunMatchesSortedArray(seed: UInt64) throws {
    var random = TestRandom(state: seed)
    var loop = EventLoop(expecting: 4)
    var reference: [(time: Double, payload: Int)] = []
    var next = 0
    func note(_ time: Double) {
      let place = reference.firstIndex { $0.time > time } ?? reference.endIndex
      reference.insert((time, next), at: place)
    }
    for _ in 0..<50 {
      let delay = Double(Int.random(in: 0..<10, using: &random))
      note(delay)
      try loop.schedule(after: delay, kind: 3, payload: next)
      next += 1
    }
    while let event = loop.nextEvent(until: 100) {
      let expected = reference.removeFirst()
      #expect(event.payload == expected.payload && event.time == expected.time)
      for _ in 0..<Int.random(in: 0...2, using: &random) where reference.count < 300 {
        let delay = Double(Int.random(in: 0..<20, using: &random)) / 4
        note(loop.now + delay)
        try loop.schedule(after: delay, kind: 3, payload: next)
        next += 1
      }
      #expect(loop.pendingCount == reference.count)
    }
    #expect(reference.allSatisfy { $0.time > 100 })
  }

  @Test(arguments: [-1e-300, -.infinity, .infinity, .nan]) func refusesDelay(delay: Double) {
    var loop = EventLoop()
    #expect(throws: EngineError.self) { try loop.schedule(after: delay, kind: 0, payload: 0) }
    #expect(loop.pendingCount == 0)
  }

  @Test func refusesWhatATagCannotHold() {
    var loop = EventLoop(eventLimit: 2)
    #expect(throws: EngineError.invalidKind(16)) {
      try loop.schedule(after: 0, kind: 16, payload: 0)
    }
    #expect(throws: EngineError.invalidKind(-1)) {
      try loop.schedule(after: 0, kind: -1, payload: 0)
    }
    #expect(throws: EngineError.invalidPayload(1 << 24)) {
      try loop.schedule(after: 0, kind: 0, payload: 1 << 24)
    }
    #expect(throws: EngineError.invalidPayload(-1)) {
      try loop.schedule(after: 0, kind: 0, payload: -1)
    }
    #expect(throws: EngineError.tooManyEvents(limit: 2)) {
      for _ in 0..<3 { try loop.schedule(after: 0, kind: 0, payload: 0) }
    }
    #expect(loop.pendingCount == 2)
  }

  @Test func thePauseIsNamed() throws {
    var loop = EventLoop()
    #expect(loop.pause == nil)
    try loop.schedule(after: 1, kind: 0, payload: 1)
    try loop.schedule(after: 2, kind: 0, payload: 2)
    try loop.schedule(after: 8, kind: 0, payload: 3)
    while let event = loop.nextEvent(until: 5) { if event.payload == 1 { loop.stop() } }
    #expect(loop.pause == .stopped && loop.now == 1 && loop.firedCount == 1)
    loop.resume()
    while loop.nextEvent(until: 5) != nil {}
    #expect(loop.pause == .horizon && loop.now == 5 && loop.firedCount == 2)
    while loop.nextEvent(until: 9) != nil {}
    #expect(loop.pause == .nothingPending && loop.now == 9 && loop.firedCount == 3)
  }

  @Test func refusesTimesBeyondTheLargestNumber() throws {
    var loop = EventLoop()
    try loop.schedule(after: 1.7e308, kind: 0, payload: 0)
    _ = loop.nextEvent(until: .infinity)
    #expect(throws: EngineError.invalidDelay(delay: 1.7e308, now: 1.7e308)) {
      try loop.schedule(after: 1.7e308, kind: 0, payload: 0)
    }
  }

  @Test func aNegativeZeroIsNoDelay() throws {
    var loop = EventLoop()
    try loop.schedule(after: -0.0, kind: 0, payload: 4)
    #expect(loop.nextEvent(until: 0)?.payload == 4)
  }

  /// One run, three ways to hold its events: the same fingerprint; and any change of what fires, of
  /// when, or of the order gives another.
  @Test(arguments: Load.allCases) func fingerprintsAgree(load: Load) throws {
    func fingerprint(
      _ choice: EventCalendar.Choice, expecting: Int, kind: Int = 0, shift: Double = 0
    ) throws -> UInt64 {
      var random = TestRandom(state: 23)
      var loop = EventLoop(expecting: expecting, calendar: choice, zeroDelayLimit: .max)
      for i in 0..<15_000 { try loop.schedule(after: Double(i) * 1e-4, kind: 1, payload: i) }
      var left = 60_000
      while left > 0, let event = loop.nextEvent(until: .infinity) {
        left -= 1
        let delay = load.delay(60_000 - left, &random) + (left == 30_000 ? shift : 0)
        try loop.schedule(after: delay, kind: left == 30_000 ? kind : 0, payload: event.payload)
      }
      return loop.fingerprint
    }
    let expected = try fingerprint(.heap, expecting: 1)
    for choice in EventCalendar.Choice.allCases {
      #expect(try fingerprint(choice, expecting: 1) == expected)
      #expect(try fingerprint(choice, expecting: 1_000_000) == expected)
    }
    if load == .uniform {
      #expect(try fingerprint(.heap, expecting: 1, kind: 2) != expected)
      #expect(try fingerprint(.heap, expecting: 1, shift: 1e-9) != expected)
    }
  }
}
