/// One direction of a link, or of one of its cells, while it runs.
struct FlowLink: ~Copyable {
  /// [bit/s]; 0 while it is cut.
  var capacity: Double
  /// The caller's own number of it.
  let owner: Int32
  /// Rates of the flows under way, in all [bit/s].
  var allocated = 0.0
  /// Flows under way [1].
  var flows = 0
  /// Classes with flows under way [1], and the first of their hops over this link, or −1.
  var classes = 0
  var firstHop: Int32 = -1
  /// Whether flows take all of it, so that one of them more or less moves others.
  var isFull = false
  /// How often `allocated` was changed by differences since it was last summed [1].
  var drift = 0
  var meter = FlowMeter()
  /// Of use while rates are worked out.
  var draft = LinkDraft()

  init(capacity: Double, owner: Int32) {
    self.capacity = capacity
    self.owner = owner
  }

  /// Whether so many bits per second fill it, but for rounding.
  func isFilled(by rates: Double) -> Bool { rates >= capacity * (1 - 1e-9) }

  /// What the next of its open flows can have at least [bit/s]; there must be one.
  var fairShare: Double {
    max(0, capacity - draft.outside - draft.fixed) / Double(draft.openFlows)
  }
}

/// Where a link stands while rates are worked out.
struct LinkDraft {
  /// The computation that it belongs to.
  var pass = 0
  /// Rates of flows whose class takes no part [bit/s].
  var outside = 0.0
  /// Rates found so far [bit/s].
  var fixed = 0.0
  /// Flows whose rate is open [1], and what each of them can have at least [bit/s].
  var openFlows = 0
  var share = Double.infinity
  /// Whether some flow gets less than this share, so that the others will get more.
  var isLoose = false
  /// Whether all classes that cross it take part.
  var isWhole = false
}

/// What is observed at one direction of a link: time averages since they were last reset.
struct FlowMeter {
  var lastChange = 0.0
  /// Time with any flow under way [s].
  var busyTime = 0.0
  /// Flows under way, summed over time [s].
  var flowTime = 0.0
  /// Data carried [bit].
  var bits = 0.0
  /// Time in which it was a bottleneck: with flows that took all of it [s].
  var fullTime = 0.0

  /// Adds what was observed elsewhere over the same time.
  mutating func add(_ other: FlowMeter) {
    busyTime += other.busyTime
    flowTime += other.flowTime
    bits += other.bits
    fullTime += other.fullTime
  }

  /// Forgets what was before `now` [s].
  mutating func open(at now: Double) {
    self = FlowMeter()
    lastChange = now
  }
}

extension FlowLink {
  /// Brings its meter up to `now` [s]; call it before each change.
  mutating func settle(at now: Double) {
    let elapsed = now - meter.lastChange
    meter.lastChange = now
    guard flows > 0 else { return }
    meter.busyTime += elapsed
    meter.flowTime += elapsed * Double(flows)
    meter.bits += elapsed * allocated
    if isFull { meter.fullTime += elapsed }
  }
}

/// The place of a class of flows on a link; those of classes with flows under way make up the link's
/// list.
struct FlowHop {
  let link: Int32
  let flowClass: Int32
  /// Neighbours in the list, or −1.
  var next: Int32 = -1
  var previous: Int32 = -1
}
