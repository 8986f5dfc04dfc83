/// One number that a run left behind. Everything in the store, in JSON and in CSV has this shape.
public struct ResultRow: Hashable, Sendable, Codable {
  /// Name of the study (the scenario file's stem) and title of the scenario.
  public var study: String
  public var scenario: String
  /// Setting of levers this row belongs to; "base" where none was moved.
  public var point: String
  public var alternative: String
  /// One draw of all assumptions, from 0, and one run of chance inside it, from 0.
  public var world: Int
  public var replication: Int
  /// Calendar year, or `nil` where the row speaks of the whole horizon.
  public var year: Int?
  /// "ordinary-hour", "peak-hour", or "" outside operations.
  public var window: String
  /// State of faults in that window ("any" until windows are split by state), or "".
  public var state: String
  /// Time bucket within the window, or `nil` for all of it.
  public var bucket: Int?
  /// What it is about: "country", a service, a station, "urban/web", a cost category …
  public var entity: String
  /// Name as listed by `govsim explain`.
  public var metric: String
  public var unit: String
  public var value: Double
}

/// The same quantity over all worlds: its mean with computing error, and its range of outcomes.
public struct SummaryRow: Hashable, Sendable, Codable {
  public var study: String
  public var scenario: String
  public var point: String
  public var alternative: String
  public var year: Int?
  public var window: String
  public var entity: String
  public var metric: String
  public var unit: String
  /// Mean over worlds, and its computing error: a confidence interval which more worlds shrink.
  public var mean: Double
  public var lower: Double
  public var upper: Double
  public var level: Double
  /// Worlds that had a value [1].
  public var n: Int
  /// Range of outcomes: 5 %, 50 % and 95 % points over worlds, which more worlds do not shrink.
  public var p05: Double
  public var p50: Double
  public var p95: Double
}

/// One alternative against another, world by world.
public struct ComparisonRow: Hashable, Sendable, Codable {
  public var study: String
  public var scenario: String
  public var point: String
  public var alternative: String
  public var baseline: String
  public var year: Int?
  public var window: String
  public var entity: String
  public var metric: String
  public var unit: String
  /// Mean of the paired difference (alternative minus baseline) with its confidence interval.
  public var mean: Double
  public var lower: Double
  public var upper: Double
  public var level: Double
  public var n: Int
  /// Range of the difference over worlds.
  public var p05: Double
  public var p50: Double
  public var p95: Double
  /// Share of worlds in which the alternative is better (ties count half), with its interval.
  public var probability: Double
  public var probabilityLower: Double
  public var probabilityUpper: Double
  /// In words: "cheaper", "probably slower", "no clear difference", "not computed precisely enough".
  public var verdict: String
}

/// How many services the programme must hold before the alternative costs less than the baseline.
public struct BreakEven: Hashable, Sendable, Codable {
  public var alternative: String
  public var baseline: String
  /// Sizes of the prefixes of the programme's service order that were tried.
  public var prefixes: [Int]
  /// Break-even of each world; `nil` where no prefix reached it ("not within N").
  public var perWorld: [Int?]
  /// 5 %, 50 %, 95 % points over worlds, "not within" counted as later than all; `nil` if not within.
  public var p05: Int?
  public var p50: Int?
  public var p95: Int?
  /// Share of worlds that break even within the catalogue.
  public var shareWithin: Double
  /// The textbook formula's answer at central values (Poulin; validation case 10), where defined.
  public var formula: Double?
}

/// How much one assumption moves a difference.
public struct Driver: Hashable, Sendable, Codable {
  public var assumption: String
  public var metric: String
  public var unit: String
  /// Rank correlation (Spearman) with the difference over worlds, −1 … 1.
  public var rankCorrelation: Double
  /// Mean difference among worlds in the lowest and in the highest third of the assumption.
  public var atLow: Double
  public var atHigh: Double
  public var grade: String
}

/// One input of the scenario, for the appendix.
public struct InputRow: Hashable, Sendable, Codable {
  public var path: String
  public var text: String
  public var source: String
  public var year: Int?
  public var grade: String
  public var reaches: String
  public var place: String
  /// Range of an assumption, as written; "" for a fixed input.
  public var range: String
}

/// What made a result: enough to make it again. Outside byte comparisons: see `RunRecord`.
public struct StudyRecord: Hashable, Sendable, Codable {
  public var study: String
  public var title: String
  public var question: String
  public var seed: UInt64
  public var worlds: Int
  /// Runs of chance inside each world [1], and worlds whose windows were simulated [1].
  public var replications: Int
  public var operationWorlds: Int
  public var alternatives: [AlternativeRecord]
  /// Names of the alternatives that differences are taken from, and that NPV is taken against.
  public var baseline: String
  public var reference: String
  public var currency: String
  public var priceYear: Int
  public var startYear: Int
  public var horizonYears: Int
  public var services: Int
  public var confidenceLevel: Double
  /// Scenario text after `extends`, and the digest of all files that went into it.
  public var scenarioText: String
  public var scenarioDigest: String
  public var softwareVersion: String
  /// Settings on top of the files; `nil` in files of version 0.1.0 and before, like what follows.
  public var settings: [String]?
  public var discounting: DiscountingRecord?
  public var conversions: [ConversionRow]?
  /// Names of the ways of saving work that were turned off.
  public var without: [String]?
  /// Whether all assumptions kept their central values; `nil` for no.
  public var isPoint: Bool?
  /// Where the spread of the deciding differences comes from.
  public var variance: [VarianceRow]?

  /// What is known before anything is computed.
  public var plan: StudyRecord {
    var record = self
    record.variance = nil
    return record
  }

  /// Files of version 0.1.0 and before drew independent worlds.
  var turnedOff: Set<VarianceReduction> {
    guard let without else { return [.quasiRandom] }
    return Set(without.compactMap(VarianceReduction.init))
  }
}

/// How amounts of different years are made comparable.
public struct DiscountingRecord: Hashable, Sendable, Codable {
  /// "real" or "nominal", as the scenario gives its rate.
  public var kind: String
  /// The rate as given, inflation, and the real rate that follows, at central values [1/year].
  public var rate: Double
  public var inflation: Double
  public var realRate: Double
}

/// An input of another currency or price year, and what became of it.
public struct ConversionRow: Hashable, Sendable, Codable {
  public var path: String
  /// As written, such as "100 EUR@2018".
  public var text: String
  /// Units of the results' currency for one of the input's [1].
  public var exchangeRate: Double
  /// Price level of the input's year over that of the results' price year [1].
  public var priceLevel: Double
  /// In the results' currency and price year, such as "135 USD@2024".
  public var result: String
}

public struct AlternativeRecord: Hashable, Sendable, Codable {
  public var name: String
  public var title: String
}

/// Times, host and counts reached: differs from run to run.
public struct RunRecord: Hashable, Sendable, Codable {
  public var startedAt: String
  public var wallSeconds: Double
  public var processorSeconds: Double
  public var threads: Int
  public var host: String
  public var windows: Int
  public var requests: Int
  public var events: Int
  /// The scenario file, as the command named it; `nil` in files of version 0.1.0 and before.
  public var file: String?
  /// How far the precision that was asked for was reached; `nil` where none was.
  public var precision: [PrecisionRow]?
  /// Worlds that were not computed by this run but taken over from an earlier one; `nil` for none.
  public var worldsTakenOver: Int?
}

/// A finished study.
public struct StudyResult: Sendable, Codable {
  public var record: StudyRecord
  public var run: RunRecord
  public var rows: [ResultRow]
  public var summaries: [SummaryRow]
  public var comparisons: [ComparisonRow]
  public var breakEven: [BreakEven]
  public var drivers: [Driver]
  public var inputs: [InputRow]
  /// Warnings a reader must see beside the verdicts ("goal missed at …", "link never binds").
  public var notes: [String]
  /// Where each alternative wins over two levers; none where that was not asked for.
  public var map: [MapRow] = []
}
