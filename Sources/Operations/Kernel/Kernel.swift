import EventEngine
import Quantities
import Statistics

/// One run of a network model: all its state, and the loop that fires events.
///
/// Journeys are state machines over pooled records: an event names a record by index, a `switch`
/// finds what to do, and nothing is allocated, boxed or called through a table on the way. Files
/// `Kernel+….swift` hold one mechanism each.
///
/// At one instant: what happens is dealt with first, then requests that it made ready go on, in the
/// order in which they were; a server that becomes free takes the next call from the queue before the request it
/// served goes on; a request goes on through its journey until it has to wait for something.
struct Kernel: ~Copyable {
  var loop: EventLoop
  var program: Program
  var requests = Slab<Request>(capacity: 256)
  /// `program.counters` for each record of `requests`, record by record.
  var counters = Slab<UInt32>(capacity: 256)
  /// `program.holds` for each record of `requests`, record by record.
  var holds = Slab<Hold>(capacity: 256)
  /// Requests to take on once what happens now has been dealt with.
  var ready = Slab<Int32>()
  /// Stations that let in who stands before them, each because of the one before it; the last goes on.
  var doors = Slab<Int32>()
  /// First free record, or −1.
  var freeRequest: Int32 = -1
  var sources = Slab<SourceState>()
  /// Arrivals of sources that follow a trace [s].
  var traceTimes = Slab<Double>()
  /// Where users of all sources go who had no answer in time, and when they find it open.
  var fallbacks = Slab<Fallback>()
  var openTimes = Slab<OpenTime>()
  var policies = Slab<PolicyState>()
  /// Those of the model at their own indices, then their replicas.
  var stations = Slab<StationState>()
  var entrances = Slab<Entrance>()
  var servers = Slab<ServerState>()
  /// Two for each link: there and back.
  var links = Slab<LinkState>()
  var ways = Slab<WayState>()
  var flows = FlowNetwork()
  var queues = Slab<Queue>()
  /// One for each station whose calls share its servers or slow each other down.
  var sharers = Slab<SharedServer>()
  /// Numbers of priority in use [1].
  let priorities: Int
  /// Whether work may be called back, so that servers need records.
  let callsBack: Bool
  var groups = Slab<GroupState>()
  /// Shifts of all stations, and where each station with shifts stands in them.
  var shifts = Slab<Shift>()
  var shiftClocks = Slab<ShiftClock>()
  var scalings = Slab<ScalingState>()
  var outages = Slab<OutageState>()
  /// What outages do to each link of the model.
  var cuts = Slab<LinkCut>()
  /// Which stations and links an outage hits, and which outages hit each of those.
  var hits = Slab<Int32>()

  /// The window (open, close] and the end of the run [s].
  let open: Double
  let close: Double
  let end: Double
  /// No request arrives after this [s].
  let lastArrival: Double
  /// The time series of the window, where one is recorded.
  var series: SeriesState?
  /// Whether one is.
  let hasSeries: Bool
  /// Whether a call is on its way to a standby.
  var failsOver = false
  /// Whether the clock stands in the window.
  var isOpen = false
  /// Requests, calls and transfers that the window counts and that have not settled yet [1].
  var unsettled = 0
  /// Fired events at which nothing happened: rejected candidates, and early departures from
  /// shared servers and links [1].
  var idleEvents = 0
  /// Requests that arrived so far [1].
  var arrivals = 0

  /// The state at time 0 of a checked model.
  init(
    _ model: NetworkModel, window: Window, name: StreamName, calendar: EventCalendar.Choice
  ) throws(EngineError) {
    loop = EventLoop(calendar: calendar)
    program = ProgramBuilder.compile(model)
    open = window.runIn.seconds
    close = open + window.length.seconds
    end = close + window.drain.seconds
    lastArrival = min(end, close + window.arrivalsAfterEnd.seconds)
    for _ in model.groups { groups.append(GroupState()) }
    priorities = 1 + (model.sources.map(\.priority).max() ?? 0)
    hasSeries = window.bucket != nil
    if let bucket = window.bucket {
      series = SeriesState(
        bucket: bucket.seconds, stations: model.stations.count, groups: model.groups.count,
        links: model.links.count)
    }
    for policy in model.policies { policies.append(PolicyState(policy)) }
    callsBack = model.callsBack
    addLinks(of: model)
    try addStations(of: model, name)
    try addCapacityChanges(model, name)
    for source in model.sources {
      try addSource(source, isApart: model.groupsApart.contains(source.group), name)
    }
  }

  /// Runs from time 0 until all that the window counts has settled, or the end.
  mutating func run() throws(EngineError) {
    while let event = loop.nextEvent(until: open) { try fire(event) }
    openWindow()
    try runWindow()
    closeWindow()
    while unsettled > 0, let event = loop.nextEvent(until: end) { try fire(event) }
  }

  @inline(__always)
  mutating func fire(_ event: FiredEvent) throws(EngineError) {
    switch event.kind {
    case EventKind.candidate: try meetCandidate(from: event.payload)
    case EventKind.serviceEnd: try completeService(of: event.payload)
    case EventKind.delayEnd: try advance(event.payload)
    case EventKind.departure: try completeShare(of: event.payload, at: event.time)
    case EventKind.serverDone: try completeService(byServer: event.payload)
    case EventKind.flowEnd: try completeFlow(of: event.payload, at: event.time)
    case EventKind.patienceEnd: try giveUp(event.payload)
    case EventKind.timeout: try timeOut(event.payload)
    case EventKind.batchEnd: try completeBatch(of: event.payload)
    case EventKind.fault: try failOrRepair(event.payload)
    case EventKind.fallback: try meetAgain(event.payload)
    case EventKind.answer: try receiveAnswer(event.payload)
    default: try changeCapacity(event.kind, event.payload)
    }
    if _slowPath(!ready.isEmpty) { try advanceReady() }
    checkInvariants()
  }
}

/// What an event is about, and what its payload names.
enum EventKind {
  /// A source has a candidate, or a customer of a closed source has thought.
  static var candidate: Int { 0 }
  /// A request has been served at a station that keeps no records of its servers.
  static var serviceEnd: Int { 1 }
  /// A request has waited out a fixed time.
  static var delayEnd: Int { 2 }
  /// The first job of a station whose calls share its servers may have ended.
  static var departure: Int { 3 }
  /// A server with a record is done.
  static var serverDone: Int { 4 }
  /// A server fails or is repaired.
  static var fault: Int { 5 }
  /// A request that waits in a queue gives up.
  static var patienceEnd: Int { 6 }
  /// A request has waited long enough for an attempt, or before the next one.
  static var timeout: Int { 7 }
  /// The first flow of a class may have ended.
  static var flowEnd: Int { 8 }
  /// A server that takes several calls at once has served them; the first of them.
  static var batchEnd: Int { 9 }
  /// A shift of a station begins.
  static var shift: Int { 10 }
  /// The load of a station that scales is looked at.
  static var look: Int { 11 }
  /// A server that was ordered has booted.
  static var boot: Int { 12 }
  /// An outage begins, ends, or leaves more than before.
  static var outage: Int { 13 }
  /// A user comes who had no answer elsewhere.
  static var fallback: Int { 14 }
  /// A cache answers a request.
  static var answer: Int { 15 }
}
