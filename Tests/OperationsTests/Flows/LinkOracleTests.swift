import Quantities
import Statistics
import Testing

@testable import Operations

/// Links as part of a model: paths, directions, cells, users' own rates, and outages of capacity.
@Suite struct LinkOracleTests {
  static func link(
    _ name: String, _ megabits: Double, back: Double? = nil, delay: Double = 0, binds: Bool = true,
    cells: Int = 1, isLastMile: Bool = false
  ) -> LinkModel {
    LinkModel(
      name: name, bandwidth: Bandwidth(bitsPerSecond: megabits * 1e6),
      back: back.map { Bandwidth(bitsPerSecond: $0 * 1e6) }, delay: TimeSpan(seconds: delay),
      binds: binds, cells: cells, isLastMile: isLastMile)
  }

  /// A model with one source for each list of steps.
  static func model(
    _ links: [LinkModel], stations: [StationModel] = [], _ sources: [(rate: Double, steps: [Step])]
  ) -> NetworkModel {
    var model = NetworkModel(stations: stations, links: links)
    for (index, source) in sources.enumerated() {
      model.journeys.append(JourneyModel(name: "\(index)", steps: source.steps))
      model.groups.append("\(index)")
      model.sources.append(
        SourceModel(
          name: "\(index)", key: UInt64(index), rate: Rate(perSecond: source.rate), journey: index,
          group: index))
    }
    return model
  }

  static func run(_ model: NetworkModel, length: Double, seed: UInt64 = 1) throws -> WindowResult {
    let window = Window(
      runIn: .zero, length: TimeSpan(seconds: length), drain: TimeSpan(seconds: 1_000))
    return try simulate(model, window: window, name: StreamName(seed: seed))
  }

  // MARK: By hand

  /// One request at a time. Call of 2 MB there and 3 MB back over 8 and 4 Mbit/s (back 2 Mbit/s), then 1 MB
  /// back: 4 + 12 + 4 s of sending, 0.25 + 0.05 s of travel.
  @Test func dataCrossAllLinksAtOnce() throws {
    let call = Call(
      station: 0, purpose: 1, path: [0, 1], request: DataSize(bytes: 2e6),
      response: DataSize(bytes: 3e6))
    let back = Transfer(path: [0, 1], size: .constant(1e6), isBack: true, purpose: 2)
    let station = StationModel(name: "none", servers: 9, serviceTime: .constant(0))
    for binds in [(true, true), (true, false), (false, true), (false, false)] {
      let links = [
        Self.link("near", 8, delay: 0.03, binds: binds.0),
        Self.link("far", 4, back: 2, delay: 0.07, binds: binds.1),
      ]
      let result = try Self.run(
        Self.model(links, stations: [station], [(1e-4, [.call(call), .transfer(back)])]),
        length: 2e5)
      let sojourn = try #require(result.all.sojournTime)
      #expect(result.all.completions > 5 && abs(sojourn - 20.3) < 1e-6, "\(binds): \(sojourn)")
      let arrivals = Double(result.all.arrivals)
      for link in result.links {
        #expect(link.there.transfers * 2 == link.back.transfers)
        #expect(abs(link.there.load - arrivals * 16e6 / 2e5) < 1e-6)
        #expect(abs(link.back.load - arrivals * 32e6 / 2e5) < 1e-6)
      }
      // What the narrow direction of the far link carried, over what it could have.
      let far = result.links[1]
      #expect(far.binds == binds.1)
      #expect(abs(far.back.utilisation - arrivals * 16 / 2e5) < 1e-9)
      #expect(abs(far.there.utilisation - arrivals * 4 / 2e5) < 1e-9)
      #expect(abs(far.back.boundShare - (binds.1 ? far.back.utilisation : 0)) < 1e-9)
      #expect(result.links[0].back.boundShare == 0)
    }
  }

  /// A model that is cut, and repaired, at set times.
  @Test func flowsWaitForTheRepair() throws {
    var model = Self.model(
      [Self.link("link", 8, cells: 3)],
      [(0.01, [.transfer(link: 0, size: .constant(1e6), purpose: 1)])])
    model.sources[0].pattern = .trace([10, 10])
    let window = Window(runIn: .zero, length: TimeSpan(seconds: 100), drain: .zero)
    var kernel = try Kernel(
      model, window: window, name: StreamName(seed: 2), calendar: .automatic)
    kernel.openWindow()
    // Two transfers of 1 s each, in different cells; cut at 10.5 for a minute.
    while let event = kernel.loop.nextEvent(until: 10.5) { try kernel.fire(event) }
    try kernel.setBandwidth(of: 0, toShare: 0)
    while let event = kernel.loop.nextEvent(until: 70.5) { try kernel.fire(event) }
    #expect(kernel.loop.pendingCount == 0)
    try kernel.setBandwidth(of: 0, toShare: 0.5)
    while let event = kernel.loop.nextEvent(until: 100) { try kernel.fire(event) }
    kernel.closeWindow()
    let result = kernel.result(model)
    let cells = Set([0, 1].map { kernel.flows.links[$0].meter.bits > 0 })
    #expect(cells.contains(true))
    // One cell or two: both end after 61.5 s, or 63 s if they share one.
    let time = try #require(result.links[0].transferTime)
    #expect(result.all.completions == 2 && (time == 61.5 || time == 63))
  }

  /// Both branches of a request go through its user's cell, of 50: each of the two takes twice its time.
  @Test func branchesShareTheirUsersCell() throws {
    let transfer = Step.transfer(link: 0, size: .constant(1e6), purpose: 1)
    let result = try Self.run(
      Self.model(
        [Self.link("cells", 8, cells: 50)],
        [(1e-3, [.parallel([[transfer], [transfer]], purpose: 2)])]), length: 1e5)
    #expect(result.all.completions > 50)
    let time = try #require(result.links[0].transferTime)
    // Two of about 100 requests may meet in one cell, by chance, and take some seconds longer.
    #expect(time >= 2 - 1e-9 && time < 2.05)
  }

  /// One user at a time: the smaller of the user's rate (300 kbit/s, which stands in a band for another
  /// where the last mile is shared) and of what a link that does not bind gives.
  @Test(arguments: [
    (1_000.0, true, RateBand(of: 300_000).rate), (0.2, true, 200_000), (1_000, false, 300_000),
    (0.2, false, 200_000),
  ])
  func usersRatesCapTheirTransfers(megabits: Double, binds: Bool, rate: Double) throws {
    var model = Self.model(
      [
        Self.link("last mile", 8, binds: binds, isLastMile: true),
        Self.link("far", megabits, binds: false),
      ],
      [(1e-3, [.transfer(Transfer(path: [0, 1], size: .constant(125_000), purpose: 1))])])
    model.sources[0].lastMileRate = .constant(300_000)
    let result = try Self.run(model, length: 1e5)
    #expect(abs(try #require(result.all.sojournTime) - 1e6 / rate) < 1e-6)
    #expect(result.links[0].binds == binds && !result.links[1].binds)
    #expect(result.links[0].there.boundShare == 0)
    #expect(result.links[1].there.load == result.links[0].there.load)
  }

  @Test func whatCannotBeSimulatedIsRefused() throws {
    let path = Transfer(path: [0, 1], size: .constant(1), purpose: 1)
    let links = [Self.link("many", 1, cells: 20_000), Self.link("more", 1, cells: 20_000)]
    #expect(throws: OperationsError.self) {
      try Self.model(links, [(1, [.transfer(path)])]).checked()
    }
    #expect(throws: OperationsError.self) {
      try Self.model([Self.link("far too many", 1, cells: 1_000_001)], []).checked()
    }
    try Self.model([links[0], Self.link("few", 1, cells: 100)], [(1, [.transfer(path)])]).checked()
  }

  // MARK: Oracles

  /// Directions do not disturb each other: each is an M/G/1-PS queue of its own, with time E[S]/(1 − ρ).
  @Test func directionsAreIndependent() throws {
    let steps = { (isBack: Bool) -> [Step] in
      [
        .transfer(
          Transfer(path: [0], size: .exponential(mean: 125_000), isBack: isBack, purpose: 1))
      ]
    }
    let model = Self.model(
      [Self.link("link", 1, back: 2)], [(0.6, steps(false)), (1.6, steps(true))])
    let results = try Oracle.replicate(model, runIn: 1_000, length: 100_000)
    let links = results.map { $0.links[0] }
    try Oracle.check("there", links.map(\.there.transferTime), 1 / 0.4, within: 0.03)
    try Oracle.check("back", links.map(\.back.transferTime), 0.5 / 0.2, within: 0.05)
    try Oracle.check("there, used", links.map(\.there.utilisation), 0.6)
    try Oracle.check("back, used", links.map(\.back.utilisation), 0.8)
    // One flow alone takes all there is.
    try Oracle.check("there, bound", links.map(\.there.boundShare), 0.6)
  }

  /// Users over four cells with a rate cap of half a cell (0.25 Mbit/s, drawn as the middle of its band): a
  /// cell is a queue whose n flows get min(n, 2) · ½ of it, so M/M/2 with load 0.35 each; its time by
  /// Erlang C is E[S]/(1 − 0.35²), with E[S] the time at the cap.
  @Test func cappedUsersInCellsAreErlangC() throws {
    let cap = RateBand(of: 250_000).rate
    var model = Self.model(
      [Self.link("cells", 2 * cap / 1e6, cells: 4, isLastMile: true)],
      [(2.8, [.transfer(link: 0, size: .exponential(mean: cap / 8), purpose: 1)])])
    model.sources[0].lastMileRate = .constant(250_000)
    let results = try Oracle.replicate(model, runIn: 1_000, length: 50_000)
    let links = results.map { $0.links[0] }
    try Oracle.check("time", links.map(\.transferTime), 1 / (1 - 0.35 * 0.35))
    try Oracle.check("used", links.map(\.there.utilisation), 0.35)
    // Two or more flows fill a cell.
    let idle = (1 - 0.35) / (1 + 0.35)
    try Oracle.check("bound", links.map(\.there.boundShare), 1 - idle - 0.7 * idle)
  }

  /// Two links in a row of equal capacity, one flow class over each and one over both. The state (long, first,
  /// second) is a Markov chain with rates by max-min fairness: the time of a long flow, from the chain's
  /// stationary distribution, truncated at 24 flows each (what is cut off has probability below 1e-4).
  @Test func twoLinksAgainstTheirMarkovChain() throws {
    let size = Distribution.exponential(mean: 125_000)
    let model = Self.model(
      [Self.link("first", 1), Self.link("second", 1)],
      [
        (0.3, [.transfer(Transfer(path: [0, 1], size: size, purpose: 1))]),
        (0.2, [.transfer(link: 0, size: size, purpose: 1)]),
        (0.3, [.transfer(link: 1, size: size, purpose: 1)]),
      ])
    let truth = TwoLinkChain(long: 0.3, first: 0.2, second: 0.3, limit: 24).times()
    let results = try Oracle.replicate(model, runIn: 1_000, length: 50_000)
    for group in 0..<3 {
      try Oracle.check(
        "group \(group)", results.map { $0.groups[group].sojournTime }, truth[group], within: 0.03)
    }
  }
}

/// Flows over two links of rate 1 with exponential sizes of mean 1, as a Markov chain on a grid.
struct TwoLinkChain {
  var long: Double
  var first: Double
  var second: Double
  /// Most flows of each class [1].
  var limit: Int

  /// Mean times of long flows, and of those on the first and second link [s], by Little's law.
  func times() -> [Double] {
    let (size, rates) = (limit + 1, [long, first, second])
    let strides = [size * size, size, 1]
    var probability = [Double](repeating: 1, count: size * size * size)
    // Gauss–Seidel on the balance equations, until sums settle.
    var change = 1.0
    while change > 1e-12 {
      change = 0
      for state in probability.indices {
        let counts = strides.map { state / $0 % size }
        var (inflow, outflow) = (0.0, 0.0)
        let ends = Self.ends(counts)
        for k in 0..<3 {
          outflow += ends[k]
          if counts[k] < limit {
            outflow += rates[k]
            var above = counts
            above[k] += 1
            inflow += probability[state + strides[k]] * Self.ends(above)[k]
          }
          if counts[k] > 0 { inflow += probability[state - strides[k]] * rates[k] }
        }
        let next = inflow / outflow
        change = max(change, abs(next - probability[state]) / (1 + probability[state]))
        probability[state] = next
      }
      let sum = probability.reduce(0, +)
      for state in probability.indices { probability[state] /= sum }
    }
    return (0..<3).map { k in
      probability.indices.reduce(0) { sum, state in
        sum + probability[state] * Double(state / strides[k] % size)
      } / rates[k]
    }
  }

  /// Rates at which flows of each class end, together: the link with more flows gives all of its own an
  /// equal share, and the local flows of the other take what the long ones leave there.
  private static func ends(_ counts: [Int]) -> [Double] {
    let (n, a, b) = (Double(counts[0]), Double(counts[1]), Double(counts[2]))
    let share = n == 0 ? 0 : 1 / (n + max(a, b))
    return [n * share, a == 0 ? 0 : 1 - n * share, b == 0 ? 0 : 1 - n * share]
  }
}
