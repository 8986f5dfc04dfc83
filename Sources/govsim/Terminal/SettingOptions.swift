import ArgumentParser
import Scenarios

/// Values set on top of a scenario file.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set a value on top of the file, such as organisation.central_share=0.2; for one "
        + "alternative only: platform:organisation.central_share=0.2. May be repeated.",
      valueName: "path=value"))
  var settings: [Setting] = []

  /// One `--set`.
  struct Setting: ExpressibleByArgument {
    var path: String
    var value: String
    /// The only alternative that it is for, or `nil` for all.
    var alternative: String?
    /// As written.
    var text: String

    init?(argument: String) {
      let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[0].isEmpty else { return nil }
      let parts = halves[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      (path, value, text) = (String(parts[parts.count - 1]), String(halves[1]), argument)
      alternative = parts.count == 2 ? String(parts[0]) : nil
    }
  }

  /// The scenario with the settings made.
  func apply(to scenario: Scenario) throws(ScenarioError) -> Scenario {
    var scenario = scenario
    for setting in settings {
      scenario = try scenario.setting(
        setting.path, to: setting.value, alternatives: setting.alternative.map { [$0] } ?? [])
    }
    return scenario
  }

  /// The scenario with the settings made, its warnings told.
  func load(_ file: String, _ output: OutputOptions) throws -> Scenario {
    let scenario = try apply(to: try Scenario.load(path: file))
    for warning in scenario.warnings { output.note(warning.description) }
    return scenario
  }
}
