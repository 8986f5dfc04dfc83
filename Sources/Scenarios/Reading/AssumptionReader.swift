import Quantities

/// Full citations by the short keys that `source` may name.
struct SourceList: Sendable {
  private var citations: [String: String] = [:]

  init(_ node: ScenarioNode?) {
    for entry in node?.entries ?? [] { citations[entry.key] = entry.value.text }
  }

  /// The citation behind a key, or the text itself.
  func citation(_ source: String) -> String { citations[source] ?? source }
}

/// Reads `assumptions:` into values in base units.
struct AssumptionReader {
  private let node: ScenarioNode?
  private let sources: SourceList
  private(set) var symbols: [String: ExpressionContext.Symbol] = [:]

  init(_ root: ScenarioNode, sources: SourceList) {
    node = root["assumptions"]
    self.sources = sources
  }

  /// Sorted by name; those with faults are left out.
  mutating func read(_ faults: inout DiagnosticList) -> [Assumption] {
    var assumptions: [(Assumption, UnitOfMeasure)] = []
    for entry in node?.entries ?? [] {
      guard case .map = entry.value.content else { continue }
      guard let assumption = read(entry, &faults) else {
        // Known by name all the same, so that its uses aren't faults as well.
        symbols[entry.key] = .init(index: 0, unit: .none, low: 1, value: 1, high: 1, isFaulty: true)
        continue
      }
      assumptions.append(assumption)
    }
    assumptions.sort { $0.0.name < $1.0.name }
    for (index, (assumption, unit)) in assumptions.enumerated() {
      symbols[assumption.name] = .init(
        index: index, unit: unit, low: assumption.low, value: assumption.value,
        high: assumption.high)
    }
    return assumptions.map(\.0)
  }

  private func read(
    _ entry: ScenarioNode.Entry, _ faults: inout DiagnosticList
  ) -> (Assumption, UnitOfMeasure)? {
    let path = "assumptions.\(entry.key)"
    let node = entry.value
    guard let written = node["value"], let unit = unit(of: node, path, &faults) else { return nil }
    let value = number(written, unit, path + ".value", &faults)
    let low = node["low"].map { number($0, unit, path + ".low", &faults) } ?? value
    let high = node["high"].map { number($0, unit, path + ".high", &faults) } ?? value
    guard let value, let low, let high else { return nil }
    let origin = written.provenance
    let assumption = Assumption(
      name: entry.key, value: value, low: low, high: high,
      distribution: distribution(of: node, low < high), unit: node["unit"]?.text ?? unit.text,
      source: sources.citation(origin.source), year: origin.year,
      grade: origin.grade ?? .assumption,
      reaches: Set(Self.reaches(of: node)), reason: node["reason"]?.text ?? "")
    check(assumption, unit, entry, &faults)
    return (assumption, unit)
  }

  private func distribution(of node: ScenarioNode, _ hasRange: Bool) -> AssumptionDistribution {
    node["distribution"]?.text.flatMap(AssumptionDistribution.init)
      ?? (hasRange ? .triangular : .fixed)
  }

  private static func reaches(of node: ScenarioNode) -> [Reach] {
    guard let reaches = node["reaches"] else { return [] }
    if let text = reaches.text { return [Reach(rawValue: text)].compactMap(\.self) }
    guard case .list(let items) = reaches.content else { return [] }
    return items.compactMap { $0.text.flatMap(Reach.init) }
  }

  private func unit(
    of node: ScenarioNode, _ path: String, _ faults: inout DiagnosticList
  ) -> UnitOfMeasure? {
    guard let written = node["unit"], let text = written.text else {
      // A value with its own unit says it for the range, too.
      return node["value"]?.text.flatMap { try? QuantityText.parse($0).unit } ?? UnitOfMeasure.none
    }
    do { return try UnitOfMeasure(parsing: text) } catch {
      faults.add(
        Diagnostic(
          at: written.place, keyPath: path + ".unit",
          "found \(error.found), allowed \(error.allowed)",
          suggestion: error.suggestion))
      return nil
    }
  }

  /// A number in the assumption's unit, or a quantity of the same kind, in the base unit.
  private func number(
    _ node: ScenarioNode, _ unit: UnitOfMeasure, _ path: String, _ faults: inout DiagnosticList
  ) -> Double? {
    // Texts that are no quantities at all are reported with the header.
    guard let text = node.text, let quantity = try? QuantityText.parse(text) else { return nil }
    if quantity.unit == .none { return unit.base(quantity.value) }
    let isSame =
      quantity.dimension == unit.dimension && quantity.unit.currency == unit.currency
      && quantity.unit.priceYear == unit.priceYear && quantity.unit.period == unit.period
    if isSame || (quantity.dimension.isPlain && unit.dimension.isPlain) {
      return quantity.baseValue
    }
    faults.add(
      Diagnostic(
        at: node.place, keyPath: path,
        "found \(excerpt(text)), allowed a number in \(unit.text.isEmpty ? "plain units" : unit.text)"
      ))
    return nil
  }
}

extension AssumptionReader {
  private func check(
    _ assumption: Assumption, _ unit: UnitOfMeasure, _ entry: ScenarioNode.Entry,
    _ faults: inout DiagnosticList
  ) {
    let path = "assumptions.\(entry.key)"
    let place = entry.value["value"]?.place ?? entry.keyPlace
    func add(_ severity: Diagnostic.Severity, _ message: String, _ suggestion: String? = nil) {
      faults.add(
        Diagnostic(severity, at: place, keyPath: path, message, suggestion: suggestion))
    }
    func show(_ value: Double) -> String {
      let number = QuantityFormat.number(unit.written(value), digits: 6, isGrouped: false)
      return unit.text.isEmpty ? number : "\(number) \(unit.text)"
    }
    let (low, value, high) = (assumption.low, assumption.value, assumption.high)
    let range = "low \(show(low)), value \(show(value)), high \(show(high))"
    if !SchemaReader.isName(entry.key) {
      add(.error, "found the name \(excerpt(entry.key)), allowed letters, digits, _ and -")
    }
    guard low <= value, value <= high else {
      return add(.error, "found \(range), allowed low ≤ value ≤ high")
    }
    let needsRange = assumption.distribution != .fixed
    if needsRange, low >= high {
      add(
        .error,
        "found no range for a \(assumption.distribution.rawValue) assumption, allowed low < high",
        "give low and high, or distribution: fixed")
    }
    if assumption.distribution == .lognormal, low <= 0 {
      add(.error, "found \(range), allowed values above 0 for lognormal")
    }
    if unit.dimension == .share, low < -1 || high > 10 {
      add(.error, "found \(range), allowed shares", "write 0.34 or 34 % for 34 %")
    }
    guard assumption.grade == .assumption else { return }
    if assumption.reason.isEmpty {
      add(.warning, "found an ASSUMPTION without a reason, allowed one with a reason")
    }
    let isWide = low <= value / 2 * 1.000_001 && high >= value * 2 * 0.999_999
    let isBounded = unit.dimension == .share || assumption.reason.lowercased().contains("bound")
    if !isWide, !isBounded {
      add(
        .warning, "found \(range), allowed half to double for an ASSUMPTION",
        "widen the range, or say in the reason what bounds it")
    }
  }

  /// What an assumption reaches follows from where it is used.
  static func settleReach(
    _ assumption: inout Assumption, used: Set<Reach>?, _ root: ScenarioNode,
    _ faults: inout DiagnosticList
  ) {
    let entry = root["assumptions"]?.entries.first { $0.key == assumption.name }
    guard let entry else { return }
    let path = "assumptions.\(assumption.name)"
    guard let used else {
      // A table serves many files; not each of them uses all of it.
      guard !entry.keyPlace.file.hasSuffix(".csv") else { return }
      faults.add(
        Diagnostic(
          .warning, at: entry.keyPlace, keyPath: path,
          "found an assumption that nothing uses, allowed one that stands as $\(assumption.name) somewhere",
          suggestion: "delete it"))
      return
    }
    if !assumption.reaches.isEmpty, assumption.reaches != used {
      let names = Reach.allCases.filter(used.contains).map(\.rawValue).joined(separator: ", ")
      faults.add(
        Diagnostic(
          .warning, at: entry.value["reaches"]?.place ?? entry.keyPlace, keyPath: path + ".reaches",
          "found other parts than those it is used in; those are \(names), and they count"))
    }
    assumption.reaches = used
  }
}
