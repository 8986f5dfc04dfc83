import Testing

@testable import EventEngine

/// Every event list gives the same events in the same order, whatever the load.
@Suite struct EventListTests {
  /// Pops must equal a stable sort by time: that is the order *and* the FIFO rule.
  func popsInStableOrder<List: EventList & ~Copyable>(_ empty: () -> List, _ load: Load, _ n: Int) {
    let times = load.times(n)
    var list = empty()
    for (i, time) in times.enumerated() {
      list.push(Event(time: time, sequence: UInt64(i + 1), kind: i % 16, payload: i))
    }
    let expected = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    #expect(list.count == n)
    var popped: [Int] = []
    while !list.isEmpty { popped.append(list.popFirst().payload) }
    #expect(popped == expected, "\(load), n = \(n)")
    #expect(list.first.time.isNaN)
  }

  @Test(arguments: Load.allCases) func heapPopsInStableOrder(load: Load) {
    for n in [0, 1, 2, 3, 4, 5, 6, 7, 17, 64, 1_000, 5_000] {
      popsInStableOrder({ QuaternaryHeap(capacity: 1) }, load, n)
    }
  }

  @Test(arguments: Load.allCases, EventCalendar.Choice.allCases)
  func calendarPopsInStableOrder(load: Load, choice: EventCalendar.Choice) {
    for n in [0, 1, 2, 5, 63, 64, 65, 66, 1_000, 40_000] {
      popsInStableOrder({ EventCalendar(expecting: 1, choice: choice) }, load, n)
      popsInStableOrder({ EventCalendar(expecting: 100_000, choice: choice) }, load, n)
    }
  }

  /// A run in which each event that fires schedules zero to two others, so that the number pending
  /// grows to `most`, stays, and falls to nothing: the calendar moves up to the ladder and back. All
  /// choices fire what a heap fires.
  @Test(arguments: Load.allCases, EventCalendar.Choice.allCases)
  func runsAgreeWithTheHeap(load: Load, choice: EventCalendar.Choice) {
    let most = 12_000
    var random = TestRandom(state: 3)
    var heap = QuaternaryHeap(capacity: 4)
    var calendar = EventCalendar(expecting: 4, choice: choice)
    var sequence = 0
    var differences = 0
    func notice(after time: Double) -> Event {
      sequence += 1
      let delay = load.delay(sequence, &random)
      return Event(time: time + delay, sequence: UInt64(sequence), kind: 0, payload: sequence)
    }
    func push(_ event: Event, _ heap: inout QuaternaryHeap, _ calendar: inout EventCalendar) {
      heap.push(event)
      calendar.push(event)
    }
    push(notice(after: 0), &heap, &calendar)
    while !heap.isEmpty {
      let time = heap.first.time
      if calendar.first.key != heap.first.key || calendar.count != heap.count { differences += 1 }
      let isGrowing = sequence < 2 * most
      let successors = isGrowing ? (heap.count < most ? 2 : 1) : sequence < 4 * most ? 1 : 0
      if successors == 0 || sequence % 3 == 0 {
        heap.popFirst()
        calendar.popFirst()
        for _ in 0..<successors { push(notice(after: time), &heap, &calendar) }
      } else {
        let event = notice(after: time)
        heap.replaceFirst(with: event)
        calendar.replaceFirst(with: event)
        for _ in 1..<successors { push(notice(after: time), &heap, &calendar) }
      }
      if differences > 0 { break }
    }
    #expect(differences == 0, "\(load), \(choice), at \(sequence)")
    #expect(calendar.isEmpty == heap.isEmpty)
  }

  /// A list that sorts by heap what could lie in buckets would be slow without being wrong. So the
  /// heap is looked at: loads that once filled it must leave it short.
  @Test(arguments: ["end of run first", "timers far ahead", "two clusters", "shrinking"])
  func theHeapStaysShort(load: String) {
    var random = TestRandom(state: 9)
    var calendar = EventCalendar(expecting: 1, choice: .automatic)
    var sequence: UInt64 = 0
    func push(_ time: Double, _ calendar: inout EventCalendar) {
      sequence += 1
      calendar.push(Event(time: time, sequence: sequence, kind: 0, payload: 0))
    }
    func delay(_ i: Int) -> Double {
      switch load {
      case "timers far ahead": i % 2 == 0 ? 1e6 * random.unit() : random.unit()
      case "two clusters": i % 10 == 0 ? 1e9 + random.unit() : random.unit()
      case "shrinking": random.unit() * Load.power(0.5, i / 100_000)
      default: random.unit()
      }
    }
    if load == "end of run first" { push(1e9, &calendar) }
    for i in 0..<100_000 { push(delay(i), &calendar) }
    var longest = 0
    for i in 0..<1_000_000 {
      let time = calendar.popFirst().time
      push(time + delay(i), &calendar)
      longest = max(longest, calendar.near.count)
    }
    #expect(longest <= 2 * EventCalendar.crossover)
    #expect(calendar.far.count > 50_000)
  }

  /// A guess that was far too high leaves a short list in the heap.
  @Test func fewEventsLieInTheHeap() {
    var calendar = EventCalendar(expecting: 1_000_000)
    for i in 0..<1_000 {
      calendar.push(Event(time: Double(i), sequence: UInt64(i), kind: 0, payload: 0))
    }
    #expect(calendar.near.count == 1_000)
  }

  @Test(arguments: EventCalendar.Choice.allCases)
  func drainingGivesEverythingBack(choice: EventCalendar.Choice) {
    var calendar = EventCalendar(expecting: 20_000, choice: choice)
    var random = TestRandom(state: 5)
    for i in 0..<20_000 {
      calendar.push(Event(time: random.unit(), sequence: UInt64(i + 1), kind: 0, payload: i))
    }
    for _ in 0..<500 { calendar.popFirst() }
    let first = calendar.first.payload
    var events = Slab<Event>()
    calendar.drain(into: &events)
    #expect(events.count == 19_500)
    #expect(calendar.isEmpty == true)
    for i in 0..<events.count { calendar.push(events[i]) }
    #expect(calendar.first.payload == first)
    var last = 0.0
    while !calendar.isEmpty {
      #expect(calendar.first.time >= last)
      last = calendar.popFirst().time
    }
  }

  @Test func tagKeepsItsParts() {
    let event = Event(
      time: 3, sequence: Event.sequenceLimit - 1, kind: 15, payload: Event.payloadLimit - 1)
    #expect(event.time == 3)
    #expect(event.kind == 15)
    #expect(event.payload == 16_777_215)
    #expect(event.sequence == 34_359_738_367)
  }
}
