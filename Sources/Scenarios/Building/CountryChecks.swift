import Quantities

/// What a country must be beyond the shape of its values: names that exist, probabilities that add up,
/// parts that belong together.
struct CountryChecks {
  let country: CompiledNode
  /// The same before its texts were parsed: names count even where their values are faulty.
  let written: ScenarioNode
  let context: ExpressionContext
  /// Top-level keys that a misspelt one was probably meant to be.
  var misspelt: Set<String> = []
  var faults = DiagnosticList()

  init(country: CompiledNode, written: ScenarioNode, context: ExpressionContext) {
    self.country = country
    self.written = written
    self.context = context
  }

  mutating func run(references: [SchemaReader.Reference]) {
    check(references)
    checkParts()
    checkMoney()
    checkBlocks()
    checkChannels()
    checkRegistries()
    checkServices()
    checkCatalogue()
    checkProgramme()
    checkOrganisation()
    checkWindows()
    checkStations()
    checkOutages()
    checkPolicies()
    checkJourneys()
    checkDemand()
    checkSizing()
    checkMeasurements()
    checkCalendars()
  }

  mutating func add(_ node: CompiledNode, _ message: String, suggestion: String? = nil) {
    faults.add(Diagnostic(at: node.place, keyPath: node.path, message, suggestion: suggestion))
  }

  // MARK: Names

  private func names(_ kind: NameKind) -> [String]? {
    func keys(_ part: String) -> [String] { (written[part]?.entries ?? []).map(\.key) }
    switch kind {
    case .region: return keys("regions")
    case .site: return keys("sites")
    case .agency: return keys("agencies")
    case .block: return keys("blocks")
    case .service: return keys("services")
    case .station: return keys("stations")
    case .link: return keys("links")
    case .journey: return keys("journeys")
    case .policy: return keys("policies")
    case .stream: return keys("demand")
    case .calendar: return keys("calendars")
    case .registry: return (country["agencies"]?.entries ?? []).flatMap { registries(of: $0.value) }
    case .alternative: return nil
    }
  }

  private func registries(of agency: CompiledNode) -> [String] {
    (agency["registries"]?.items ?? []).compactMap(\.text)
  }

  private mutating func check(_ references: [SchemaReader.Reference]) {
    var known: [NameKind: [String]] = [:]
    for kind in NameKind.allCases { known[kind] = names(kind) }
    var sets: [NameKind: Set<String>] = [:]
    for (kind, names) in known { sets[kind] = Set(names) }
    for reference in references {
      guard let set = sets[reference.kind], !set.contains(reference.name) else { continue }
      let names = known[reference.kind] ?? []
      let allowed =
        names.isEmpty ? "\(reference.kind.title), but there is none" : enumeration(names)
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: reference.path,
          "found the \(reference.kind.rawValue) \(excerpt(reference.name)), allowed \(allowed)",
          suggestion: Spelling.nearest(to: reference.name, in: names).map { "did you mean \($0)?" })
      )
    }
  }

  // MARK: Parts that belong together

  private mutating func checkParts() {
    let hasCountry = has("regions")
    if hasCountry {
      need(
        [
          "time", "money", "sites", "agencies", "blocks", "services", "catalogue", "organisation",
          "operations",
        ],
        because: "regions")
    }
    if has("programme") {
      need(
        ["time", "money", "agencies", "blocks", "services", "catalogue", "organisation"],
        because: "programme")
    }
    if has("catalogue"), !hasCountry { need(["regions"], because: "catalogue") }
    if has("demand") { need(["stations", "journeys", "window"], because: "demand") }
    if !hasCountry, !has("demand"), !has("sizing"),
      misspelt.isDisjoint(with: ["regions", "demand", "sizing"])
    {
      add(
        country, "found neither regions nor demand, allowed at least one of them",
        suggestion: "add regions or demand")
    }
  }

  /// Whether a part is written and not empty.
  private func has(_ key: String) -> Bool {
    switch written[key]?.content {
    case .map(let entries): !entries.isEmpty
    case .list(let items): !items.isEmpty
    case .scalar: true
    case nil: false
    }
  }

  private mutating func need(_ keys: [String], because: String) {
    for key in keys where !has(key) && !misspelt.contains(key) {
      faults.add(
        Diagnostic(
          at: (country[because] ?? country).place, keyPath: key,
          "found \(because) without \(key), allowed both or neither", suggestion: "add \(key)"))
    }
  }

  private mutating func checkMoney() {
    guard let money = country["money"] else { return }
    if let currency = money["currency"], let code = currency.text, !Self.isCurrency(code) {
      add(currency, "found \(excerpt(code)), allowed an ISO 4217 code, such as USD")
    }
    for (code, rate) in money["exchange_rates"]?.entries ?? [] where !Self.isCurrency(code) {
      add(rate, "found the currency \(excerpt(code)), allowed an ISO 4217 code, such as EUR")
    }
    for (year, level) in money["price_index"]?.entries ?? []
    where Int(year).map({ 1900...2200 ~= $0 }) != true {
      add(level, "found the year \(excerpt(year)), allowed a year, such as 2018")
    }
    if let kind = money["discounting"], kind.text == "nominal",
      money["inflation"]?.isNeutral != false
    {
      add(
        kind, "found a nominal discount rate without inflation, allowed one with it",
        suggestion: "add inflation, or give a real rate")
    }
  }

  private static func isCurrency(_ text: String) -> Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy { 65...90 ~= $0 }
  }

  /// Refuses an empty list.
  mutating func checkNotEmpty(_ list: CompiledNode?, _ what: String) {
    guard let list, list.items.isEmpty, !list.isPartial else { return }
    add(list, "found \(what), allowed at least one step")
  }

  /// Refuses a name that is given twice.
  mutating func checkOnce(_ list: CompiledNode?) {
    var seen: Set<String> = []
    for item in list?.items ?? [] {
      guard let name = item.text, !seen.insert(name).inserted else { continue }
      add(item, "found \(excerpt(name)) a second time, allowed once", suggestion: "delete it")
    }
  }

  // MARK: Sums

  /// Values of expressions at the central, low and high values of all assumptions, added up; the sum
  /// that is furthest from 1.
  func worstSum(_ shares: [Expression]) -> Double {
    let draws = [context.draws(\.value), context.draws(\.low), context.draws(\.high)]
    let sums = draws.map { draw in shares.reduce(0) { $0 + $1.value(draw) } }
    return sums.max { ($0 - 1).magnitude < ($1 - 1).magnitude } ?? 1
  }

  /// Refuses shares that don't add up to 1 within a tolerance.
  mutating func checkSum(
    _ shares: [Expression], at node: CompiledNode, _ what: String, within tolerance: Double
  ) {
    let count = node.items.count + node.entries.count
    guard shares.count == count, !node.isPartial else { return }
    let sum = worstSum(shares)
    guard (sum - 1).magnitude > tolerance else { return }
    let text = QuantityFormat.number(sum * 100, digits: 6, isGrouped: false)
    add(node, "found \(what) that add up to \(text) %, allowed 100 %")
  }
}
