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
    var loop = EventLoop(zeroDelayLimit: 100)
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
    for i in 0..<50_000 { try loop.schedule(after: 1, kind: 0, payload: i) }
    while let event = loop.nextEvent(until: 2) {
      if event.kind < 2 { try loop.schedule(after: 0, kind: event.kind + 1, payload: 0) }
    }
    #expect(loop.firedCount == 150_000)
  }

  /// The limit is on one instant: a chain that starts anew at each is fine.
  @Test func chainsAreCountedByInstant() throws {
    var loop = EventLoop(zeroDelayLimit: 3)
    try loop.schedule(after: 0, kind: 0, payload: 0)
    while let event = loop.nextEvent(until: 1_000) {
      try loop.schedule(after: event.kind == 2 ? 1 : 0, kind: (event.kind + 1) % 3, payload: 0)
    }
    #expect(loop.firedCount == 3_003)
  }
}
