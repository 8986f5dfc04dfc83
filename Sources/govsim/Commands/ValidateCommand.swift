import ArgumentParser
import Quantities
import Scenarios

/// Checks scenario files and says everything that is wrong with them.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenario files and list all their faults.",
    discussion: """
      Faults go to standard error, one a line, as file:line:column: key path: what was found, what \
      is allowed. With --json they go to standard output.

      EXAMPLE
        govsim validate scenarios/countries/rwanda.yaml
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
  var files: [String]

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    var reports: [FileReport] = []
    var failures: [Failure] = []
    for file in files {
      do {
        reports.append(FileReport(file, try Scenario.load(path: file)))
      } catch {
        let failure = Failure(error)
        reports.append(FileReport(file, error))
        failures.append(failure ?? Failure(.invalidScenario, "\(error)"))
      }
    }
    try print(reports)
    guard let first = failures.first else { return }
    var all = first
    all.status = failures.contains { $0.status == .fileTrouble } ? .fileTrouble : first.status
    all.lines = output.json ? [] : failures.flatMap(\.lines)
    throw all
  }

  private func print(_ reports: [FileReport]) throws {
    guard !output.json else { return try JSONOutput.write(["files": reports]) }
    for report in reports where report.isValid {
      for warning in report.faults { output.note(warning.text) }
      guard !output.quiet else { continue }
      let colour = output.isColoured
      try Console.write(
        "\(Ink.good.applied(to: "✓", colour)) \(report.file): \(report.title) "
          + "(\(FigureText.count(report.alternatives.count, "alternative")), "
          + "\(FigureText.count(report.assumptions, "assumption")), "
          + "\(FigureText.count(report.inputs, "value")))\n")
      for conversion in report.conversions { try Console.write("  \(conversion.line)\n") }
    }
  }
}

/// What is known of one file; the JSON of `validate`.
private struct FileReport: Encodable {
  var file: String
  var isValid = false
  var title = ""
  var alternatives: [String] = []
  /// Counts [1].
  var assumptions = 0
  var inputs = 0
  /// Money of other currencies and price years.
  var conversions: [Conversion] = []
  /// Errors of an invalid file, warnings of a valid one.
  var faults: [Fault] = []

  struct Conversion: Encodable {
    var path: String
    var text: String
    var exchangeRate: Double
    var priceLevel: Double
    var result: String

    init(_ conversion: PriceConversion) {
      (path, text) = (conversion.path, conversion.text)
      (exchangeRate, priceLevel) = (conversion.exchangeRate, conversion.priceLevel)
      let amount = QuantityFormat.number(conversion.amount, digits: 6)
      result = "\(amount) \(conversion.unit)"
    }

    /// `money.fare_per_visit: 100 EUR@2018 × 1.08 / 0.8 = 135 USD@2024`
    var line: String {
      let rate = QuantityFormat.number(exchangeRate, digits: 6)
      let level = QuantityFormat.number(priceLevel, digits: 6)
      return "\(path): \(text) × \(rate) / \(level) = \(result)"
    }
  }

  struct Fault: Encodable {
    var severity: String
    var file: String
    var line: Int?
    var column: Int?
    var keyPath: String
    var message: String
    var suggestion: String?
    /// The line for human eyes.
    var text: String

    init(_ diagnostic: Diagnostic) {
      (severity, file) = (diagnostic.severity.rawValue, diagnostic.file)
      (line, column) = (diagnostic.line, diagnostic.column)
      (keyPath, message) = (diagnostic.keyPath, diagnostic.message)
      (suggestion, text) = (diagnostic.suggestion, diagnostic.description)
    }
  }

  init(_ file: String, _ scenario: Scenario) {
    (self.file, isValid, title) = (file, true, scenario.title)
    alternatives = scenario.alternatives.map(\.name)
    (assumptions, inputs) = (scenario.assumptions.count, scenario.inputs.count)
    conversions = scenario.conversions.map(Conversion.init)
    faults = scenario.warnings.map(Fault.init)
  }

  init(_ file: String, _ error: ScenarioError) {
    self.file = file
    switch error {
    case .invalid(let diagnostics): faults = diagnostics.map(Fault.init)
    case .file(_, let reason):
      faults = [Fault(Diagnostic(.error, file: file, message: reason))]
    case .unknownAlternative, .badValue:
      faults = [Fault(Diagnostic(.error, file: file, message: "\(error)"))]
    }
  }
}
