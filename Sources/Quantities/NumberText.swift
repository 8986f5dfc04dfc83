/// The one spelling of numbers: `-`, digits without leading zeros, a point with digits, an exponent.
///
///     try NumberText.parse("0.25")      // 0.25
///     try NumberText.parse("1,5")       // throws: write 1.5
public enum NumberText {
  /// Reads a plain decimal number.
  ///
  /// - Throws: `QuantityError.malformedNumber` with the plain spelling where it can be guessed,
  ///   `.notFinite`, or `.beyondLimits` (such as `1e400`).
  public static func parse(_ text: String) throws(QuantityError) -> Double {
    guard !text.isEmpty else { throw QuantityError.empty(wanted: .number) }
    guard !isNotFinite(text) else { throw QuantityError.notFinite(found: text) }
    guard isPlain(text), let value = Double(text) else {
      throw QuantityError.malformedNumber(found: text, suggestion: plainSpelling(of: text))
    }
    let isZero = !text.prefix(while: { $0 != "e" && $0 != "E" }).contains {
      "123456789".contains($0)
    }
    guard value.isFinite, isZero || (1e-300...1e300).contains(value.magnitude) else {
      throw QuantityError.beyondLimits(found: text)
    }
    return value
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  static func isPlain(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = takeDigits(&rest)
    guard whole.count == 1 || (whole.count > 1 && whole.first != UInt8(ascii: "0")) else {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard !takeDigits(&rest).isEmpty else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard !takeDigits(&rest).isEmpty else { return false }
    }
    return rest.isEmpty
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { 48...57 ~= $0 }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  static func isNotFinite(_ text: String) -> Bool {
    let letters = text.lowercased().filter { $0 != "." && $0 != "+" && $0 != "-" }
    return ["nan", "inf", "infinity", "∞"].contains(letters)
  }

  /// The plain spelling of a number written in another custom, or `nil`.
  static func plainSpelling(of text: String) -> String? {
    let sign = text.first.map { "-−".contains($0) } == true ? "-" : ""
    let hasSign = text.first.map { "+-−".contains($0) } == true
    let body = hasSign ? String(text.dropFirst()) : text
    guard body.contains(where: \.isWholeNumber), !body.contains(":") else { return nil }
    let readings = unsignedSpellings(of: body).map { sign + $0 }
    guard readings.allSatisfy({ isPlain($0) && Double($0)?.isFinite == true }) else { return nil }
    return readings.isEmpty ? nil : readings.joined(separator: " or ")
  }

  /// What a number without its sign may mean; two readings of `1,500`.
  private static func unsignedSpellings(of text: String) -> [String] {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where text.lowercased().hasPrefix(prefix) {
      return Int(text.dropFirst(2), radix: radix).map { [String($0)] } ?? []
    }
    let body = text.filter { !"_' \u{a0}\u{202f}".contains($0) }
    let parts = body.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !body.contains(".") else {
      return [decimalSpelling(of: body.filter { $0 != "," })]
    }
    let decimal = decimalSpelling(of: "\(parts[0]).\(parts[1])")
    guard parts[1].count == 3, parts[0] != "0" else { return [decimal] }
    return [decimalSpelling(of: "\(parts[0])\(parts[1])"), decimal]
  }

  /// Leading zeros dropped, digits put on both sides of the point.
  private static func decimalSpelling(of text: String) -> String {
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let trimmed = (halves.first ?? "").drop { $0 == "0" }
    let whole = trimmed.isEmpty ? "0" : String(trimmed)
    let fraction = halves.count == 2 ? halves[1] : ""
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }
}
