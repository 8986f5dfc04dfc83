/// A quantity that results hold: its name, unit and meaning, and which way is better.
public struct Metric: Hashable, Sendable {
  /// As in rows, such as `sojourn_time.p95`.
  public let name: String
  /// "USD" stands for the scenario's own currency.
  public let unit: String
  public let title: String
  public let meaning: String
  public let part: Part
  public let sense: Sense

  /// The part of the model it comes from.
  public enum Part: String, Sendable { case delivery, operations, economics }

  /// The words for a better and a worse value; `neither` where more is not better or worse.
  public enum Sense: Hashable, Sendable {
    case lower(better: String, worse: String)
    case higher(better: String, worse: String)
    case neither
  }

  init(
    _ name: String, _ unit: String, _ title: String, _ part: Part, _ sense: Sense = .neither,
    _ meaning: String
  ) {
    (self.name, self.unit, self.title) = (name, unit, title)
    (self.part, self.sense, self.meaning) = (part, sense, meaning)
  }
}

/// All metrics, as `govsim explain` lists them.
public enum MetricCatalogue {
  public static let all: [Metric] = economics + delivery + operations + runs

  /// The metric of a name; a percentile or a count of years is part of the name.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}
