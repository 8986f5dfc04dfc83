import Quantities

/// The scenario format as a value: from this one tree come validation, the JSON Schema and `explain`.
indirect enum SchemaShape: Sendable {
  case scalar(ScalarRule)
  /// A value that may vary by chance: a quantity, or `{distribution: …}`.
  case variate(ScalarRule)
  /// Fixed keys.
  case object(ObjectRule)
  /// Names of the user's own choice, all of one shape; the text says what is named.
  case map(SchemaShape, of: String)
  /// A list; `acceptsOne` when a single item may stand without its list.
  case list(SchemaShape, acceptsOne: Bool = false)
  /// A map whose kind is told by which of the first keys it has.
  case choice([ObjectRule])
  /// A shape defined by name in `ScenarioSchema.definitions`, for shapes that contain themselves.
  case definition(String)
}

/// A map with fixed keys.
struct ObjectRule: Sendable {
  var text: String
  var fields: [FieldRule]

  init(_ text: String, _ fields: [FieldRule]) {
    self.text = text
    self.fields = fields
  }

  func field(_ key: String) -> FieldRule? { fields.first { $0.key == key } }
  var keys: [String] { fields.map(\.key) }
}

/// One key of a map.
struct FieldRule: Sendable {
  var key: String
  var shape: SchemaShape
  var text: String
  var isRequired = false
  /// What absence means, as a file would say it ("0": nothing, of whatever kind).
  var neutral: String?
  /// `nil` for whatever the surrounding field reaches.
  var reaches: Set<Reach>?

  /// Must be given.
  static func required(
    _ key: String, _ shape: SchemaShape, _ text: String, reaches: Set<Reach>? = nil
  ) -> FieldRule {
    FieldRule(key: key, shape: shape, text: text, isRequired: true, reaches: reaches)
  }

  /// May be absent; `neutral` is what absence means.
  static func optional(
    _ key: String, _ shape: SchemaShape, _ text: String, neutral: String? = nil,
    reaches: Set<Reach>? = nil
  ) -> FieldRule {
    FieldRule(key: key, shape: shape, text: text, neutral: neutral, reaches: reaches)
  }
}

/// A single value.
struct ScalarRule: Sendable {
  enum Kind: Hashable, Sendable {
    case quantity(Dimension)
    /// A quantity of any kind, without assumptions.
    case literal
    /// A whole number, without assumptions.
    case whole
    case text
    case truth
    case choice([String])
    /// A table of arrivals; in files, the name of one.
    case trace
    /// A day of every year.
    case monthDay
    /// A moment of a calendar year.
    case moment
    /// The name of something defined elsewhere.
    case name(NameKind)
  }

  var kind: Kind
  var range = ValueRange.any
  /// Whether `$assumption` and products may stand here.
  var takesAssumptions = true
}

/// What a name may refer to.
enum NameKind: String, CaseIterable, Sendable {
  case region, site, agency, block, service, station, link, journey, policy, stream, calendar,
    registry, alternative
}

/// The values allowed for a quantity, in its base unit.
struct ValueRange: Hashable, Sendable {
  var low = -Double.infinity
  var high = Double.infinity
  var isLowAllowed = true
  var isHighAllowed = true

  static let any = ValueRange()
  static let atLeastZero = ValueRange(low: 0)
  static let aboveZero = ValueRange(low: 0, isLowAllowed: false)
  static func from(_ low: Double, to high: Double = .infinity) -> ValueRange {
    ValueRange(low: low, high: high)
  }
  static func above(_ low: Double, to high: Double = .infinity) -> ValueRange {
    ValueRange(low: low, high: high, isLowAllowed: false)
  }
  static func from(_ low: Double, below high: Double) -> ValueRange {
    ValueRange(low: low, high: high, isHighAllowed: false)
  }

  func contains(_ value: Double) -> Bool {
    value.isFinite && (isHighAllowed ? value <= high : value < high)
      && (isLowAllowed ? value >= low : value > low)
  }

  /// For sentences, such as "from 0 % to 100 %"; empty where everything is allowed.
  func text(_ show: (Double) -> String) -> String {
    let isBounded = (low > -.infinity, high < .infinity)
    switch isBounded {
    case (false, false): return ""
    case (false, true): return "of at most \(show(high))"
    case (true, false):
      return isLowAllowed ? "of at least \(show(low))" : "of more than \(show(low))"
    case (true, true):
      if !isHighAllowed { return "from \(show(low)) to less than \(show(high))" }
      return isLowAllowed
        ? "from \(show(low)) to \(show(high))"
        : "of more than \(show(low)) and at most \(show(high))"
    }
  }
}

extension SchemaShape {
  /// Whether it is an input: names, titles and free texts are none.
  var isValue: Bool {
    switch self {
    case .scalar(let rule):
      if case .name = rule.kind { return false }
      return rule.kind != .text
    case .list(let item, acceptsOne: true): return item.isValue
    default: return true
    }
  }

  static func duration(_ range: ValueRange = .atLeastZero) -> SchemaShape {
    quantity(.duration, range)
  }
  static func rate(_ range: ValueRange = .atLeastZero) -> SchemaShape { quantity(.rate, range) }
  static func size(_ range: ValueRange = .atLeastZero) -> SchemaShape { quantity(.dataSize, range) }
  static func share(_ range: ValueRange = .from(0, to: 1)) -> SchemaShape {
    quantity(.share, range)
  }
  static func count(_ range: ValueRange) -> SchemaShape { quantity(.count, range) }
  static func effort(_ range: ValueRange = .from(0, to: 1e6)) -> SchemaShape {
    quantity(.effort, range)
  }
  static func money(_ range: ValueRange = .atLeastZero) -> SchemaShape { quantity(.money, range) }
  static func moneyRate(_ range: ValueRange = .atLeastZero) -> SchemaShape {
    quantity(.moneyRate, range)
  }
  static func number(_ range: ValueRange = .atLeastZero) -> SchemaShape { quantity(.number, range) }

  static func quantity(_ dimension: Dimension, _ range: ValueRange) -> SchemaShape {
    .scalar(ScalarRule(kind: .quantity(dimension), range: range))
  }
  /// A plain number that must not be uncertain.
  static func fixed(_ dimension: Dimension, _ range: ValueRange) -> SchemaShape {
    .scalar(ScalarRule(kind: .quantity(dimension), range: range, takesAssumptions: false))
  }
  static func whole(_ low: Int, _ high: Int) -> SchemaShape {
    .scalar(
      ScalarRule(kind: .whole, range: .from(Double(low), to: Double(high)), takesAssumptions: false)
    )
  }
  static func variate(_ dimension: Dimension, _ range: ValueRange = .atLeastZero) -> SchemaShape {
    .variate(ScalarRule(kind: .quantity(dimension), range: range))
  }
  static func name(_ kind: NameKind) -> SchemaShape { .scalar(ScalarRule(kind: .name(kind))) }
  static func names(_ kind: NameKind) -> SchemaShape { .list(name(kind)) }
  static func options(_ names: [String]) -> SchemaShape {
    .scalar(ScalarRule(kind: .choice(names)))
  }
  static func options<Option: RawRepresentable<String> & CaseIterable>(
    _ type: Option.Type
  ) -> SchemaShape {
    options(type.allCases.map(\.rawValue))
  }
  static let text = SchemaShape.scalar(ScalarRule(kind: .text))
  static let trace = SchemaShape.scalar(ScalarRule(kind: .trace, takesAssumptions: false))
  static let monthDay = SchemaShape.scalar(ScalarRule(kind: .monthDay, takesAssumptions: false))
  static let moment = SchemaShape.scalar(ScalarRule(kind: .moment, takesAssumptions: false))
  static let truth = SchemaShape.scalar(ScalarRule(kind: .truth))
  static let literal = SchemaShape.scalar(ScalarRule(kind: .literal, takesAssumptions: false))
}
