import Quantities

/// A scenario file, read, checked and ready to be evaluated.
///
///     let scenario = try Scenario.load(path: "scenarios/countries/rwanda.yaml")
///     let country = try scenario.country(alternative: "platform", values: ["discount_rate": 0.05])
///
/// Every alternative has been checked with the central, low and high values of the assumptions, so
/// that evaluating it with values inside those ranges doesn't fail.
public struct Scenario: Sendable {
  /// The file's name without its extension.
  public internal(set) var study: String
  public internal(set) var title: String
  public internal(set) var question: String
  /// Sorted by name.
  public internal(set) var assumptions: [Assumption]
  /// In file order.
  public internal(set) var levers: [Lever]
  public internal(set) var thresholds: [Threshold]
  /// In file order; a file without alternatives has one, named `base`.
  public internal(set) var alternatives: [Alternative]
  /// Name of the alternative that differences are taken from.
  public internal(set) var baseline: String
  /// Name of the alternative that net present value is counted against.
  public internal(set) var reference: String
  /// Every value of the files (names, titles and texts aside) with its source, in file order.
  public internal(set) var inputs: [InputRecord]
  /// Everything after `extends`, tables and settings, as one scenario file of its own; the same bytes
  /// for the same content.
  public internal(set) var resolvedText: String
  /// SHA-256 of all files that went into it, and of the settings made since [64 hexadecimal digits].
  public internal(set) var digest: String
  /// Amounts of other currencies and price years among the inputs, with their conversion.
  public internal(set) var conversions: [PriceConversion]
  /// Settings made since the files were read, as `path=value` or `alternative:path=value`.
  public internal(set) var settings: [String] = []
  /// Doubts that don't stop a run.
  public internal(set) var warnings: [Diagnostic]

  /// The merged tree that everything above was read from.
  var assembled: ScenarioAssembly.Assembled
  /// Parsed values of each alternative, by name.
  var compiled: [String: CompiledNode]

  /// Name of the only alternative of a file that has none.
  static let onlyAlternative = "base"

  /// Reads a scenario with everything it extends.
  ///
  /// - Throws: `ScenarioError.file` when the file cannot be read; `.invalid` with every fault found.
  public static func load(path: String) throws(ScenarioError) -> Scenario {
    let (assembled, faults) = try ScenarioAssembly.assemble(path: path)
    guard let assembled else { throw ScenarioError.invalid(faults.sortedErrors) }
    let study = path.split(separator: "/").last.map(String.init) ?? path
    let stem = study.lastIndex(of: ".").map { String(study[..<$0]) } ?? study
    return try ScenarioReader.read(assembled, study: stem.isEmpty ? study : stem, faults)
  }

  /// The country of one alternative in one world.
  ///
  /// - Parameters:
  ///   - alternative: its name.
  ///   - values: drawn values by name of assumption, in the assumption's base unit; assumptions
  ///     without a value take their central one. Draws from a tail beyond the assumption's range that
  ///     would take a value out of what its field allows stop at the range's end.
  /// - Throws: `.unknownAlternative`, `.badValue` (unknown name, or not finite).
  /// - Complexity: O(values of the scenario).
  public func country(
    alternative: String, values: [String: Double]
  ) throws(ScenarioError) -> Country {
    guard let node = compiled[alternative] else {
      throw .unknownAlternative(alternative, known: alternatives.map(\.name))
    }
    var draws = assumptions.map(\.value)
    for (name, value) in values {
      guard let index = assumptions.firstIndex(where: { $0.name == name }), value.isFinite else {
        throw .badValue(assumption: name, value: "\(value)", known: assumptions.map(\.name))
      }
      draws[index] = value
    }
    return try Country(Reading(node: node, draws: draws), title: title)
  }
}
