import Foundation

@testable import Experiments

/// A small study with every kind of value that a store must keep.
enum Sample {
  static func study(worlds: Int = 4, rowsPerWorld: Int = 40, seed: UInt64 = .max) -> StudyResult {
    StudyResult(
      record: record(worlds: worlds, seed: seed), run: run,
      rows: (0..<worlds).flatMap { rows(world: $0, count: rowsPerWorld) },
      summaries: summaries, comparisons: comparisons, breakEven: breakEven, drivers: drivers,
      inputs: inputs, notes: ["goal missed at the peak hour", "", "naïve “quotes”, ünïcode 🇷🇼"],
      map: map)
  }

  static func record(worlds: Int, seed: UInt64) -> StudyRecord {
    StudyRecord(
      study: "sample", title: "Sample", question: "Which?", seed: seed, worlds: worlds,
      replications: 2, operationWorlds: 1,
      alternatives: [
        AlternativeRecord(name: "b", title: "Second first"),
        AlternativeRecord(name: "a", title: ""),
      ],
      baseline: "b", reference: "a", currency: "USD", priceYear: 2024, startYear: 2024,
      horizonYears: 10, services: 240, confidenceLevel: 0.95, scenarioText: "govsim: 1\n'; --",
      scenarioDigest: "d", softwareVersion: "0.1.0")
  }

  static let run = RunRecord(
    startedAt: "2026-01-02T03:04:05Z", wallSeconds: 1.5, processorSeconds: 3, threads: 2,
    host: "h", windows: 3, requests: 4, events: 5)

  /// Rows with years, without, of both alternatives, with awkward numbers.
  static func rows(world: Int, count: Int) -> [ResultRow] {
    let values = [0.1, -1e-300, 1e300, 123_456_789.123_456_78, 5, 0, .leastNonzeroMagnitude]
    return (0..<count).map { index in
      ResultRow(
        study: "sample", scenario: "Sample", point: "base",
        alternative: index.isMultiple(of: 2) ? "a" : "b", world: world,
        replication: index % 3, year: index % 4 == 0 ? nil : 2024 + index % 10,
        window: index % 5 == 0 ? "peak-hour" : "", state: index % 5 == 0 ? "any" : "",
        bucket: index % 7 == 0 ? index : nil, entity: "urban/web \(index % 6)",
        metric: "metric_\(index % 8)", unit: "USD",
        value: values[index % values.count] * Double(world + 1))
    }
  }

  private static let summaries = [nil, 2030].map { year in
    SummaryRow(
      study: "sample", scenario: "Sample", point: "base", alternative: "a", year: year,
      window: "", entity: "country", metric: "pvc", unit: "USD", mean: 0.1 + 0.2, lower: -1,
      upper: 1, level: 0.95, n: 30, p05: -2, p50: 0, p95: 2)
  }

  private static let comparisons = [
    ComparisonRow(
      study: "sample", scenario: "Sample", point: "base", alternative: "a", baseline: "b",
      year: 2030, window: "peak-hour", entity: "country", metric: "sojourn_time.p95", unit: "s",
      mean: -0.25, lower: -0.5, upper: 0, level: 0.95, n: 10, p05: -1, p50: -0.2, p95: 0.1,
      probability: 0.9, probabilityLower: 0.7, probabilityUpper: 0.97, verdict: "faster")
  ]

  private static let breakEven = [
    BreakEven(
      alternative: "a", baseline: "b", prefixes: [1, 2, 240], perWorld: [1, nil, 240], p05: 1,
      p50: nil, p95: nil, shareWithin: 2.0 / 3, formula: nil),
    BreakEven(
      alternative: "a", baseline: "b", prefixes: [], perWorld: [], p05: nil, p50: 3, p95: 4,
      shareWithin: 1, formula: 7.5),
  ]

  private static let drivers = [
    Driver(
      assumption: "discount_rate", metric: "pvc", unit: "USD", rankCorrelation: -0.7, atLow: 1,
      atHigh: 2, grade: "ASSUMPTION")
  ]

  /// A cell with everything, and one without what may be missing.
  private static let map = [1.5, nil].map { place in
    MapRow(
      metric: "pvc", unit: "USD", alternative: "a", baseline: "b", xLever: "donors",
      xTitle: "Donors' money", xSetting: "40 %", xPresent: "55 %", xPresentPlace: place,
      yLever: "b", yTitle: "", ySetting: "5.65 /year", yPresent: "", yPresentPlace: nil,
      mean: -0.1, lower: -1, upper: 1, level: 0.95, n: 40, probability: 0.9,
      probabilityLower: 0.8, probabilityUpper: 1, verdict: "cheaper",
      rank: place == nil ? nil : -2)
  }

  private static let inputs = [
    InputRow(
      path: "a.b", text: "5 %", source: "A \"source\", 2024", year: 2024, grade: "H",
      reaches: "delivery", place: "f.yaml:3", range: ""),
    InputRow(
      path: "c", text: "", source: "", year: nil, grade: "ASSUMPTION", reaches: "", place: "",
      range: "3 % … 12 %"),
  ]
}

extension StudyResult {
  /// All parts equal. (The type itself is not `Equatable`.)
  func isEqual(to other: StudyResult) -> Bool {
    record == other.record && run == other.run && rows == other.rows
      && summaries == other.summaries && comparisons == other.comparisons
      && breakEven == other.breakEven && drivers == other.drivers && inputs == other.inputs
      && notes == other.notes && map == other.map
  }
}

/// A folder that goes away with its test.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("govsim-store-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
