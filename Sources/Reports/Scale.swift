/// How the numbers of one cell are written: in a unit that fits, all with the same decimals.
///
///     let scale = Scale(unit: "USD", currency: "USD", values: [152_300_000, 98e6])
///     scale.text(152_300_000)           // "152 M USD"
struct Scale: Hashable, Sendable {
  /// What a value is divided by.
  var divisor: Double
  /// Written behind the number, with its space; may be empty.
  var suffix: String
  var decimals: Int

  /// - Parameters:
  ///   - unit: as stored in a row.
  ///   - values: all that will be written; the largest decides. Non-finite ones are passed over.
  init(unit: String, currency: String, values: [Double]) {
    let largest = values.filter(\.isFinite).map(\.magnitude).max() ?? 0
    (divisor, suffix) = Self.size(of: largest, unit: unit, currency: currency)
    let top = largest / divisor
    switch unit {
    case _ where largest == 0: decimals = 0
    case "services": decimals = top >= 9.95 ? 0 : 1
    case "share", "month", "year": decimals = 1
    default: decimals = top >= 99.95 ? 0 : top >= 9.995 ? 1 : top >= 0.0995 ? 2 : 3
    }
  }

  private static func size(
    of largest: Double, unit: String, currency: String
  ) -> (Double, String) {
    switch unit {
    case "share": return (0.01, " %")
    case "month": return (1, " months")
    case "year": return (1, " years")
    case "services", "1": return (1, "")
    case "1/s": return (1, "/s")
    case "s": return largest < 0.9995 ? (1e-3, " ms") : largest < 120 ? (1, " s") : (60, " min")
    case currency:
      let sizes = [(1e9, " bn "), (1e6, " M "), (1e4, " k ")]
      let size = sizes.first { largest >= $0.0 * 0.9995 }
      let (divisor, name) = size ?? (1, " ")
      return (divisor == 1e4 ? 1e3 : divisor, name + currency)
    default: return (1, unit.isEmpty ? "" : " " + unit)
    }
  }
}

extension Scale {
  /// The number without its unit: `152`, `−3.1`.
  func number(_ value: Double, isSigned: Bool = false) -> String {
    guard value.isFinite else { return "–" }
    let text = Self.fixed((value / divisor).magnitude, decimals: decimals)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    let sign = isZero ? "" : value < 0 ? "−" : isSigned ? "+" : ""
    return sign + text
  }

  /// The number with its unit: `152 M USD`.
  func text(_ value: Double, isSigned: Bool = false) -> String {
    number(value, isSigned: isSigned) + suffix
  }

  /// A computing error: never written as nothing where it is something.
  func error(_ halfWidth: Double) -> String {
    let text = number(halfWidth.magnitude)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    guard isZero, halfWidth != 0, halfWidth.isFinite else { return text }
    return "<" + Self.fixed(Self.power(-decimals), decimals: decimals)
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent.magnitude).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
  }

  /// `value`, at least 0, with exactly `decimals` decimals and groups of three from five digits on.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let scaled = (value * power(decimals)).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = String(padded.dropLast(decimals))
    let fraction = padded.suffix(decimals)
    let left = whole.count > 4 ? grouped(whole) : whole
    return decimals == 0 ? left : "\(left).\(fraction)"
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append("\u{202f}") }
      text.append(digit)
    }
    return text
  }
}
