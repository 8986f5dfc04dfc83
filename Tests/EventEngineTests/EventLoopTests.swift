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
    var loop = EventLoop(capacity: 1)
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
    var loop = EventLoop(capacity: 4)
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
}
