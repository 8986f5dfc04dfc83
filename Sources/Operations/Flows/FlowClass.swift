import EventEngine

/// Flows of equal path and equal cap while they run: all of them have the same rate.
///
/// So they share one virtual time, the data that each flow under way has sent since none was: a flow of
/// b bits that starts at virtual time v ends at v + b, whatever its rate will be, and a heap holds the
/// ends.
///
/// - Source: virtual time as in A. Demers, S. Keshav, S. Shenker, "Analysis and simulation of a fair
///   queueing algorithm", SIGCOMM 1989.
struct FlowClass: ~Copyable {
  /// The most that one flow can have [bit/s], or infinite.
  let cap: Double
  /// Its hops, in a row.
  let firstHop: Int
  let endHop: Int
  /// Flows under way, by the virtual time at which they end [bit].
  var flows = QuaternaryHeap(capacity: 5)
  /// Flows begun so far [1], for ties.
  var sequence: UInt64 = 0
  /// What each flow has sent, up to `lastChange` [bit].
  var virtualTime = 0.0
  var lastChange = 0.0
  /// Of each flow, and of all of them [bit/s].
  var rate = 0.0
  var load = 0.0
  /// When the pending departure event fires [s], and the event; infinite if there is none.
  var dueAt = Double.infinity
  var due = EventHandle()
  /// Whether neither rate nor first flow changed since that event was scheduled.
  var dueIsExact = false
  /// Of use while rates are worked out: the computation it belongs to, and the rate found.
  var pass = 0
  var newRate = 0.0

  init(cap: Double, firstHop: Int, endHop: Int) {
    self.cap = cap
    self.firstHop = firstHop
    self.endHop = endHop
  }

  /// Brings virtual time up to `now` [s].
  mutating func settle(at now: Double) {
    virtualTime += (now - lastChange) * rate
    lastChange = now
  }

  /// Adds a flow of so many bits; settle first.
  mutating func add(_ bits: Double, _ job: Int) {
    flows.push(Event(time: virtualTime + bits, sequence: sequence, kind: 0, payload: job))
    sequence = (sequence &+ 1) & (Event.sequenceLimit - 1)
  }

  /// Takes out the flow that has ended; settle first.
  mutating func removeFirst() -> Int {
    let first = flows.popFirst()
    virtualTime = flows.isEmpty ? 0 : first.time
    return first.payload
  }

  /// Time until the next flow ends if nothing changes [s], infinite while flows stand still or there is
  /// none; settle first.
  @inline(__always)
  var timeToDeparture: Double {
    if flows.isEmpty || rate == 0 { return .infinity }
    return max(0, (flows.first.time - virtualTime) / rate)
  }
}
