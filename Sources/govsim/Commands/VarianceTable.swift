import Experiments

/// Where the spread of each deciding difference comes from, and what was saved on its error.
struct VarianceTable {
  let record: StudyRecord

  func text(colour: Bool) -> String {
    guard let rows = record.variance, !rows.isEmpty else {
      return "No difference is there in all worlds, so that nothing can be said of its variance.\n"
    }
    var table = TextTable([
      .left("difference in"), .left("between"), .right("by chance"), .right("by not knowing"),
      .right(VarianceReduction.commonNumbers.title),
      .right(VarianceReduction.quasiRandom.title), .right("together"),
    ])
    for row in rows {
      table.add([
        MetricCatalogue.named(row.metric)?.title ?? row.metric,
        "\(row.alternative) − \(row.baseline)", Self.share(row.chance),
        Self.share(row.chance.map { 1 - $0 }), Self.factor(row.commonNumbers),
        Self.factor(row.quasiRandom), Self.factor(row.together),
      ])
    }
    return table.text(colour: colour) + """

      By chance: the share of the variance of single runs that remains where all assumptions are known. The
      rest is what we don't know. Factors say how many times as many worlds plain Monte Carlo would need for
      the same computing error: independent draws, and other ones for each alternative. They are estimates
      from \(record.worlds) worlds, and rough below some hundreds.

      """
  }

  private static func share(_ share: Double?) -> String {
    share.map { FigureText.text(($0 * 100).rounded() / 100, unit: "share") } ?? "–"
  }

  private static func factor(_ factor: Double?) -> String {
    factor.map { "\(FigureText.fixed($0, 1)) ×" } ?? "–"
  }
}
