import EventEngine

/// Egalitarian processor sharing of a station's servers while it runs, by virtual time.
///
/// Virtual time is the work that each job under way has been given since nothing was under way. A job
/// of size b that starts at virtual time v ends at v + b, whatever comes or goes, so the order of ends
/// is fixed on arrival and a heap holds it. One departure event is pending while there are jobs; it
/// may come early (others have started since), and is then scheduled anew.
///
/// - Source: virtual time as in A. Demers, S. Keshav, S. Shenker, "Analysis and simulation of a fair
///   queueing algorithm", SIGCOMM 1989.
struct SharedServer: ~Copyable {
  /// Work done per second in all [1]: servers.
  private(set) var capacity: Double
  /// The most that one job can get of it [1]: one server.
  let share: Double
  /// The station whose calls these are.
  let station: Int32
  /// Share of its speed at which each server works now [1].
  var pace = 1.0
  /// Jobs under way, by the virtual time at which they end.
  var jobs = QuaternaryHeap(capacity: 13)
  /// Jobs begun so far [1], for ties.
  var sequence: UInt64 = 0
  var virtualTime = 0.0
  var lastChange = 0.0
  /// When the pending departure event fires [s], and the event; infinite if there is none.
  var dueAt = Double.infinity
  var due = EventHandle()
  /// Whether nothing came or went since that event was scheduled.
  var dueIsExact = false

  init(capacity: Double, share: Double, station: Int32) {
    self.capacity = capacity
    self.share = share
    self.station = station
  }

  /// What each job gets; there must be one.
  @inline(__always)
  private var speed: Double { pace * min(share, capacity / Double(jobs.count)) }

  /// Brings virtual time up to `now` [s]; call it before each change.
  mutating func settle(at now: Double) {
    let elapsed = now - lastChange
    lastChange = now
    if !jobs.isEmpty { virtualTime += elapsed * speed }
  }

  /// Adds a job of so much work; settle first.
  mutating func add(_ work: Double, _ request: Int) {
    if jobs.isEmpty { virtualTime = 0 }
    jobs.push(
      Event(time: virtualTime + work, sequence: sequence, kind: 0, payload: request))
    sequence = (sequence &+ 1) & (Event.sequenceLimit - 1)
    dueIsExact = false
  }

  /// Changes the work done per second; 0 stops all. Settle first.
  mutating func setCapacity(_ work: Double) {
    capacity = work
    dueIsExact = false
  }

  /// Takes out the job that has ended; settle first.
  mutating func removeFirst() -> Int {
    let first = jobs.popFirst()
    virtualTime = first.time
    dueAt = .infinity
    return first.payload
  }

  /// Takes out a job before it has ended; settle first.
  ///
  /// - Complexity: O(n log n) for n jobs: calling work back is rare.
  mutating func remove(_ request: Int) {
    var kept = QuaternaryHeap(capacity: 13)
    while !jobs.isEmpty {
      let job = jobs.popFirst()
      if job.payload != request { kept.push(job) }
    }
    jobs = kept
  }

  /// Time until the next job ends if none comes or goes [s]; there must be one.
  @inline(__always)
  var timeToDeparture: Double {
    speed > 0 ? max(0, (jobs.first.time - virtualTime) / speed) : .infinity
  }
}
