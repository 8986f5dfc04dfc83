import Economics
import Store

extension Chart {
  /// Who pays: money of each party.
  static func payers(_ index: StudyIndex) -> Chart? {
    parties(
      index, metric: "paid", id: "who-pays", measure: "Present value of money paid",
      verb: "pay most")
  }

  /// Who gains against the reference: time, travel and money of each party.
  static func gainers(_ index: StudyIndex) -> Chart? {
    let against = index.reference.map { " against \($0.title)" } ?? ""
    return parties(
      index, metric: "gain", id: "who-gains",
      measure: "Present value of time, travel and money gained\(against)", verb: "gain most")
  }

  private static func parties(
    _ index: StudyIndex, metric: String, id: String, measure: String, verb: String
  ) -> Chart? {
    let items = index.byEntity(metric).map { item in
      var item = item
      item.entity = Party(rawValue: item.entity)?.title ?? item.entity
      return item
    }
    // Parties that neither pay nor gain anywhere say nothing.
    let moved = Set(items.filter { $0.row.p05 != 0 || $0.row.p95 != 0 }.map(\.entity))
    let shown = items.filter { moved.contains($0.entity) }
    guard !shown.isEmpty else { return nil }
    let scale = index.scale(shown.map(\.row))
    let claims = index.contenders.compactMap { contender -> String? in
      let own = shown.filter { $0.title == contender.title }
      guard let most = own.max(by: { $0.row.mean < $1.row.mean }) else { return nil }
      return "\(most.entity) \(verb) with \(contender.title): \(scale.text(most.row.mean))"
    }
    guard !claims.isEmpty else { return nil }
    return Chart(
      id: id, finding: "\(Words.list(claims)) (means).",
      subtitle: "\(measure) [\(scale.unit)], \(index.placeAndPeriod)", note: spreads,
      view: RangeBars(items: shown, scale: scale)
        .view(index.alternatives, title: "\(measure) [\(scale.unit)]"),
      table: .summaries("Party", scale: scale, items: shown.map { .init($0, line: $0.entity) }))
  }
}
