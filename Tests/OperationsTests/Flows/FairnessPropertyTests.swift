import EventEngine
import Statistics
import Testing

@testable import Operations

/// What must hold for any load: 10⁵ random starts, ends and changes of capacity.
@Suite struct FairnessPropertyTests {
  /// A network of links, some of which never fill, with classes over one to four of them, some capped.
  struct World: ~Copyable {
    var run = FlowRun()
    var random: RandomStream
    var paths: [[Int]] = []
    var caps: [Double] = []
    /// Sizes of the flows, by job; and of those that ended, by class [bit].
    var sizes: [Double] = []
    var ended: [Double] = []

    init(seed: UInt64, links: Int, classes: Int) {
      random = RandomStream(StreamName(seed: seed))
      for _ in 0..<links {
        _ = run.network.addLink(capacity: [1, 2, 5, 10, 1_000][Int(5 * random.uniform())])
      }
      for _ in 0..<classes {
        var path: [Int] = []
        for _ in 0..<Int(1 + 4 * random.uniform()) {
          let link = Int(Double(links) * random.uniform())
          if !path.contains(link) { path.append(link) }
        }
        let cap = random.uniform() < 0.5 ? .infinity : [0.1, 0.3, 1, 2][Int(4 * random.uniform())]
        _ = run.network.addClass(path: path, cap: cap)
        paths.append(path)
        caps.append(cap)
      }
      ended = paths.map { _ in 0 }
    }

    var capacities: [Double] {
      (0..<run.network.links.count).map { run.network.links[$0].capacity }
    }

    /// Does one thing: a start with probability `birth`, an end, or in one of a hundred cases a change of
    /// capacity. Returns the rates before it.
    mutating func step(birth: Double) -> [Double] {
      let time = run.now + 0.1 * random.exponential()
      while let next = run.nextEnd(), next.time <= time { end(next.flowClass, at: next.time) }
      run.now = time
      let before = run.rates
      let dice = random.uniform()
      if dice < 0.01 {
        let link = Int(Double(run.network.links.count) * random.uniform())
        run.setCapacity(of: link, to: [0, 1, 2, 5, 1_000][Int(5 * random.uniform())])
      } else if dice < birth {
        let bits = random.uniform() < 0.01 ? 0 : 3 * random.exponential()
        run.start(Int(Double(caps.count) * random.uniform()), bits: bits, job: sizes.count)
        sizes.append(bits)
      } else if let next = run.nextEnd() {
        end(next.flowClass, at: next.time)
      }
      return before
    }

    private mutating func end(_ flowClass: Int, at time: Double) {
      run.now = max(run.now, time)
      ended[flowClass] += sizes[run.network.removeFirst(of: flowClass, at: run.now)]
    }

    /// What flows of a class have sent so far, ended or not [bit]; takes out those under way.
    mutating func sentBits(of flowClass: Int) -> Double {
      var sent = ended[flowClass]
      run.network.classes[flowClass].settle(at: run.now)
      let time = run.network.classes[flowClass].virtualTime
      while !run.network.classes[flowClass].flows.isEmpty {
        let flow = run.network.classes[flowClass].flows.popFirst()
        sent += sizes[flow.payload] - (flow.time - time)
      }
      return sent
    }
  }

  /// Feasible, and each class at its cap or with a bottleneck on which it has a maximal rate; so the rates
  /// are max-min fair, and nothing has to be compared.
  func faults(in world: borrowing World) -> [String] {
    var faults: [String] = []
    let (rates, counts, capacities) = (world.run.rates, world.run.counts, world.capacities)
    var load = capacities.map { _ in 0.0 }
    var highest = load
    for (index, path) in world.paths.enumerated() where counts[index] > 0 {
      for link in path {
        load[link] += rates[index] * Double(counts[index])
        highest[link] = max(highest[link], rates[index])
      }
    }
    for link in capacities.indices {
      if load[link] > capacities[link] * (1 + 1e-12) { faults.append("link \(link) over capacity") }
      let known = world.run.network.links[link].allocated
      if abs(known - load[link]) > 1e-9 * load[link] + 1e-10 {
        faults.append("link \(link): \(known)")
      }
    }
    for (index, path) in world.paths.enumerated() where counts[index] > 0 {
      if rates[index] == world.caps[index] { continue }
      let hasBottleneck = path.contains {
        load[$0] >= capacities[$0] * (1 - 1e-12) && rates[index] >= highest[$0] * (1 - 1e-12)
      }
      if !hasBottleneck { faults.append("class \(index) could have more than \(rates[index])") }
    }
    return faults
  }

  /// The definition of max-min fairness holds after each of 10⁵ operations; classes whose rate changed are
  /// named.
  @Test(arguments: [(UInt64(1), 3, 6), (2, 8, 30), (3, 20, 25), (4, 40, 60)])
  func ratesAreFairAfterEachOperation(seed: UInt64, links: Int, classes: Int) {
    var world = World(seed: seed, links: links, classes: classes)
    var operations = 0
    while operations < 25_000 {
      // Load goes up and down, so that bottlenecks come and go.
      let before = world.step(birth: operations / 500 % 2 == 0 ? 0.8 : 0.4)
      operations += 1
      let found = faults(in: world)
      guard found.isEmpty else {
        Issue.record("after \(operations): \(found)")
        return
      }
      let changed = Set((0..<world.run.network.changed.count).map { world.run.network.changed[$0] })
      #expect(changed.count == world.run.network.changed.count, "no class is named twice")
      let after = world.run.rates
      for index in after.indices where after[index] != before[index] {
        #expect(changed.contains(Int32(index)), "class \(index) changed")
      }
    }
  }

  /// Working out what can change gives what progressive filling of the whole network gives.
  @Test(arguments: [(UInt64(5), 6, 20), (6, 30, 40)])
  func partsGiveTheSameAsTheWhole(seed: UInt64, links: Int, classes: Int) {
    var world = World(seed: seed, links: links, classes: classes)
    for operations in 0..<2_500 {
      _ = world.step(birth: operations / 100 % 2 == 0 ? 0.8 : 0.4)
      let counts = world.run.counts
      let reference = ProgressiveFilling(
        capacities: world.capacities,
        classes: world.paths.indices.map { (world.paths[$0], world.caps[$0], counts[$0]) })
      let found = world.run.rates
      let truth = reference.rates()
      let wrong = truth.indices.filter { abs(found[$0] - truth[$0]) > 1e-11 * truth[$0] }
      #expect(wrong.isEmpty, "after \(operations)")
      if !wrong.isEmpty { return }
    }
  }

  /// What links carried is what flows have sent: sizes of those that ended, and parts of those under way.
  @Test func bitsAreConserved() {
    var world = World(seed: 7, links: 12, classes: 30)
    for operations in 0..<20_000 { _ = world.step(birth: operations / 500 % 2 == 0 ? 0.7 : 0.4) }
    var carried = 0.0
    for link in 0..<12 { carried += world.run.meter(of: link).bits }
    var sent = 0.0
    for index in world.paths.indices {
      sent += Double(world.paths[index].count) * world.sentBits(of: index)
    }
    #expect(carried > 1e4)
    #expect(abs(carried - sent) <= 1e-9 * carried)
  }

  /// Cells, links and backbones of a country: a flow that crosses no full link moves nobody else, however many
  /// there are.
  @Test func nobodyIsDisturbedOverLinksThatAreNotFull() {
    var run = FlowRun()
    let backbone = run.network.addLink(capacity: 1e9)
    let cells = (0..<1_000).map { _ in run.network.addLink(capacity: 1e6) }
    let classes = cells.map { run.network.addClass(path: [$0, backbone], cap: 5e5) }
    for flowClass in classes { run.start(flowClass, bits: 1e9) }
    run.start(classes[7], bits: 1e9)
    #expect(run.network.changed.count == 1 && run.network.touched.count == 2)
    run.start(classes[7], bits: 1e9)
    #expect(run.network.chosen.count == 1 && run.rates[7] == 1e6 / 3)
    #expect(run.rates[8] == 5e5)
  }
}
