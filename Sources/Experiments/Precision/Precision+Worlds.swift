import Statistics

extension Summarising {
  /// How far each goal is reached for each contender, and how many worlds that would need.
  ///
  /// - Returns: rows for every goal whose metric all worlds have; `wanted` is the largest number, not
  ///   more than there are worlds when all goals are reached.
  func precision(
    _ goals: [PrecisionGoal], contenders: [String], baseline: String, level: Double
  ) throws(ExperimentError) -> (rows: [PrecisionRow], wanted: Int) {
    var rows: [PrecisionRow] = []
    var wanted = 0
    for goal in goals {
      for contender in contenders {
        guard let pairs = pairs(goal.metric, contender, baseline) else { continue }
        let differences = pairs.map { $0.0 - $0.1 }
        let mean = Moments(pairs.map(\.1)).mean
        let rule = StoppingRule(design: design, level: level)
        let found = try rule.promised(differences)
        let asked = goal.halfWidth(baseline: mean)
        rows.append(
          PrecisionRow(
            metric: goal.metric, unit: MetricCatalogue.named(goal.metric)?.unit ?? "",
            alternative: contender, baseline: baseline, halfWidth: found, goal: asked ?? 0,
            share: goal.isShare && mean != 0 ? found / mean.magnitude : nil,
            goalShare: goal.isShare && mean != 0 ? (asked ?? 0) / mean.magnitude : nil,
            isReached: found <= asked ?? 0))
        // Nothing can be asked of a share of 0, and nothing varies where all worlds agree.
        guard let asked, found > 0 else { continue }
        wanted = max(wanted, try rule.worldsWanted(differences, halfWidth: asked))
      }
    }
    return (rows, wanted)
  }

  /// The country's values of both, world by world; `nil` where a world lacks one.
  private func pairs(
    _ metric: String, _ contender: String, _ baseline: String
  ) -> [(Double, Double)]? {
    let here = values(.country(metric, of: contender))
    let there = values(.country(metric, of: baseline))
    guard !here.isEmpty, here.count == worlds.count, there.count == worlds.count else { return nil }
    return zip(here, there).map { ($0.value, $1.value) }
  }
}
