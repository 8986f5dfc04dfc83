import Scenarios
import Statistics

extension Driver {
  /// Assumptions by how strongly they go with the difference in NPV over worlds, strongest first.
  ///
  /// Rank correlation over the worlds already run costs nothing more. It is crude: it speaks of one
  /// assumption at a time and needs many worlds; weak ones can't be told from chance.
  static func all(
    _ assumptions: [Assumption], _ worlds: [World], _ summarising: Summarising,
    contender: String, baseline: String
  ) throws(ExperimentError) -> [Driver] {
    let metric = Metric.npv
    func values(_ alternative: String) -> [Int: Double] {
      Dictionary(
        uniqueKeysWithValues: summarising.values(.country(metric.name, of: alternative))
          .map { ($0.world, $0.value) })
    }
    let (here, there) = (values(contender), values(baseline))
    let both = worlds.filter { here[$0.index] != nil && there[$0.index] != nil }
    let differences = both.map { (here[$0.index] ?? 0) - (there[$0.index] ?? 0) }
    guard both.count >= 3 else { return [] }
    var drivers: [Driver] = []
    for assumption in assumptions {
      let draws = both.map { $0.values[assumption.name] ?? assumption.value }
      // An assumption that does not vary correlates with nothing.
      guard let correlation = try? spearman(draws, differences) else { continue }
      let third = Self.thirds(draws, differences)
      drivers.append(
        Driver(
          assumption: assumption.name, metric: metric.name, unit: metric.unit,
          rankCorrelation: correlation, atLow: third.low, atHigh: third.high,
          grade: assumption.grade.rawValue))
    }
    return drivers.sorted {
      (abs($0.rankCorrelation), $1.assumption) > (abs($1.rankCorrelation), $0.assumption)
    }
  }

  /// Mean of `values` where `draws` are in their lowest and in their highest third.
  private static func thirds(_ draws: [Double], _ values: [Double]) -> (low: Double, high: Double) {
    let order = draws.indices.sorted { (draws[$0], $0) < (draws[$1], $1) }
    let count = max(1, order.count / 3)
    func mean(_ indices: some Sequence<Int>) -> Double {
      indices.reduce(0) { $0 + values[$1] } / Double(count)
    }
    return (mean(order.prefix(count)), mean(order.suffix(count)))
  }
}
