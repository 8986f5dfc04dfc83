import EventEngine
import Statistics

/// A request under way, or notified work that nobody waits for. Kept in a pool; `next` links the
/// records of one queue, or the free ones.
struct Request {
  /// From which all its draws are keyed.
  var name: StreamName
  /// When it arrived [s].
  var arrivedAt: Double
  /// Time that the citizen needed so far [s].
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
  /// Instruction to execute next.
  var instruction: Int32
  var station: Int32 = -1
  var source: Int32
  /// Its neighbours in a queue.
  var next: Int32 = -1
  var previous: Int32 = -1
  var role: Role
  /// Urgency: 0 goes first.
  var priority: UInt8 = 0
  /// Of a branch, the request that waits for it, or −1.
  var parent: Int32 = -1
  /// Branches that it waits for [1].
  var branches: Int32 = 0
  /// How one of its branches failed, if one did.
  var failure: RequestFailure?
  /// The event at which it gives up waiting, where it does.
  var givesUp = EventHandle()
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
  let isClosed: Bool
  let batchSize: Int
  let priority: UInt8
  /// Share of candidates that become requests [1].
  let acceptance: Double
  /// Candidates so far: the number of the next one.
  var number: UInt64 = 0
  let entry: Int32
  let group: Int32
  /// [s], infinite for no limit.
  let patience: Double
  let lastMileRate: Distribution?
  /// [s].
  let lastMileRoundTrip: Double
}

/// One server of a station that keeps records of its servers.
struct ServerState {
  let station: Int32
  /// The request that it serves, or −1.
  var request: Int32 = -1
  /// When it began with that request [s].
  var beganAt = 0.0
  /// When it will be done [s], and the event that says so; infinite while idle or down.
  var doneAt = Double.infinity
  var done = EventHandle()
  var isUp: Bool
  /// Neighbours in the station's list of idle servers, or −1.
  var previousIdle: Int32 = -1
  var nextIdle: Int32 = -1
  var faults = RandomStream(StreamName(seed: 0))
}

/// Requests of one group that arrived in the window.
struct GroupState {
  var arrivals = 0
  var completions = 0
  var late = 0
  var blocked = 0
  var abandoned = 0
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
    completions += other.completions
    late += other.late
    blocked += other.blocked
    abandoned += other.abandoned
    unfinished += other.unfinished
    sojourn.merge(other.sojourn)
    sojourns.merge(other.sojourns)
  }
}
