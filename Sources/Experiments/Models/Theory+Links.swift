import Operations
import Statistics

// MARK: - Links that several kinds of transfer share

extension Theory {
  /// Most transfers under way that the chain follows [1]; nearly nobody may find more.
  private static let flowLimit = 20
  private static let negligible = 1e-6

  /// Poisson streams of transfers with exponential sizes: the numbers under way are a Markov chain, whose
  /// ends follow the shares that max-min fairness gives.
  mutating func addFlows(_ model: NetworkModel) throws(ExperimentError) {
    let classes = try Self.flowClasses(model)
    guard classes.count <= 3 else { throw Self.unknown("more than three kinds of transfer") }
    let capacities = model.links.map(\.bandwidth.bitsPerSecond)
    let shares = FairShares(capacities: capacities, paths: classes.map(\.path))
    let limit = Self.flowLimit
    let chain = try inPart("shared links") { () throws(StatisticsError) in
      try MarkovChain(from: classes.map { _ in 0 }) { counts -> [(to: [Int], rate: Double)] in
        let rates = shares.rates(counts)
        var steps: [(to: [Int], rate: Double)] = []
        for (k, flow) in classes.enumerated() {
          var next = counts
          if counts.reduce(0, +) < limit {
            next[k] = counts[k] + 1
            steps.append((next, flow.rate))
          }
          if counts[k] > 0 {
            next[k] = counts[k] - 1
            steps.append((next, Double(counts[k]) * rates[k] / flow.meanBits))
          }
        }
        return steps
      }
    }
    guard chain.probability(where: { $0.reduce(0, +) == limit }) < Self.negligible else {
      throw Self.unknown("links so busy that more than \(limit) transfers are under way")
    }
    let source = "exact chain of max-min shares; Bertsekas and Gallager (1992), section 6.5.2"
    for (k, flow) in classes.enumerated() {
      let number = chain.mean { Double($0[k]) }
      add(flow.name, .sojournTime, number / flow.rate + flow.delay, source)
    }
    for (index, link) in model.links.enumerated() {
      let load = classes.reduce(0) { $0 + ($1.path.contains(index) ? $1.rate * $1.meanBits : 0) }
      if load > 0 { add(link.name, .utilisation, load / capacities[index], source) }
    }
  }

  private struct FlowClass {
    let name: String
    let path: [Int]
    /// [1/s], [bit], [s].
    let rate: Double
    let meanBits: Double
    let delay: Double
  }

  private static func flowClasses(_ model: NetworkModel) throws(ExperimentError) -> [FlowClass] {
    var classes: [FlowClass] = []
    for source in model.sources {
      let steps = model.journeys[source.journey].steps
      guard steps.count == 1, case .transfer(let transfer) = steps[0], !transfer.isBack,
        case .exponential(let size) = transfer.size, case .poisson = source.pattern,
        source.batchSize == 1,
        transfer.path.allSatisfy({ model.links[$0].binds && model.links[$0].cells == 1 })
      else {
        throw unknown("several journeys other than exponential transfers, one way")
      }
      classes.append(
        FlowClass(
          name: model.groups[source.group], path: transfer.path, rate: source.rate.perSecond,
          meanBits: 8 * size,
          delay: transfer.path.reduce(0) { $0 + model.links[$1].delay.seconds }))
    }
    return classes
  }
}

/// Max-min fairness by filling: all flows grow alike until a link is full, which fixes those over it.
///
/// - Source: Bertsekas and Gallager, Data Networks, 2nd ed. (1992), section 6.5.2.
struct FairShares {
  /// [bit/s], shape [links].
  let capacities: [Double]
  /// Links of each class, shape [classes][any].
  let paths: [[Int]]

  /// The rate of one flow of each class [bit/s]; of so many flows each.
  func rates(_ counts: [Int]) -> [Double] {
    var rates = [Double](repeating: 0, count: paths.count)
    var open = Set(paths.indices.filter { counts[$0] > 0 })
    while !open.isEmpty {
      var tightest = (share: Double.infinity, link: 0)
      for link in capacities.indices {
        let over = open.filter { paths[$0].contains(link) }.reduce(0) { $0 + counts[$1] }
        let taken = paths.indices.reduce(0.0) {
          $0 + (paths[$1].contains(link) ? Double(counts[$1]) * rates[$1] : 0)
        }
        guard over > 0 else { continue }
        let share = (capacities[link] - taken) / Double(over)
        if share < tightest.share { tightest = (share, link) }
      }
      for k in open where paths[k].contains(tightest.link) {
        rates[k] = tightest.share
        open.remove(k)
      }
      if tightest.share == .infinity { break }
    }
    return rates
  }
}
