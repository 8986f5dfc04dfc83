import Statistics

/// Where the spread of a difference between two alternatives comes from, and what was saved on its error.
public struct VarianceRow: Hashable, Sendable, Codable {
  public var metric: String
  public var alternative: String
  public var baseline: String
  /// Share of the variance of single runs that chance makes: the same assumptions, another run [1]. The
  /// rest is ignorance: what we don't know of the assumptions. `nil` with one run a world.
  public var chance: Double?
  /// How many times as many worlds would be needed for the same error if alternatives met worlds of their
  /// own [1]; `nil` where they did, or nothing varies.
  public var commonNumbers: Double?
  /// How many times as many worlds would be needed for the same error if worlds were independent draws [1];
  /// `nil` where they were, or there are too few to tell.
  public var quasiRandom: Double?

  /// Independent worlds for each alternative that would give the same error as one world did [1].
  public var together: Double { (commonNumbers ?? 1) * (quasiRandom ?? 1) }
}

extension VarianceRow {
  /// Metrics whose differences decide.
  static let metrics: [Metric] = [.pvc, .capex, .opex, .npv, .timeToMarketMedian, .timeToMarketP80]

  /// One row for each deciding metric and contender that all worlds have.
  static func all(
    _ rows: [ResultRow], contenders: [String], baseline: String, _ design: SamplingDesign
  ) -> [VarianceRow] {
    let names = Set(metrics.map(\.name))
    /// Values of one metric and alternative, by world, shape [worlds × replications].
    var values: [String: [String: [Int: [Double]]]] = [:]
    var worlds: Set<Int> = []
    for row in rows where names.contains(row.metric) && row.entity == "country" && row.year == nil {
      values[row.metric, default: [:]][row.alternative, default: [:]][row.world, default: []]
        .append(row.value)
      worlds.insert(row.world)
    }
    let order = worlds.sorted()
    return metrics.flatMap { metric -> [VarianceRow] in
      contenders.compactMap { contender in
        guard let here = values[metric.name]?[contender],
          let there = values[metric.name]?[baseline],
          here.count == order.count, there.count == order.count
        else { return nil }
        return VarianceRow(
          metric.name, contender, baseline,
          order.map { (here[$0] ?? [], there[$0] ?? []) }, design)
      }
    }
  }

  /// - Parameter runs: values of both alternatives' runs in each world.
  private init(
    _ metric: String, _ alternative: String, _ baseline: String, _ runs: [([Double], [Double])],
    _ design: SamplingDesign
  ) {
    (self.metric, self.alternative, self.baseline) = (metric, alternative, baseline)
    let differences = runs.map { zip($0, $1).map { $0 - $1 } }
    let means = differences.map { Moments($0).mean }
    chance = Self.chanceShare(differences)
    quasiRandom = design.reduction(means)
    let spread = Moments(means).variance
    if design.hasCommonNumbers, spread > 0 {
      let apart =
        Moments(runs.map { Moments($0.0).mean }).variance
        + Moments(runs.map { Moments($0.1).mean }).variance
      commonNumbers = apart / spread
    }
  }

  /// One-way analysis of variance with worlds as groups: mean square within, over within and between.
  private static func chanceShare(_ values: [[Double]]) -> Double? {
    guard let count = values.first?.count, count >= 2, values.count >= 2 else { return nil }
    let within = values.reduce(0) { $0 + Moments($1).variance } / Double(values.count)
    let between = Moments(values.map { Moments($0).mean }).variance - within / Double(count)
    let all = within + max(0, between)
    return all > 0 ? within / all : nil
  }
}
