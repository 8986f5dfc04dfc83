import Quantities

/// Turns a merged tree into a scenario: assumptions first, then the header, then every alternative.
struct ScenarioReader {
  private let root: ScenarioNode
  private let assembled: ScenarioAssembly.Assembled
  private var faults: DiagnosticList
  private var context = ExpressionContext()
  private var uses: [Int: Set<Reach>] = [:]
  private var references: [SchemaReader.Reference] = []
  private var compiled: [String: CompiledNode] = [:]
  private var alternatives: [Alternative] = []
  private var traces: [String: ArrivalTrace] = [:]

  private init(_ assembled: ScenarioAssembly.Assembled, _ faults: DiagnosticList) {
    self.assembled = assembled
    self.faults = faults
    root = assembled.node
  }

  static func read(
    _ assembled: ScenarioAssembly.Assembled, study: String, _ faults: DiagnosticList
  ) throws(ScenarioError) -> Scenario {
    var reader = ScenarioReader(assembled, faults)
    let scenario = reader.scenario(study: study)
    guard let scenario, !reader.faults.hasErrors else {
      throw ScenarioError.invalid(reader.faults.sortedErrors)
    }
    return scenario
  }

  private mutating func scenario(study: String) -> Scenario? {
    let sources = SourceList(root["sources"])
    var table = AssumptionReader(root, sources: sources)
    var assumptions = table.read(&faults)
    context.symbols = table.symbols
    context.basis = basis(of: root)
    let header = readHeader()
    readAlternatives(title: root["title"]?.text ?? study)
    checkReferences()
    for index in assumptions.indices {
      AssumptionReader.settleReach(&assumptions[index], used: uses[index], root, &faults)
    }
    guard let header else { return nil }
    let levers = readLevers(header)
    let thresholds = readThresholds(header)
    guard !faults.hasErrors else { return nil }
    let names = alternatives.map(\.name)
    let comparison = header["comparison"]
    let inputs = InputList(
      root: root, sources: sources, shortPaths: assembled.shortPaths, assumptions: assumptions
    ).records()
    return Scenario(
      study: study, title: header["title"]?.text ?? study,
      question: header["question"]?.text ?? "", assumptions: assumptions,
      levers: levers, thresholds: thresholds, alternatives: alternatives,
      baseline: comparison?["baseline"]?.text ?? names.first ?? "",
      reference: comparison?["reference"]?.text ?? names.first ?? "",
      inputs: inputs, resolvedText: root.canonicalText(), digest: assembled.digest,
      conversions: context.basis?.conversions(inputs) ?? [], warnings: faults.sorted,
      assembled: assembled, compiled: compiled)
  }

  // MARK: Parts

  /// Currency, price year, rates and index: plain numbers that everything else is converted with.
  private mutating func basis(of country: ScenarioNode) -> PriceBasis? {
    guard let money = country["money"], let currency = money["currency"]?.text,
      let year = money["price_year"]?.text.flatMap({ Int($0) })
    else { return nil }
    var basis = PriceBasis(currency: currency, priceYear: year)
    for entry in money["exchange_rates"]?.entries ?? [] {
      basis.exchangeRates[entry.key] = entry.value.text.flatMap { try? NumberText.parse($0) }
    }
    for entry in money["price_index"]?.entries ?? [] {
      guard let year = Int(entry.key) else { continue }
      basis.priceIndex[year] = entry.value.text.flatMap { try? NumberText.parse($0) }
    }
    return basis
  }

  private mutating func readHeader() -> CompiledNode? {
    var reader = SchemaReader(context: context)
    reader.traces = traces
    reader.isComplete = false
    let rule = ObjectRule("", ScenarioSchema.root.fields.filter { $0.key != "alternatives" })
    let rootPosition = SchemaReader.Position(path: "", reaches: [])
    let header = reader.object(root.dropping(["alternatives"]), rule, at: rootPosition)
    take(reader)
    // References of the country itself are checked with each alternative.
    references.removeAll {
      !Set(["levers", "thresholds", "comparison"]).contains($0.path.prefix { $0 != "." })
    }
    return header
  }

  private mutating func take(_ reader: SchemaReader) {
    faults.add(contentsOf: reader.faults)
    references += reader.references
    uses.merge(reader.uses) { $0.union($1) }
    traces = reader.traces
  }

  private mutating func readAlternatives(title: String) {
    let country = root.keeping(ScenarioSchema.countryKeys)
    guard let written = root["alternatives"], !written.entries.isEmpty else {
      if let written = root["alternatives"] { refuseAlternatives(written) }
      alternatives = [Alternative(name: Scenario.onlyAlternative, title: title)]
      readCountry(country, of: Scenario.onlyAlternative)
      return
    }
    for entry in written.entries {
      guard SchemaReader.isName(entry.key), case .map = entry.value.content else {
        faults.add(
          Diagnostic(
            at: entry.keyPlace, keyPath: "alternatives.\(entry.key)",
            "found \(entry.value.foundText), allowed a name (letters, digits, _ and -) with a map of a title and overrides"
          ))
        continue
      }
      let name = entry.value["title"]?.text ?? entry.key
      alternatives.append(Alternative(name: entry.key, title: name))
      let overrides = entry.value.marked(origin: "alternatives.\(entry.key)")
      checkKeys(of: overrides)
      let own = overrides.keeping(ScenarioSchema.countryKeys.subtracting(["time"]))
      readCountry(country.merged(with: own), of: entry.key)
    }
  }

  private mutating func refuseAlternatives(_ written: ScenarioNode) {
    faults.add(
      Diagnostic(
        at: written.place, keyPath: "alternatives",
        "found \(written.foundText), allowed a map from names (alternative) to a title and overrides"
      ))
  }

  private mutating func checkKeys(of overrides: ScenarioNode) {
    var reader = SchemaReader(context: context)
    reader.traces = traces
    let position = SchemaReader.Position(path: "", reaches: [])
    _ = reader.reportUnknownKeys(of: overrides, ScenarioSchema.alternative.keys, at: position)
    take(reader)
    for key in ["currency", "price_year"] {
      guard let node = overrides["money"]?[key], node.text != root["money"]?[key]?.text else {
        continue
      }
      faults.add(
        Diagnostic(
          at: node.place, keyPath: "\(overrides.origin).money.\(key)",
          "found \(node.foundText), allowed the same in every alternative",
          suggestion: "give it in money.\(key)"))
    }
  }

  private mutating func readCountry(_ node: ScenarioNode, of alternative: String) {
    var context = context
    context.basis = basis(of: node)
    var reader = SchemaReader(context: context)
    reader.traces = traces
    let rule = ObjectRule("", ScenarioSchema.country)
    let country = reader.object(node, rule, at: .init(path: "", reaches: []))
    if let country {
      var checks = CountryChecks(country: country, written: node, context: context)
      checks.misspelt = Set(root.entries.compactMap { Spelling.nearest(to: $0.key, in: rule.keys) })
      checks.run(references: reader.references)
      faults.add(contentsOf: checks.faults)
      compiled[alternative] = country
    }
    let own = reader.references
    take(reader)
    references.removeLast(own.count)
  }

  private mutating func checkReferences() {
    let names = alternatives.map(\.name)
    for reference in references
    where reference.kind == .alternative && !names.contains(reference.name) {
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: reference.path,
          "found \(excerpt(reference.name)), allowed \(names.joined(separator: ", "))",
          suggestion: Spelling.nearest(to: reference.name, in: names).map { "did you mean \($0)?" })
      )
    }
  }

  private mutating func readThresholds(_ header: CompiledNode) -> [Threshold] {
    var thresholds: [Threshold] = []
    for (name, node) in header["thresholds"]?.entries ?? [] {
      if node.isPartial { continue }
      let above = node["above"]?.expression
      let below = node["below"]?.expression
      guard let limit = above ?? below else {
        faults.add(
          Diagnostic(
            at: node.place, keyPath: node.path, "found no limit, allowed above, below or both",
            suggestion: "add below"))
        continue
      }
      if let above, let below, above.dimension != below.dimension {
        faults.add(
          Diagnostic(
            at: node.place, keyPath: node.path,
            "found \(above.dimension.title) and \(below.dimension.title), allowed two limits of one kind"
          ))
      }
      thresholds.append(
        Threshold(
          name: name, metric: node["metric"]?.text ?? "",
          alternative: node["alternative"]?.text ?? "", above: above?.coefficient,
          below: below?.coefficient, unit: limit.dimension.baseUnit))
    }
    return thresholds
  }

  private mutating func readLevers(_ header: CompiledNode) -> [Lever] {
    var levers: [Lever] = []
    for (name, node) in header["levers"]?.entries ?? [] where !node.isPartial {
      let lever = Lever(
        name: name, title: node["title"]?.text ?? name, path: node["path"]?.text ?? "",
        low: node["low"]?.text ?? "", high: node["high"]?.text ?? "",
        reaches: Set((node["reaches"]?.items ?? []).compactMap { $0.text.flatMap(Reach.init) }),
        alternatives: (node["alternatives"]?.items ?? []).compactMap(\.text))
      var checks = LeverChecks(root: root, context: context, node: node)
      levers.append(checks.settle(lever, all: alternatives.map(\.name)))
      faults.add(contentsOf: checks.faults)
    }
    return levers
  }
}

extension Dimension {
  /// Name of the base unit in results.
  var baseUnit: String {
    switch self {
    case .duration: "s"
    case .rate: "1/s"
    case .dataSize: "B"
    case .bandwidth: "bit/s"
    case .share, .count, .number: "1"
    case .effort: "person-months"
    case .money: "money"
    case .moneyRate: "money/period"
    }
  }
}
