/// A number with its unit, as written.
public struct Quantity: Hashable, Sendable {
  public var value: Double
  public var unit: UnitOfMeasure

  public init(_ value: Double, _ unit: UnitOfMeasure) {
    self.value = value
    self.unit = unit
  }

  public var dimension: Dimension { unit.dimension }
  /// The value in the base unit of its dimension.
  public var baseValue: Double { unit.base(value) }
}

/// Reads quantities: a number, an optional space, a unit.
///
///     try QuantityText.parse("250 ms", as: .duration).baseValue   // 0.25 [s]
///     try QuantityText.parse("2.5 M USD@2024").unit.priceYear     // 2024
public enum QuantityText {
  /// Reads a quantity of any kind.
  ///
  /// - Throws: `QuantityError`, saying what was found, what is allowed and what to write instead.
  public static func parse(_ text: String) throws(QuantityError) -> Quantity {
    let trimmed = text.trimmingSpaces
    guard !trimmed.isEmpty else { throw QuantityError.empty(wanted: nil) }
    let (number, rest) = split(trimmed)
    guard !number.isEmpty else {
      throw QuantityError.malformedNumber(found: trimmed, suggestion: nil)
    }
    let value = try NumberText.parse(number)
    guard !rest.isEmpty else { return Quantity(value, .none) }
    return Quantity(value, try UnitOfMeasure(parsing: rest))
  }

  /// Reads a quantity of one kind. A share may lack its unit (`0.34`), a count is whole.
  ///
  /// - Throws: `QuantityError`, also when the quantity is of another kind.
  public static func parse(_ text: String, as wanted: Dimension) throws(QuantityError) -> Quantity {
    let quantity: Quantity
    do {
      quantity = try parse(text)
    } catch .empty {
      throw .empty(wanted: wanted)
    } catch .unknownUnit(let found, let nearest, _) {
      throw .unknownUnit(found: found, nearest: nearest, wanted: wanted)
    }
    let found = text.trimmingSpaces
    switch (quantity.dimension, wanted) {
    case (.count, .count), (.number, .count):
      guard quantity.baseValue == quantity.baseValue.rounded(), !found.contains("e"),
        !found.contains("E")
      else { throw QuantityError.notWhole(found: found) }
      return quantity
    case (.number, .share), (.number, .number):
      return quantity
    case (.number, _):
      throw QuantityError.missingUnit(found: found, wanted: wanted)
    case (let kind, _) where kind == wanted:
      return quantity
    case (let kind, _):
      throw QuantityError.wrongKind(found: found, kind: kind, wanted: wanted)
    }
  }

  /// The part that is meant as a number, however badly spelt, and the unit after it.
  static func split(_ text: String) -> (number: String, unit: String) {
    if NumberText.plainSpelling(of: text) != nil { return (text, "") }
    let characters = Array(text)
    var end = 0
    if NumberText.isNotFinite(String(text.prefix { $0 != " " })) {
      end = characters.firstIndex(of: " ") ?? characters.count
    }
    while end < characters.count, isNumeric(characters, at: end) { end += 1 }
    let number = String(characters[..<end]).trimmingSpaces
    return (number, String(characters[end...]).trimmingSpaces)
  }

  /// Whether the character belongs to a number: digits and signs, `e` and `x` before digits, and a
  /// space inside grouped digits.
  private static func isNumeric(_ text: [Character], at i: Int) -> Bool {
    let next = i + 1 < text.count ? text[i + 1] : " "
    switch text[i] {
    case ".", ",", "_", ":", "'", "+", "-", "−": return true
    case "e", "E": return i > 0 && (next.isWholeNumber || next == "+" || next == "-")
    case "x", "X": return i > 0 && text[i - 1] == "0" && next.isHexDigit
    case " ", "\u{a0}", "\u{202f}": return i > 0 && next.isWholeNumber
    default: return text[i].isASCII && text[i].isWholeNumber
    }
  }
}
