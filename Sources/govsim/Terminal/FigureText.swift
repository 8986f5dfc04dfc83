import Foundation
import Quantities

/// Numbers of results with their units, for human eyes.
enum FigureText {
  /// `1.4 s`, `34 %`, `3.2 M USD`, `0.6 1/s`; a bare number where the unit is "1".
  static func text(_ value: Double, unit: String) -> String {
    switch unit {
    case "s": return TimeSpan(seconds: value).formatted()
    case "share": return "\(QuantityFormat.number(value * 100)) %"
    case "", "1": return QuantityFormat.number(value)
    default: break
    }
    let isCurrency = unit.count == 3 && unit.allSatisfy { ("A"..."Z").contains($0) }
    if isCurrency { return Money(value, currency: unit, priceYear: 0).formatted() }
    return "\(QuantityFormat.number(value)) \(unit)"
  }

  /// `1 world`, `30 worlds`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(QuantityFormat.number(Double(number), digits: 9)) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension FigureText {
  /// With so many digits after the point: `0.50`.
  static func fixed(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }
}
