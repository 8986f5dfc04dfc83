import Experiments
import Quantities

/// The checks of one group, one line each, and a line that sums them up. Of identities there is one line
/// per model, with the worst.
struct VerificationTable {
  private let group: VerificationCheck.Group
  private let checks: [VerificationCheck]

  init(_ group: VerificationCheck.Group, _ checks: [VerificationCheck]) {
    (self.group, self.checks) = (group, checks)
  }

  func text(colour: Bool) -> String {
    let heading = Ink.bold.applied(to: group.title, colour)
    var table = TextTable(group.columns)
    var last = ""
    for check in lines {
      let isFirst = check.model != last
      var row = [isFirst ? check.model : ""] + cells(check)
      if group.hasSources, isFirst { row.append(check.source) }
      table.add(row)
      last = check.model
    }
    return "\(heading)\n\(table.text(colour: colour))\(summary(colour))\n"
  }

  /// Identities are many and alike: of each model and metric, the one that comes closest to failing.
  private var lines: [VerificationCheck] {
    guard group == .identity else { return checks }
    var worst: [VerificationCheck] = []
    for check in checks {
      let place = worst.firstIndex { $0.model == check.model && $0.metric == check.metric }
      guard let place else {
        worst.append(check)
        continue
      }
      if check.shareOfBand > worst[place].shareOfBand { worst[place] = check }
    }
    return worst
  }

  private func cells(_ check: VerificationCheck) -> [String] {
    let where_ = check.bucket.map { "\(check.entity), step \($0 + 1)" } ?? check.entity
    let mark = check.passes ? "✓" : group == .outcome ? "outside" : "✗"
    let figures = [
      where_, check.metric, number(check.expected, check.unit),
      number(check.simulated, check.unit),
    ]
    switch group {
    case .theory, .againstTime:
      let relative = check.expected == 0 ? 0 : 100 * check.halfWidth / check.expected.magnitude
      return figures
        + [FigureText.fixed(relative, 2), FigureText.fixed(check.standardErrorsOff, 2), mark]
    case .identity:
      let low = check.lowest ?? check.expected
      let tolerance = check.expected == 0 ? 0 : 100 * (check.expected - low) / check.expected
      let off = check.expected == 0 ? 0 : 100 * (check.simulated / check.expected - 1)
      return figures + [FigureText.fixed(off, 4), FigureText.fixed(tolerance, 4), mark]
    case .measurement, .arithmetic, .outcome:
      let ends = [check.lowest, check.highest].map { number($0 ?? check.expected, check.unit) }
      let band = ends[0] == ends[1] ? "exact" : "\(ends[0]) … \(ends[1])"
      return figures + [band, mark, check.kind]
    }
  }

  private func summary(_ colour: Bool) -> String {
    let failed = checks.count { !$0.passes }
    if group == .outcome {
      return "\(checks.count - failed) of \(checks.count) published figures lie in our band"
    }
    let words = failed == 0 ? "all pass" : "\(failed) failed"
    let kinds = Dictionary(grouping: checks, by: \.kind).mapValues(\.count).sorted {
      $0.key < $1.key
    }
    let parts = kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    let models = FigureText.count(Set(checks.map(\.model)).count, "model")
    return "\(FigureText.count(checks.count, "check")) of \(models) (\(parts)): "
      + (failed == 0 ? Ink.good : Ink.bad).applied(to: words, colour)
  }

  private func number(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "share" where group.hasSources:
      return "\(QuantityFormat.number(100 * value, digits: 4)) %"
    case "", "1", "share": return QuantityFormat.number(value, digits: 5)
    case "B": return "\(QuantityFormat.number(value / 1e9, digits: 5)) GB"
    default: return "\(QuantityFormat.number(value, digits: 5)) \(unit)"
    }
  }
}

extension VerificationCheck.Group {
  /// Whether each model's source stands in the table.
  fileprivate var hasSources: Bool {
    switch self {
    case .measurement, .arithmetic, .outcome: true
    case .theory, .againstTime, .identity: false
    }
  }

  fileprivate var title: String {
    switch self {
    case .theory: "Queueing theory"
    case .againstTime: "Theory against time"
    case .identity:
      "Identities: Little's law at every station, requests conserved (worst of each model)"
    case .measurement: "Published and hand-made figures"
    case .arithmetic: "Economics and delivery arithmetic"
    case .outcome: "What came of a programme: published, our median and our band of 5 to 95 % (not judged)"
    }
  }

  fileprivate var columns: [TextTable.Column] {
    let figures: [TextTable.Column] = [
      .left("model"), .left("where"), .left("metric"), .right("expected"), .right("simulated"),
    ]
    switch self {
    case .theory, .againstTime:
      return figures + [.right("± %"), .right("errors off"), .left("")]
    case .identity: return figures + [.right("off %"), .right("allowed %"), .left("")]
    case .measurement, .arithmetic, .outcome:
      return figures + [.left("band"), .left(""), .left("kind"), .left("source")]
    }
  }
}

extension VerificationCheck {
  /// Distance from the middle of the band over half its width [1]; huge outside a band of no width.
  fileprivate var shareOfBand: Double {
    let half = ((highest ?? expected) - (lowest ?? expected)) / 2
    let off = (simulated - expected).magnitude
    return off == 0 ? 0 : off / max(half, .leastNormalMagnitude)
  }

  /// Why it fails, in one line.
  var reason: String {
    let place =
      bucket.map { "\(model), \(entity) \(metric), step \($0 + 1)" }
      ?? "\(model), \(entity) \(metric)"
    let scale = expected == 0 ? 1 : expected.magnitude
    let (found, allowed) = (100 * halfWidth / scale, 100 * allowedHalfWidth / scale)
    if halfWidth > allowedHalfWidth {
      return "✗ \(place): half-width \(FigureText.fixed(found, 2)) %, allowed "
        + "\(FigureText.fixed(allowed, 2)) %; more replications or a longer window narrow it"
    }
    if lowest != nil { return "✗ \(place): outside its band" }
    return "✗ \(place): theory lies outside the interval of "
      + "\(FigureText.fixed(100 * level, 2)) %"
  }
}
