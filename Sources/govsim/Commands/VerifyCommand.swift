import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// Checks the engine against queueing theory, in front of the user.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the engine against queueing theory.",
    discussion: """
      Runs scenarios whose answers are known in closed form through the same format and the same \
      model as countries. A check passes if the truth lies inside the interval and the half-width \
      is at most 1 % of theory (2 % for quantiles and at utilisations of 0.9 or more).

      EXAMPLE
        govsim verify
      """)

  @Argument(
    help: ArgumentHelp(
      "Scenario files of explicit stations. (default: scenarios/verify/*.yaml)",
      valueName: "file"))
  var files: [String] = []

  @OptionGroup var chance: ChanceOptions
  @OptionGroup var output: OutputOptions

  mutating func run() async throws {
    let paths = files.isEmpty ? ProjectFolders.verificationFiles : files
    guard !paths.isEmpty else {
      throw Failure(
        .fileTrouble,
        "found no scenarios/verify folder; name files, or set GOVSIM_HOME to the "
          + "folder that holds scenarios/")
    }
    let scenarios = try paths.map { try Scenario.load(path: $0) }
    let options = StudyOptions(seed: chance.seed, threads: chance.threadCount)
    let bar = ProgressBar(isShown: !output.quiet)
    defer { bar.clear() }
    let checks = try await Interruption.cancelling {
      try await verify(scenarios, options: options) { bar.show($0) }
    }
    bar.clear()
    let document = VerificationDocument(checks, seed: chance.seed)
    if output.json { try JSONOutput.write(document) } else { try Console.write(text(of: document)) }
    guard document.passes else {
      throw Failure(
        .runFailed,
        "\(FigureText.count(document.failed, "check")) failed; run again with another "
          + "--seed: a check that fails twice is a fault, please report it")
    }
  }

  private func text(of document: VerificationDocument) -> String {
    let colour = output.isColoured
    var table = TextTable([
      .left("model"), .left("where"), .left("metric"), .right("expected"), .right("simulated"),
      .right("± %"), .right("errors off"), .left(""), .left("kind"),
    ])
    var last = ""
    for check in document.checks {
      let relative = check.expected == 0 ? 0 : 100 * check.halfWidth / check.expected.magnitude
      table.add([
        check.model == last ? "" : check.model, check.entity, check.metric,
        number(check.expected, check.unit), number(check.simulated, check.unit),
        FigureText.fixed(relative, 2), FigureText.fixed(check.standardErrorsOff, 2),
        check.passes ? "✓" : "✗", check.kind,
      ])
      last = check.model
    }
    let reasons = document.checks.filter { !$0.passes }.map { $0.reason + "\n" }.joined()
    let verdict = document.passes ? "all pass" : "\(document.failed) failed"
    let ink = document.passes ? Ink.good : Ink.bad
    let chance = FigureText.fixed(100 * document.falseAlarmRate, 1)
    return table.text(colour: colour) + "\n" + reasons
      + "\(FigureText.count(document.checks.count, "check")), "
      + "\(Ink.bold.applied(to: ink.applied(to: verdict, colour), colour)); seed \(document.seed). "
      + "A right engine fails at least one of them in at most \(chance) % of seeds.\n"
  }

  private func number(_ value: Double, _ unit: String) -> String {
    let text = QuantityFormat.number(value, digits: 5)
    return ["", "1", "share"].contains(unit) ? text : "\(text) \(unit)"
  }
}

extension VerificationCheck {
  /// Why it fails, in one line.
  fileprivate var reason: String {
    let scale = expected == 0 ? 1 : expected.magnitude
    let (found, allowed) = (100 * halfWidth / scale, 100 * allowedHalfWidth / scale)
    guard halfWidth > allowedHalfWidth else {
      return "✗ \(model), \(entity) \(metric): theory lies outside the interval of "
        + "\(FigureText.fixed(100 * level, 1)) %"
    }
    return "✗ \(model), \(entity) \(metric): half-width \(FigureText.fixed(found, 2)) %, allowed "
      + "\(FigureText.fixed(allowed, 2)) %; more replications or a longer window narrow it"
  }
}

/// The JSON of `verify`.
private struct VerificationDocument: Encodable {
  var checks: [VerificationCheck]
  var passes: Bool
  var failed: Int
  /// Upper bound on the probability that theory lies outside at least one interval of a right
  /// engine (Bonferroni) [1].
  var falseAlarmRate: Double
  var seed: UInt64

  init(_ checks: [VerificationCheck], seed: UInt64) {
    (self.checks, self.seed) = (checks, seed)
    failed = checks.count { !$0.passes }
    passes = failed == 0 && !checks.isEmpty
    falseAlarmRate = min(checks.reduce(0) { $0 + 1 - $1.level }, 1)
  }
}
