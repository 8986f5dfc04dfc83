import Quantities
import Store

/// The figures of a run that are worth a line each: what is zero in every run is left out, and so are
/// policies under which no call was retried, refused or lost.
public struct ShownFigures {
  private var rows: [StoredModelEntityKind: [StoredSummary]] = [:]
  /// Figures that are zero, of what is shown [1].
  public private(set) var zeros = 0
  /// Policies that did nothing [1].
  public private(set) var quietPolicies = 0

  /// Figures that are shown whatever they are.
  private static let always: Set = ["arrivals", "throughput", "utilisation", "completion_share"]
  /// Figures of a policy that are there without it doing anything.
  private static let ordinary: Set = ["calls", "attempts_per_call"]

  init(_ result: StoredModelRun) {
    let figures = Dictionary(grouping: result.summaries, by: \.entity)
    for entity in result.entities {
      let own = figures[entity.name] ?? []
      if entity.kind == .policy, !own.contains(where: Self.isDeed) {
        quietPolicies += 1
        continue
      }
      let shown = own.filter { !Self.isZero($0) || Self.always.contains($0.metric) }
      zeros += own.count - shown.count
      rows[entity.kind, default: []] += shown
    }
  }

  private static func isZero(_ row: StoredSummary) -> Bool {
    row.mean == 0 && row.lower == row.upper
  }

  /// Whether a policy did something of this kind.
  private static func isDeed(_ row: StoredSummary) -> Bool {
    !isZero(row) && !ordinary.contains(row.metric)
  }

  /// In the order of the model's parts, each part's in the order of the summaries.
  public func of(_ kind: StoredModelEntityKind) -> [StoredSummary] { rows[kind] ?? [] }

  /// What is not shown, in a sentence; `nil` where everything is.
  ///
  /// - Parameter place: where all figures are.
  public func leftOut(in place: String) -> String? {
    var parts: [String] = []
    if zeros > 0 { parts.append("\(Words.count(zeros, "figure")) of zero") }
    if quietPolicies > 0 {
      let policies = Words.count(quietPolicies, "policy", "policies")
      parts.append("\(policies) under which no call was retried, refused or lost")
    }
    return parts.isEmpty ? nil : "Left out: \(Words.list(parts)); \(place) has all."
  }
}

extension StoredModelRun {
  /// What tables show of it.
  public var shown: ShownFigures { ShownFigures(self) }
}
