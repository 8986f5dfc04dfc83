import Quantities
import Store

/// Texts that several parts of a report share.
enum Words {
  static let notReached = "not reached"
  static let noClearDifference = "no clear difference"
  static let notPrecise = "not computed precisely enough"

  /// A share in whole per cent, `<1 %` and `>99 %` where rounding would claim certainty.
  static func percent(_ share: Double) -> String { "\(percentNumber(share)) %" }

  static func percentNumber(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    if share > 0, share < 0.005 { return "<1" }
    if share < 1, share > 0.995 { return ">99" }
    return String(Int((min(max(share, 0), 1) * 100).rounded()))
  }

  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(Scale.fixed(Double(number), decimals: 0)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `cost.identity_block` or `schedule_overrun` as a reader would write it.
  static func plain(_ name: String) -> String {
    let spaced = name.map { $0 == "_" || $0 == "-" ? " " : $0 }
    return String(spaced)
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension StoredRecord {
  /// Such as `discounted at a real rate of 6 %`; ranges are in the appendix.
  var discountingText: String {
    guard let discounting else { return "discounted at a real rate" }
    func percent(_ rate: Double) -> String {
      "\(QuantityFormat.number(100 * rate, digits: 3)) %"
    }
    guard discounting.kind == "nominal" else {
      return "discounted at a real rate, \(percent(discounting.rate)) at its central value"
    }
    return "discounted at a nominal rate of \(percent(discounting.rate)) with inflation of "
      + "\(percent(discounting.inflation)), which is \(percent(discounting.realRate)) real"
  }
}

extension StudyIndex {
  /// What the two kinds of spread mean, said wherever numbers stand.
  var readingHelp: [String] {
    let level = Words.percent(record.confidenceLevel)
    var sentences = [
      "Each figure is a mean over \(Words.count(record.worlds, "world")) ± its computing error "
        + "(\(level) interval; more worlds shrink it), with the range of outcomes that 90 % of "
        + "worlds fall into, from their 5 % to their 95 % point (more worlds do not shrink it). A "
        + "world is one draw of all assumptions, the same for every alternative."
    ]
    if (1..<record.worlds).contains(record.operationWorlds) {
      sentences.append(
        "Ordinary and peak hours were simulated in \(record.operationWorlds) of these worlds.")
    }
    if hasTimesNotReached {
      sentences.append(
        "“Not reached” means later than \(Int(horizonMonths)) months, the end of the horizon; a "
          + "mean that counts such worlds is a lower bound (≥).")
    }
    return sentences
  }

  /// Whether some world's time to market lies beyond the horizon.
  private var hasTimesNotReached: Bool {
    decisionLines.contains { line in
      line.isTimeToMarket
        && alternatives.contains {
          (summary(line.question, of: $0)?.p95 ?? 0) >= horizonMonths * (1 - 1e-9)
        }
    }
  }
}
