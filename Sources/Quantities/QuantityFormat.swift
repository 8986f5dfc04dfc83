/// Numbers for human eyes: few digits, a unit that fits.
public enum QuantityFormat {
  /// With at most `digits` significant digits and no trailing zeros: `3.2`, `0.034`, `1 200 000`.
  ///
  /// Digits before the point are never dropped; groups of three are set apart by narrow spaces from
  /// five digits on when `isGrouped`.
  public static func number(_ value: Double, digits: Int = 3, isGrouped: Bool = true) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    guard value != 0 else { return "0" }
    guard (1e-12..<1e15).contains(value.magnitude) else { return "\(value)" }
    var decimals = max(digits, 1) - 1
    var top = value.magnitude
    while top >= 10 { (top, decimals) = (top / 10, decimals - 1) }
    while top < 1 { (top, decimals) = (top * 10, decimals + 1) }
    let places = max(decimals, 0)
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let text = fixed(Int(scaled), places: places, isGrouped: isGrouped)
    return value < 0 ? "−" + text : text
  }

  /// `scaled` / 10^places in digits.
  private static func fixed(_ scaled: Int, places: Int, isGrouped: Bool) -> String {
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = String(padded.dropLast(places))
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let left = isGrouped && whole.count > 4 ? grouped(whole) : whole
    return fraction.isEmpty ? left : "\(left).\(fraction)"
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{202f}") }
      text.append(digit)
    }
    return text
  }

  /// The first unit of `units` (largest first) that leaves at least 1 before the point.
  static func scaled(_ value: Double, units: [(size: Double, name: String)], digits: Int) -> String
  {
    let fitting = units.first { value.magnitude >= $0.size * 0.9995 } ?? units.last
    guard let unit = fitting, value != 0 else { return "0 \(units.last?.name ?? "")" }
    return "\(number(value / unit.size, digits: digits)) \(unit.name)"
  }
}

extension TimeSpan: CustomStringConvertible {
  /// For human eyes: `1.4 s`, `9 months`.
  public var description: String { formatted() }

  /// For human eyes, with at most `digits` significant digits.
  public func formatted(digits: Int = 3) -> String {
    let long = [
      (1 * Self.secondsPerYear, "years"), (1 * Self.secondsPerMonth, "months"),
      (Self.secondsPerDay, "days"), (Self.secondsPerHour, "h"), (60, "min"),
    ]
    // Short of two of the larger unit, the smaller one reads better: 90 s, 18 months.
    for (size, name) in long where seconds.magnitude >= 2 * size {
      return "\(QuantityFormat.number(seconds / size, digits: digits)) \(name)"
    }
    let short: [(size: Double, name: String)] = [
      (1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"),
    ]
    if seconds == 0 { return "0 s" }
    return QuantityFormat.scaled(seconds, units: short, digits: digits)
  }
}

extension DataSize: CustomStringConvertible {
  /// For human eyes: `5.2 kB`.
  public var description: String {
    let units: [(size: Double, name: String)] = [
      (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "B"),
    ]
    return QuantityFormat.scaled(bytes, units: units, digits: 3)
  }
}

extension Bandwidth: CustomStringConvertible {
  /// For human eyes: `10 Mbit/s`.
  public var description: String {
    let units: [(size: Double, name: String)] = [
      (1e9, "Gbit/s"), (1e6, "Mbit/s"), (1e3, "kbit/s"), (1, "bit/s"),
    ]
    return QuantityFormat.scaled(bitsPerSecond, units: units, digits: 3)
  }
}

extension Share: CustomStringConvertible {
  /// For human eyes: `34 %`.
  public var description: String { "\(QuantityFormat.number(fraction * 100)) %" }
}

extension Effort: CustomStringConvertible {
  /// For human eyes: `60 person-months`.
  public var description: String { "\(QuantityFormat.number(personMonths)) person-months" }
}

extension Money: CustomStringConvertible {
  /// For human eyes: `3.2 M USD`.
  public var description: String { formatted() }

  /// For human eyes, with at most `digits` significant digits.
  public func formatted(digits: Int = 3) -> String {
    let units: [(size: Double, name: String)] = [(1e9, "bn "), (1e6, "M "), (1e3, "k "), (1, "")]
    // Between 1 and 10 thousand all digits fit, and below 1 the digits matter.
    guard amount.magnitude >= 9_999.5 else {
      return "\(QuantityFormat.number(amount, digits: digits)) \(currency)"
    }
    return QuantityFormat.scaled(amount, units: units, digits: digits) + currency
  }
}
