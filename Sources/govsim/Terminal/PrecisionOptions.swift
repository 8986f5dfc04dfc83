import ArgumentParser
import Experiments
import Foundation
import Quantities

/// How long a study goes on, and by which means.
struct PrecisionOptions: ParsableArguments {
  @Option(
    name: .customLong("precision"),
    help: ArgumentHelp(
      "Go on until the computing error is this small: a share of the baseline's mean, such as 2%, for "
        + "cost and time; for one metric npv=5% or, in its unit, pvc=500000. May be repeated.",
      valueName: "goal"))
  var goals: [String] = []

  @Option(
    name: .customLong("max-worlds"),
    help: ArgumentHelp("Most worlds, with --precision. (default: 10000)", valueName: "count"))
  var mostWorlds: Int?

  @Option(
    name: .customLong("time"),
    help: ArgumentHelp(
      "Begin no further world after this time, such as 60s or \"10 min\".", valueName: "time"))
  var timeLimit: String?

  @Flag(help: "Keep all assumptions at their central values: worlds differ by chance alone.")
  var point = false

  @Option(
    name: .customLong("without"),
    help: ArgumentHelp(
      "Turn off a way of saving work: \(VarianceReduction.names). May be repeated.",
      valueName: "way"))
  var turnedOff: [VarianceReduction] = []

  @Flag(
    name: .customLong("explain-variance"),
    help: "Print where the spread of each difference comes from, and what was saved on its error.")
  var explainsVariance = false

  /// Most worlds where only precision is asked for [1].
  static let mostWorlds = 10_000

  func validate() throws {
    _ = try precision
    _ = try seconds
    if mostWorlds != nil && goals.isEmpty {
      throw ValidationError("--max-worlds needs --precision, such as --precision 2%")
    }
  }

  /// What is asked for.
  var precision: [PrecisionGoal] {
    get throws { try goals.flatMap(Self.goal) }
  }

  /// - Returns: wall time [s], or `nil` for no limit.
  var seconds: Double? {
    get throws {
      guard let timeLimit else { return nil }
      guard let span = try? TimeSpan(parsing: timeLimit), span.seconds > 0 else {
        throw ValidationError(
          "--time: found \(timeLimit), allowed a time above 0, such as 60s or \"10 min\"")
      }
      return span.seconds
    }
  }

  /// Says when no further world may begin; `nil` without a limit.
  var isOver: (@Sendable () -> Bool)? {
    get throws {
      guard let seconds = try seconds else { return nil }
      let start = ContinuousClock.now
      return { (ContinuousClock.now - start).seconds >= seconds }
    }
  }

  private static func goal(_ text: String) throws -> [PrecisionGoal] {
    let parts = text.split(separator: "=", maxSplits: 1).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard let value = parts.last else { throw refusal(text) }
    guard let width = width(value) else { throw refusal(text) }
    if parts.count == 2 { return [PrecisionGoal(metric: parts[0], width: width)] }
    guard case .share(let share) = width else { throw refusal(text) }
    return PrecisionGoal.all(share: share)
  }

  private static func width(_ text: String) -> PrecisionGoal.Width? {
    let isShare = text.hasSuffix("%")
    let digits = (isShare ? String(text.dropLast()) : text).trimmingCharacters(in: .whitespaces)
    guard let number = try? NumberText.parse(digits), number > 0, number.isFinite else {
      return nil
    }
    return isShare ? .share(number / 100) : .absolute(number)
  }

  private static func refusal(_ text: String) -> ValidationError {
    ValidationError(
      "--precision: found \(text), allowed a share above 0 such as 2%, or METRIC=VALUE such as npv=5% "
        + "or pvc=500000 (in the metric's unit)")
  }
}

extension VarianceReduction: ExpressibleByArgument {
  static var names: String { allCases.map(\.rawValue).joined(separator: " or ") }
}

/// What became of a goal, for a note.
enum PrecisionText {
  /// `pvc of platform − silo: ± 1.4 % of silo's mean, wanted 2 %: reached`
  static func text(_ row: PrecisionRow) -> String {
    let verdict = row.isReached ? "reached" : "not reached"
    let pair = "\(row.metric) of \(row.alternative) − \(row.baseline)"
    if let share = row.share, let goal = row.goalShare {
      return "\(pair): ± \(percent(share)) of \(row.baseline)'s mean, wanted \(percent(goal)): "
        + verdict
    }
    return "\(pair): ± \(FigureText.text(row.halfWidth, unit: row.unit)), "
      + "wanted \(FigureText.text(row.goal, unit: row.unit)): \(verdict)"
  }

  private static func percent(_ share: Double) -> String {
    "\(FigureText.fixed(share * 100, 2)) %"
  }
}
