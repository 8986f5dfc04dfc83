import Quantities

/// A quantity with its assumptions still open: a coefficient times some of them, over others.
///
/// Parsed once; evaluated for every world.
struct Expression: Hashable, Sendable {
  struct Factor: Hashable, Sendable {
    /// Position among the scenario's assumptions.
    var index: Int
    var isDivisor: Bool
  }

  /// In the base unit of the field; money in the scenario's currency and price year.
  var coefficient: Double
  var factors: [Factor] = []
  var dimension: Dimension
  /// The period that money per time is due for.
  var period: TimeSpan?
  /// What the value can be over the assumptions' ranges; draws from tails beyond those that would
  /// leave the field's own range stop at the nearer end of this one.
  var reached: ClosedRange<Double>
  var allowed = ValueRange.any
  /// Whether it uses an assumption that has faults of its own; it is then never evaluated.
  var isFaulty = false

  /// The value for drawn assumptions, in their order.
  func value(_ draws: [Double]) -> Double {
    guard !factors.isEmpty else { return coefficient }
    var value = coefficient
    for factor in factors {
      value = factor.isDivisor ? value / draws[factor.index] : value * draws[factor.index]
    }
    if allowed.contains(value) { return value }
    return value > reached.upperBound ? reached.upperBound : reached.lowerBound
  }
}

/// What a text may refer to while it is parsed.
struct ExpressionContext: Sendable {
  /// An assumption as expressions see it.
  struct Symbol: Sendable {
    var index: Int
    var unit: UnitOfMeasure
    var low: Double
    var value: Double
    var high: Double
    /// Reported elsewhere; whatever uses it is not judged.
    var isFaulty = false
  }
  var symbols: [String: Symbol] = [:]
  /// `nil` while the scenario's own currency is not known; money is then taken as it is.
  var basis: PriceBasis?
}

/// Why a text is no expression of the wanted kind, in words.
struct ExpressionFault: Error {
  var message: String
  var suggestion: String?

  init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  init(_ error: QuantityError) {
    self.init(
      "found \(excerpt(error.found)), allowed \(error.allowed)", suggestion: error.suggestion)
  }
}

/// Parses `1046 USD/year * $wage_to_gdp / 2`.
struct ExpressionParser {
  let context: ExpressionContext
  let wanted: Dimension
  private var coefficient = 1.0
  private var factors: [Expression.Factor] = []
  /// The unit of the one factor that has a dimension.
  private var unit: UnitOfMeasure?
  private var low = 1.0
  private var high = 1.0
  private var isFaulty = false

  private init(_ context: ExpressionContext, _ wanted: Dimension) {
    self.context = context
    self.wanted = wanted
  }

  /// - Throws: `ExpressionFault` with what was found and what is allowed.
  static func parse(
    _ text: String, as wanted: Dimension, in context: ExpressionContext
  ) throws(ExpressionFault) -> Expression {
    let terms = try split(text)
    var parser = ExpressionParser(context, wanted)
    if terms.count == 1, !terms[0].text.hasPrefix("$") {
      let quantity: Quantity
      do { quantity = try QuantityText.parse(text, as: wanted) } catch {
        throw ExpressionFault(error)
      }
      try parser.multiply(by: quantity, text, isDivisor: false)
    } else {
      for term in terms { try parser.take(term.text, isDivisor: term.isDivisor) }
    }
    return try parser.finish(text)
  }

  private static func split(_ text: String) throws(ExpressionFault) -> [(
    text: String, isDivisor: Bool
  )] {
    var terms: [(text: String, isDivisor: Bool)] = []
    var words: [Substring] = []
    var isDivisor = false
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }) {
      guard word == "*" || word == "/" else {
        words.append(word)
        continue
      }
      terms.append((words.joined(separator: " "), isDivisor))
      words = []
      isDivisor = word == "/"
    }
    terms.append((words.joined(separator: " "), isDivisor))
    guard terms.count == 1 || terms.allSatisfy({ !$0.text.isEmpty }) else {
      throw ExpressionFault("found \(excerpt(text)), allowed factors joined by \" * \" or \" / \"")
    }
    return terms
  }

  private mutating func take(_ text: String, isDivisor: Bool) throws(ExpressionFault) {
    if text.hasPrefix("$") {
      return try multiply(byAssumption: String(text.dropFirst()), isDivisor: isDivisor)
    }
    let quantity: Quantity
    do { quantity = try QuantityText.parse(text) } catch {
      if isDivisor, (try? UnitOfMeasure(parsing: "/" + text)) != nil {
        throw ExpressionFault(
          "found \" / \(text)\", allowed a number or $assumption after \" / \"",
          suggestion: "write /\(text) without spaces")
      }
      throw ExpressionFault(error)
    }
    try multiply(by: quantity, text, isDivisor: isDivisor)
  }

  private mutating func multiply(
    by quantity: Quantity, _ text: String, isDivisor: Bool
  ) throws(ExpressionFault) {
    try note(quantity.unit, text, isDivisor: isDivisor)
    let base = quantity.baseValue * (try priceFactor(quantity.unit))
    guard !isDivisor || base != 0 else {
      throw ExpressionFault("found a division by 0, allowed another number")
    }
    apply(base, base, isDivisor)
    coefficient = isDivisor ? coefficient / base : coefficient * base
  }

  private mutating func multiply(byAssumption name: String, isDivisor: Bool) throws(ExpressionFault)
  {
    guard let symbol = context.symbols[name] else {
      let names = context.symbols.keys.sorted()
      throw ExpressionFault(
        "found $\(excerpt(name)), allowed the name of an assumption",
        suggestion: Spelling.nearest(to: name, in: names).map { "did you mean $\($0)?" }
          ?? "add it to assumptions")
    }
    guard !symbol.isFaulty else {
      isFaulty = true
      return
    }
    try note(symbol.unit, "$" + name, isDivisor: isDivisor)
    guard !isDivisor || symbol.low * symbol.high > 0 else {
      throw ExpressionFault(
        "found a division by $\(name), whose range holds 0, allowed another factor")
    }
    factors.append(.init(index: symbol.index, isDivisor: isDivisor))
    let price = try priceFactor(symbol.unit)
    coefficient *= price
    apply(symbol.low, symbol.high, isDivisor)
    (low, high) = (low * price, high * price)
  }

  /// Interval arithmetic: what the product can be.
  private mutating func apply(_ a: Double, _ b: Double, _ isDivisor: Bool) {
    let (a, b) = isDivisor ? (1 / b, 1 / a) : (a, b)
    let corners = [low * a, low * b, high * a, high * b]
    low = corners.min() ?? low
    high = corners.max() ?? high
  }

  /// Only one factor may have a dimension, and not below the line.
  private mutating func note(
    _ unit: UnitOfMeasure, _ text: String, isDivisor: Bool
  ) throws(ExpressionFault) {
    guard !unit.dimension.isPlain else { return }
    guard !isDivisor else {
      throw ExpressionFault("found a division by \(excerpt(text)), allowed a plain number or share")
    }
    guard self.unit == nil else {
      throw ExpressionFault(
        "found \(excerpt(text)) beside another quantity with a unit, allowed one and plain numbers or shares"
      )
    }
    self.unit = unit
  }

  private func priceFactor(_ unit: UnitOfMeasure) throws(ExpressionFault) -> Double {
    guard let currency = unit.currency, let basis = context.basis else { return 1 }
    do { return try basis.factor(currency: currency, priceYear: unit.priceYear) } catch {
      throw ExpressionFault(error.description)
    }
  }

  private func finish(_ text: String) throws(ExpressionFault) -> Expression {
    if isFaulty {
      return Expression(coefficient: 1, dimension: wanted, reached: 1...1, isFaulty: true)
    }
    let found = unit?.dimension ?? .number
    guard found == wanted || (unit == nil && wanted.isPlain) else {
      let kind = unit == nil ? "a plain number" : found.title
      throw ExpressionFault(
        "found \(excerpt(text)) (\(kind)), allowed \(wanted.title), \(wanted.examples)")
    }
    guard coefficient.isFinite, low.isFinite, high.isFinite else {
      throw ExpressionFault("found \(excerpt(text)), allowed a value that can be computed")
    }
    return Expression(
      coefficient: coefficient, factors: factors, dimension: wanted, period: unit?.period,
      reached: low...max(low, high))
  }
}
