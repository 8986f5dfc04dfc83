import Foundation
import Scenarios
import TestSupport

@testable import Experiments

/// Scenarios and short studies that several suites need.
enum Fixture {
  static func load(_ path: String) throws -> Scenario {
    try Scenario.load(path: Repository.url(path).path)
  }

  static func rwanda() throws -> Scenario { try load("scenarios/countries/rwanda.yaml") }

  /// A study with its defaults, seed 7.
  static func study(
    _ scenario: Scenario, worlds: Int = 4, threads: Int = 2, seed: UInt64 = 7
  ) async throws -> StudyResult {
    try await compareAlternatives(
      scenario, options: StudyOptions(seed: seed, worlds: worlds, threads: threads),
      progress: { _ in }, finishedWorld: { _ in })
  }

  /// Settings on top of a scenario; a path may be limited to named alternatives.
  static func setting(
    _ scenario: Scenario, _ settings: [(path: String, text: String)],
    alternatives: [String] = []
  ) throws -> Scenario {
    try settings.reduce(scenario) {
      try $0.setting($1.path, to: $1.text, alternatives: alternatives)
    }
  }
}

extension StudyResult {
  /// Mean over worlds of a country figure.
  func mean(_ metric: String, _ alternative: String) -> Double? {
    summaries.first {
      $0.metric == metric && $0.alternative == alternative && $0.entity == "country"
        && $0.year == nil
    }?.mean
  }

  /// Rows of one alternative without its name, to compare alternatives value by value.
  func values(of alternative: String) -> [ResultRow] {
    rows.filter { $0.alternative == alternative }.map { row in
      var row = row
      row.alternative = ""
      return row
    }
  }
}
