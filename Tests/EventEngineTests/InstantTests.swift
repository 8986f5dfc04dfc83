import EventEngine
import Testing

/// What happens while the clock stands still.
@Suite struct InstantTests {
  @Test func aLoopWithoutDelayIsNamed() throws {
    var loop = EventLoop()
    try loop.schedule(after: 3, kind: 1, payload: 7)
    var caught: EngineError?
    do throws(EngineError) {
      while let event = loop.nextEvent(until: 10) {
        // 1 of 7 → 2 of 8 → 3 of 9 → 1 of 7 …
        try loop.schedule(
          after: 0, kind: event.kind % 3 + 1, payload: 7 + event.kind % 3)
      }
    } catch {
      caught = error
    }
    guard case .zeroDelayLoop(3, let events)? = caught else {
      Issue.record("\(String(describing: caught))")
      return
    }
    #expect(Set(events.map { [$0.kind, $0.payload] }) == [[1, 7], [2, 8], [3, 9]])
    let text = try #require(caught).description
    #expect(text.contains("kind 2 of 8") && text.contains("at 3.0 s"))
  }

  /// A delay that is lost in rounding is no delay.
  @Test func aLoopOfVanishingDelaysIsCaught() throws {
    var loop = EventLoop(zeroDelayLimit: 1_000)
    try loop.schedule(after: 1e18, kind: 0, payload: 0)
    #expect(throws: EngineError.self) {
      while loop.nextEvent(until: .infinity) != nil {
        try loop.schedule(after: 1e-9, kind: 0, payload: 0)
      }
    }
  }

  /// Many events at one instant, each with a follow-up at once, are no loop.
  @Test func aCrowdIsNoLoop() throws {
    var loop = EventLoop(zeroDelayLimit: 3)
    // What is scheduled before the run causes nothing.
    for i in 0..<100 { try loop.schedule(after: 0, kind: 3, payload: i) }
    for i in 0..<50_000 { try loop.schedule(after: 1, kind: 0, payload: i) }
    while let event = loop.nextEvent(until: 2) {
      if event.kind < 2 { try loop.schedule(after: 0, kind: event.kind + 1, payload: 0) }
    }
    #expect(loop.firedCount == 150_100)
  }

  /// Each event of this loop schedules two, so that the chain stays short while the crowd explodes.
  @Test func aLoopThatBranchesIsCaught() throws {
    var loop = EventLoop(zeroDelayLimit: 10_000)
    try loop.schedule(after: 1, kind: 2, payload: 5)
    #expect(throws: EngineError.self) {
      while loop.nextEvent(until: 2) != nil {
        for payload in 0...1 { try loop.schedule(after: 0, kind: 3, payload: payload) }
      }
    }
    #expect(loop.pendingCount < 20_000)
  }

  /// Entities that wait outside of the calendar: the model raises the limit with their number.
  @Test func theLimitCanBeRaised() throws {
    var loop = EventLoop(zeroDelayLimit: 10)
    loop.zeroDelayLimit += 20_000
    try loop.schedule(after: 1, kind: 0, payload: 20_000)
    while let event = loop.nextEvent(until: 2) {
      if event.payload > 0 { try loop.schedule(after: 0, kind: 0, payload: event.payload - 1) }
    }
    #expect(loop.firedCount == 20_001)
  }

  /// The limit is on one instant: a chain that starts anew at each is fine.
  @Test func chainsAreCountedByInstant() throws {
    var loop = EventLoop(zeroDelayLimit: 3)
    try loop.schedule(after: 0, kind: 0, payload: 0)
    while let event = loop.nextEvent(until: 1_000) {
      try loop.schedule(after: event.kind == 2 ? 1 : 0, kind: (event.kind + 1) % 3, payload: 0)
    }
    #expect(loop.firedCount == 3_003)
    // Between two parts of a run, things may be scheduled at will.
    for _ in 0..<1_000 { try loop.schedule(after: 0, kind: 3, payload: 0) }
    #expect(loop.pendingCount == 1_001)
  }
}
