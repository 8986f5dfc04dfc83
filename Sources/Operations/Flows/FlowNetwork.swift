import EventEngine

/// Data under way over links that they share, as flows: no packets, but at each instant a rate.
///
///     var network = FlowNetwork()
///     let cell = network.addLink(capacity: 20e6)
///     let backhaul = network.addLink(capacity: 100e6)
///     let users = network.addClass(path: [cell, backhaul], cap: 5e6)
///     network.start(users, bits: 8e6, job: 1, at: 0)      // ends at 1.6 s, if nobody else comes
///
/// **Rates** are max-min fair: no flow can have more without taking from one that has no more. In other
/// words, each flow is at its cap or crosses a *bottleneck*, a link that is full and on which no flow
/// has more. These rates are unique. Flows of equal path and cap form a class, which has one rate.
///
/// **Changes** travel through full links only. So when a flow starts or ends, or a capacity changes, new
/// rates are worked out for the class concerned and for all that share a full link with it, directly or
/// through others; where that fills another link, its classes join in. Rates of all other flows stay,
/// and stay right: none of their bottlenecks is touched.
///
/// **Events** are the caller's: it keeps one departure event for each class with flows under way. After
/// each change, `changed` names the classes whose next departure moved.
///
/// Links and classes are named by index. All arithmetic is + − × ÷, in an order that depends on the
/// history alone. Nothing is allocated per event once lists have grown.
///
/// - Complexity: a flow of a class that is alone on its links, or crosses no full link, O(h + log n) for
///   h hops and n flows in its class; else O(r · m) for m hops of all classes concerned and r rounds,
///   the longest chain of bottlenecks that wait for each other, usually below 5.
/// - Source: D. Bertsekas, R. Gallager, "Data Networks", 2nd ed. (1992), section 6.5.2; rounds as in
///   J. Ros-Giralt et al., "On the bottleneck structure of congestion-controlled networks", Proc. ACM
///   Meas. Anal. Comput. Syst. 3 (2019).
struct FlowNetwork: ~Copyable {
  /// Time of the last operation [s].
  var now = 0.0
  var links = Slab<FlowLink>()
  var classes = Slab<FlowClass>()
  var hops = Slab<FlowHop>()
  /// Classes whose rate or first flow the last operation changed.
  var changed = Slab<Int32>()
  var paths = Slab<FlowPath>()
  var pathLinks = Slab<PathLink>()
  var pathClasses = FlowClassTable()

  // While rates are worked out: its number, the classes and links that take part, and the classes whose
  // rate is open.
  var pass = 0
  var chosen = Slab<Int32>()
  var touched = Slab<Int32>()
  var open = Slab<Int32>()

  // MARK: Building

  /// A link in one direction.
  ///
  /// - Parameters:
  ///   - capacity: of one cell [bit/s], ≥ 0.
  ///   - cells: equal ones side by side [1], ≥ 1.
  ///   - owner: the caller's own number of it.
  /// - Returns: index of its first cell; the others follow.
  mutating func addLink(capacity: Double, cells: Int = 1, owner: Int = 0) -> Int {
    precondition(capacity >= 0 && capacity < .infinity && cells >= 1)
    for _ in 0..<cells { links.append(FlowLink(capacity: capacity, owner: Int32(owner))) }
    return links.count - cells
  }

  /// A class of flows.
  ///
  /// - Parameters:
  ///   - path: different links, all of which each flow crosses at once.
  ///   - cap: the most that one flow can have [bit/s], above 0; finite where the path is empty.
  mutating func addClass(path: [Int], cap: Double = .infinity) -> Int {
    beginClass()
    for link in path { addHop(over: link) }
    return endClass(cap: cap)
  }

  /// Begins a class, whose hops follow.
  mutating func beginClass() { newClassHop = hops.count }

  mutating func addHop(over link: Int) {
    precondition(link >= 0 && link < links.count)
    for hop in newClassHop..<hops.count { precondition(hops[hop].link != Int32(link)) }
    hops.append(FlowHop(link: Int32(link), flowClass: Int32(classes.count)))
  }

  mutating func endClass(cap: Double) -> Int {
    precondition(cap > 0 && (cap < .infinity || newClassHop < hops.count))
    classes.append(FlowClass(cap: cap, firstHop: newClassHop, endHop: hops.count))
    return classes.count - 1
  }

  private var newClassHop = 0

  // MARK: Flows

  /// A flow of `bits` [bit], ≥ 0, starts at `now` [s]; `job` is what `removeFirst` gives back.
  mutating func start(_ flowClass: Int, bits: Double, job: Int, at now: Double) {
    changed.removeAll()
    self.now = now
    classes[flowClass].settle(at: now)
    if classes[flowClass].flows.isEmpty { activate(flowClass) }
    classes[flowClass].add(bits, job)
    count(1, of: flowClass)
    shareOut(around: flowClass)
  }

  /// Takes out the flow of a class that ends at `now` [s].
  ///
  /// - Returns: its job.
  mutating func removeFirst(of flowClass: Int, at now: Double) -> Int {
    changed.removeAll()
    self.now = now
    classes[flowClass].settle(at: now)
    let job = classes[flowClass].removeFirst()
    count(-1, of: flowClass)
    if classes[flowClass].flows.isEmpty {
      deactivate(flowClass)
    } else {
      shareOut(around: flowClass)
    }
    return job
  }

  /// Cuts a link, or gives it another capacity [bit/s], ≥ 0, at `now` [s]. At 0 its flows stand still.
  mutating func setCapacity(of link: Int, to capacity: Double, at now: Double) {
    precondition(capacity >= 0 && capacity < .infinity)
    changed.removeAll()
    self.now = now
    links[link].settle(at: now)
    links[link].capacity = capacity
    shareOut(over: link)
  }

  /// Counts a flow in or out on all links of a class, whose meters come up to now.
  private mutating func count(_ flows: Int, of flowClass: Int) {
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      let link = Int(hops[hop].link)
      links[link].settle(at: now)
      links[link].flows &+= flows
    }
  }

  // MARK: Lists of classes

  private mutating func activate(_ flowClass: Int) {
    for hop in classes[flowClass].firstHop..<classes[flowClass].endHop {
      let link = Int(hops[hop].link)
      let first = links[link].firstHop
      hops[hop].next = first
      hops[hop].previous = -1
      if first >= 0 { hops[Int(first)].previous = Int32(hop) }
      links[link].firstHop = Int32(hop)
      links[link].classes += 1
    }
  }

  /// Takes a hop out of its link's list.
  mutating func unlink(_ hop: Int) {
    let (next, previous, link) = (hops[hop].next, hops[hop].previous, Int(hops[hop].link))
    if next >= 0 { hops[Int(next)].previous = previous }
    if previous >= 0 { hops[Int(previous)].next = next } else { links[link].firstHop = next }
    links[link].classes -= 1
  }
}
