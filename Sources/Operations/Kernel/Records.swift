import EventEngine
import Statistics

/// A request under way, or work that was started by itself for one: an attempt, a branch, notified work.
/// Kept in a pool; `next` links the records of one queue, or the free ones.
struct Request {
  /// From which all its draws are keyed.
  var name: StreamName
  /// Whose it is: the name of the request that arrived.
  var user: StreamName
  /// When it arrived [s].
  var arrivedAt: Double
  /// Time that the citizen has thought, or will have at `thinksUntil` [s].
  var thinkingTime = 0.0
  /// When it came to the station or link where it is [s].
  var joinedAt = 0.0
  /// When it last began to wait [s]; only at stations with failures.
  var waitingSince = 0.0
  /// Time that it has waited at the station where it is [s].
  var waited = 0.0
  /// Work left at the station where it is [s].
  var work = 0.0
  /// Data rate of the user's own connection [bit/s]; 0 while not drawn.
  var userRate = 0.0
  /// After this nobody works for it knowingly [s].
  var deadline = Double.infinity
  /// Instruction to execute next.
  var instruction: Int32
  var station: Int32 = -1
  /// The server that serves it, where servers have records.
  var server: Int32 = -1
  var source: Int32
  /// Its neighbours in a queue.
  var next: Int32 = -1
  var previous: Int32 = -1
  var role: Role
  var state = RecordState.moving
  /// Urgency: 0 goes first.
  var priority: UInt8 = 0
  /// Servers that it keeps [1].
  var holds: UInt8 = 0
  /// Where it keeps the server that serves it now, or −1.
  var keepsIn: Int8 = -1
  /// Whose server it gives back when it is let in at the station where it is, or −1.
  var givesBack: Int8 = -1
  /// Whether a standby stood in for `divertedFrom`, a station of the model, at its last call, or before on its way.
  var isDiverted = false
  /// What handles its failures, or −1, and how many servers it keeps then [1].
  var handler: Int32 = -1
  var handlerKeeps: UInt8 = 0
  /// How it failed, or one of its branches did.
  var failure: RequestFailure?
  /// Who waits for it, or −1; the first of those it waits for, and the next of those its parent waits
  /// for.
  var parent: Int32 = -1
  var child: Int32 = -1
  var sibling: Int32 = -1
  /// Branches that it waits for, and how many of them must still succeed [1].
  var branches: Int32 = 0
  var needed: Int32 = 0
  /// Whether branches that are not needed any more are called back.
  var callsBranchesBack = false
  /// Attempts so far of the call at hand [1], and from what their draws are keyed.
  var attempts: Int32 = 0
  var attemptName = StreamName(seed: 0)
  /// The event at which it gives up waiting in a queue or for an attempt, or tries again.
  var givesUp = EventHandle()
  // Needed rarely, and so behind the rest.
  var divertedFrom: Int32 = -1
  var thinksUntil = 0.0
}

/// What a record in the pool stands for.
enum Role: UInt8 {
  case free
  /// A request that arrived outside the window.
  case uncounted
  /// A request that arrived in the window.
  case counted
  /// Notified work.
  case notice
  /// One of several things that a request does at once.
  case branch
  /// One attempt of a call.
  case attempt
}

/// Where a record is.
enum RecordState: UInt8 {
  /// On its way: on a link, in a delay, or ready to go on.
  case moving
  /// In the queue of its station.
  case queued
  /// Before a full station.
  case atDoor
  /// In service at its station.
  case served
  /// For branches or an attempt of its own, or for the next attempt.
  case waiting
  /// On its way, and called back: it ends as soon as it would go on.
  case calledBack
  /// Out of its station without an answer: it fails as soon as it would go on.
  case failing

  /// Whether it ends or fails as soon as it would go on.
  @inline(__always)
  var isOver: Bool { rawValue >= Self.calledBack.rawValue }
}

/// A server that a request keeps.
struct Hold {
  var station: Int32 = -1
  /// Its record, or −1 where the station keeps none.
  var server: Int32 = -1
  /// Whether the work there was lost with the server.
  var isLost = false
  /// When the request came there [s], and how long it waited [s].
  var joinedAt = 0.0
  var waited = 0.0
}

/// A source of requests while it runs.
struct SourceState {
  /// Parent of its requests' names.
  let name: StreamName
  var gaps: RandomStream
  /// Between candidates, or the time that a customer of a closed source thinks.
  let gap: Distribution
  /// Where the rate changes with time.
  let profile: RateProfile?
  let intensity: Double
  /// First of its times in `Kernel.traceTimes`, and how many; none where it follows no trace.
  var trace: TableRow?
  /// Its ways in `Kernel.fallbacks`, and its stretches in `Kernel.openTimes`; `nil` for always open.
  var fallbacks = TableRow(first: 0, count: 0)
  var openTimes: TableRow?
  let isClosed: Bool
  let batchSize: Int
  let priority: UInt8
  /// Share of candidates that become requests [1].
  let acceptance: Double
  /// Candidates so far: the number of the next one.
  var number: UInt64 = 0
  let entry: Int32
  let group: Int32
  /// Whether its group is one of `NetworkModel.groupsApart`.
  let isApart: Bool
  /// [s], infinite for no limit.
  let patience: Double
  let deadline: Double
  let lastMileRate: Distribution?
  /// [s].
  let lastMileRoundTrip: Double
}

/// One server of a station that keeps records of its servers.
struct ServerState {
  let station: Int32
  /// The request that it serves or is kept by, or −1.
  var request: Int32 = -1
  /// When it began with that request [s].
  var beganAt = 0.0
  /// When it will be done [s], and the event that says so; infinite while idle, kept or down.
  var doneAt = Double.infinity
  var done = EventHandle()
  var isUp: Bool
  /// Whether it is there: neither off shift, nor sent away, nor taken by an outage. One that is not
  /// may still finish a call.
  var isHere = true
  /// Neighbours in the station's list of idle servers, or −1.
  var previousIdle: Int32 = -1
  var nextIdle: Int32 = -1
  var faults = RandomStream(StreamName(seed: 0))
}

/// How a request ends without an answer.
enum RequestFailure: Int {
  /// It found a queue full.
  case blocked
  /// It gave up waiting in a queue, or did not join it.
  case abandoned
  /// No answer came in the time that its caller waits.
  case timedOut
  /// A rate limit or a bulkhead turned it away.
  case limited
  /// A circuit breaker refused it.
  case broken
  /// Its deadline had passed.
  case expired
  /// The servers that worked for it, or all that could have, were lost.
  case lost
}

/// Requests of one group that arrived in the window.
struct GroupState {
  var arrivals = 0
  /// Of these, users who had no answer elsewhere.
  var overflow = 0
  var completions = 0
  var late = 0
  /// Users who had no answer in time and go elsewhere.
  var fallbacks = 0
  /// By `RequestFailure`.
  var failures = SIMD8<Int>()
  var unfinished = 0
  var sojourn = Moments()
  var sojourns = LogHistogram()

  /// Notes one request's system time [s].
  mutating func note(_ time: Double) {
    sojourn.add(time)
    sojourns.add(time)
  }

  mutating func merge(_ other: GroupState) {
    arrivals += other.arrivals
    overflow += other.overflow
    fallbacks += other.fallbacks
    completions += other.completions
    late += other.late
    failures &+= other.failures
    unfinished += other.unfinished
    sojourn.merge(other.sojourn)
    sojourns.merge(other.sojourns)
  }
}
