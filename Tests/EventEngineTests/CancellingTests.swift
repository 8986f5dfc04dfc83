import EventEngine
import Testing

@Suite struct CancellingTests {
  @Test func aCancelledEventDoesNotFire() throws {
    var loop = EventLoop()
    try loop.schedule(after: 1, kind: 0, payload: 1)
    let handle = try loop.scheduleCancellable(after: 2, kind: 5, payload: 2)
    try loop.schedule(after: 3, kind: 0, payload: 3)
    #expect(loop.isPending(handle) == true)
    #expect(loop.pendingCount == 3)
    #expect(loop.peek()?.payload == 1)
    #expect(loop.cancel(handle) == true)
    #expect(loop.pendingCount == 2)
    #expect(loop.nextEvent(until: 9)?.payload == 1)
    #expect(loop.peek()?.payload == 3)
    let late = try loop.scheduleCancellable(after: 0.5, kind: 9, payload: 4)
    let next = loop.peek()
    #expect(next?.payload == 4 && next?.kind == 9 && next?.time == 1.5)
    loop.cancel(late)
    #expect(loop.nextTime() == 3)
    #expect(loop.nextEvent(until: 9)?.payload == 3)
    #expect(loop.nextEvent(until: 9) == nil)
    #expect(loop.peek() == nil)
    #expect(loop.firedCount == 2)
  }

  @Test func staleHandlesAreDetected() throws {
    var loop = EventLoop()
    #expect(loop.cancel(EventHandle()) == false)
    let fired = try loop.scheduleCancellable(after: 1, kind: 5, payload: 77)
    let event = loop.nextEvent(until: 9)
    #expect(event?.kind == 5 && event?.payload == 77)
    #expect(loop.isPending(fired) == false)
    // Its slot now belongs to another event, which the old handle must not touch.
    let next = try loop.scheduleCancellable(after: 1, kind: 6, payload: 78)
    #expect(loop.cancel(fired) == false)
    let again = try loop.reschedule(fired, after: 1)
    #expect(again == nil)
    #expect(loop.cancel(next) == true)
    #expect(loop.cancel(next) == false)
    #expect(loop.pendingCount == 0)
    #expect(loop.nextTime() == nil)
    // A handle of another loop, whose slot does not exist here.
    let other = EventLoop()
    #expect(other.isPending(next) == false)
  }

  @Test func reschedulingMovesAnEventBehindItsEquals() throws {
    var loop = EventLoop()
    let handle = try loop.scheduleCancellable(after: 1, kind: 1, payload: 10)
    try loop.schedule(after: 2, kind: 1, payload: 20)
    let second = try loop.reschedule(handle, after: 2)
    let moved = try #require(second)
    try loop.schedule(after: 2, kind: 1, payload: 30)
    #expect(loop.isPending(handle) == false)
    #expect(loop.isPending(moved) == true)
    for payload in [20, 10, 30] { #expect(loop.nextEvent(until: 5)?.payload == payload) }
    #expect(throws: EngineError.self) {
      let kept = try loop.scheduleCancellable(after: 1, kind: 1, payload: 40)
      _ = try loop.reschedule(kept, after: -1)
    }
    // The event that could not be moved fires when it was due.
    #expect(loop.nextEvent(until: 9)?.payload == 40)
  }

  @Test func theEventUnderWayCannotBeCancelled() throws {
    var loop = EventLoop()
    let handle = try loop.scheduleCancellable(after: 1, kind: 1, payload: 1)
    try loop.schedule(after: 1, kind: 1, payload: 2)
    _ = loop.nextEvent(until: 5)
    #expect(loop.cancel(handle) == false)
    #expect(loop.pendingCount == 1)
    #expect(loop.nextEvent(until: 5)?.payload == 2)
  }

  /// Random scheduling, cancelling and rescheduling against a plain dictionary, with all choices, few
  /// and many events, and far more cancelled than fired.
  @Test(arguments: EventCalendar.Choice.allCases, [200, 30_000])
  func randomRunMatchesDictionary(choice: EventCalendar.Choice, most: Int) throws {
    var random = TestRandom(state: 17)
    var loop = EventLoop(expecting: 8, calendar: choice)
    var live: [Int: (time: Double, handle: EventHandle)] = [:]
    var stale: [EventHandle] = []
    var next = 0
    var last = (time: 0.0, fired: 0)
    for _ in 0..<(6 * most) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<6 where live.count < most:
        let delay = random.unit() * 10
        live[next] = (
          loop.now + delay,
          try loop.scheduleCancellable(after: delay, kind: next % 16, payload: next)
        )
        next += 1
      case 6, 7:
        guard let (payload, entry) = live.randomElement(using: &random) else { continue }
        if random.unit() < 0.5 {
          #expect(loop.cancel(entry.handle) == true)
          live[payload] = nil
        } else {
          let delay = random.unit() * 10
          let new = try loop.reschedule(entry.handle, after: delay)
          let moved = try #require(new)
          live[payload] = (loop.now + delay, moved)
        }
        stale.append(entry.handle)
      default:
        guard let event = loop.nextEvent(until: .infinity) else { continue }
        let expected = live.removeValue(forKey: event.payload)
        let entry = try #require(expected)
        #expect(entry.time == event.time && event.kind == event.payload % 16)
        #expect(event.time >= last.time)
        last = (event.time, last.fired + 1)
        stale.append(entry.handle)
      }
      #expect(loop.pendingCount == live.count)
    }
    #expect(loop.firedCount == last.fired)
    var revived = 0
    for handle in stale where loop.cancel(handle) { revived += 1 }
    #expect(revived == 0)
    var rest = live.values.map(\.time).sorted()[...]
    while let event = loop.nextEvent(until: .infinity) { #expect(event.time == rest.removeFirst()) }
    #expect(rest.isEmpty)
  }

  /// A timeout far ahead that is nearly always cancelled: dead events must not pile up.
  @Test(arguments: EventCalendar.Choice.allCases)
  func deadEventsStayFew(choice: EventCalendar.Choice) throws {
    var loop = EventLoop(calendar: choice)
    for i in 0..<100 { try loop.schedule(after: Double(i) / 100, kind: 0, payload: i) }
    var timeouts = [EventHandle](repeating: EventHandle(), count: 100)
    for _ in 0..<20_000 {
      guard let event = loop.nextEvent(until: .infinity) else { break }
      loop.cancel(timeouts[event.payload])
      timeouts[event.payload] = try loop.scheduleCancellable(
        after: 1_000, kind: 1, payload: event.payload)
      try loop.schedule(after: 1, kind: 0, payload: event.payload)
      #expect(loop.entryCount <= 2 * loop.pendingCount + 2)
    }
    #expect(loop.firedCount == 20_000)
    #expect(loop.pendingCount == 200)
  }

  /// What comes out of one random run of scheduling, cancelling, moving and firing, with delays that
  /// are hostile and mostly tie.
  private func trace(
    _ choice: EventCalendar.Choice, expecting: Int, seed: UInt64, hostile: Hostile, most: Int
  ) throws -> [UInt64] {
    var random = TestRandom(state: seed)
    var loop = EventLoop(expecting: expecting, calendar: choice, zeroDelayLimit: .max / 2)
    var handles: [EventHandle] = []
    var trace: [UInt64] = []
    var growth = 8
    for step in 0..<(10 * most) {
      if step % most == 0 { growth = [8, 4, 2, 3][Int.random(in: 0..<4, using: &random)] }
      let choice = Int.random(in: 0..<10, using: &random)
      if choice < growth && loop.pendingCount < most {
        let delay = hostile.delay(now: loop.now, &random)
        if step % 2 == 0 {
          try loop.schedule(after: delay, kind: step & 15, payload: step)
        } else {
          handles.append(try loop.scheduleCancellable(after: delay, kind: 1, payload: step))
        }
      } else if choice < growth + (growth == 3 ? 6 : 1), !handles.isEmpty {
        let handle = handles.swapRemove(Int.random(in: 0..<handles.count, using: &random))
        if Int.random(in: 0..<4, using: &random) == 0 {
          let moved = try loop.reschedule(handle, after: hostile.delay(now: loop.now, &random))
          if let moved { handles.append(moved) }
        } else {
          trace.append(loop.cancel(handle) ? 1 : 0)
        }
      } else if let event = loop.nextEvent(until: .infinity) {
        trace += [event.time.bitPattern, UInt64(event.payload)]
      }
    }
    while let event = loop.nextEvent(until: .infinity) { trace.append(UInt64(event.payload)) }
    return trace + [loop.fingerprint]
  }

  /// The heap's trace is the reference; ladders must give the same, ties included.
  @Test(arguments: Hostile.allCases, [20, 300, 20_000])
  func allCalendarsGiveTheSameTrace(hostile: Hostile, most: Int) throws {
    for seed in [1, 2] as [UInt64] {
      let expected = try trace(.heap, expecting: 1, seed: seed, hostile: hostile, most: most)
      for (choice, expecting) in [(EventCalendar.Choice.ladder, 1), (.automatic, 100_000)] {
        let found = try trace(
          choice, expecting: expecting, seed: seed, hostile: hostile, most: most)
        #expect(found == expected, "\(choice), seed \(seed)")
      }
    }
  }

  /// All of one time, many cancelled at once: those that are left keep their order.
  @Test func sweepingKeepsTheOrderOfEquals() throws {
    for choice in EventCalendar.Choice.allCases {
      var loop = EventLoop(calendar: choice)
      for i in 0..<12_000 { try loop.schedule(after: Double(1 + i % 10), kind: 0, payload: i) }
      var handles: [EventHandle] = []
      for _ in 0..<18_000 {
        handles.append(try loop.scheduleCancellable(after: 5, kind: 0, payload: 0))
      }
      _ = loop.nextEvent(until: 1)
      for handle in handles { loop.cancel(handle) }
      var last = (time: 1.0, payload: 0)
      while let event = loop.nextEvent(until: .infinity) {
        #expect((event.time, event.payload) > last)
        last = (event.time, event.payload)
      }
      #expect(loop.firedCount == 12_000)
    }
  }
}

/// Delays [s] that try the arithmetic of buckets.
enum Hostile: CaseIterable {
  case fewWholes, allExponents, subnormal, fewUlps, twoClusters, huge, rareAndFar, zero, powers

  func delay(now: Double, _ random: inout TestRandom) -> Double {
    let delay: Double =
      switch self {
      case .fewWholes: Double(Int.random(in: 0..<4, using: &random))
      case .allExponents: Double(bitPattern: .random(in: 0..<0x7fe0_0000_0000_0000, using: &random))
      case .subnormal: Double(bitPattern: .random(in: 0..<5_000, using: &random))
      case .fewUlps: now.ulp * Double(Int.random(in: 0..<40, using: &random))
      case .twoClusters: random.unit() < 0.3 ? 1e6 : Double(Int.random(in: 0..<3, using: &random))
      case .huge: .greatestFiniteMagnitude / 4 * random.unit()
      case .rareAndFar: random.unit() < 0.002 ? 1e12 : random.unit()
      case .zero: 0
      case .powers:
        Double(sign: .plus, exponent: -3 * Int.random(in: 0..<60, using: &random), significand: 1)
      }
    return (now + delay).isFinite ? delay : 0
  }
}

extension Array {
  /// Takes out one element in no time; the last takes its place.
  fileprivate mutating func swapRemove(_ index: Int) -> Element {
    swapAt(index, count - 1)
    return removeLast()
  }
}
