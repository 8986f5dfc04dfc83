import ArgumentParser
import Experiments
import Foundation
import Quantities
import Scenarios

/// Checks the engine against queueing theory, in front of the user.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the engine against theory, identities and published figures.",
    discussion: """
      Runs scenarios whose answers are known through the same format and the same model as \
      countries. A check against theory passes if the truth lies inside the interval and the \
      half-width is at most 1 % of theory (2 % for quantiles, against time, and at utilisations of \
      0.9 or more). Identities hold exactly, or up to what a window cuts off at its ends; published \
      figures have a band around them, stated in the file. Without files the formulas of economics \
      and of effort are held against published examples and tables made by hand as well.

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
    var checks = try await Interruption.cancelling {
      try await verify(scenarios, options: options) { bar.show($0) }
    }
    if files.isEmpty {
      checks += try verifyArithmetic()
      guard let portal = ProjectFolders.portalFile else {
        throw Failure(
          .fileTrouble,
          "found no scenarios/validation/portal.yaml; set GOVSIM_HOME to the folder that holds "
            + "scenarios/")
      }
      checks += try verifyProgrammes(portal: try Scenario.load(path: portal), seed: chance.seed)
    }
    bar.clear()
    let document = VerificationDocument(checks, seed: chance.seed)
    if output.json { try JSONOutput.write(document) } else { try Console.write(text(of: document)) }
    guard document.passes else {
      throw Failure(
        .runFailed,
        "\(FigureText.count(document.verdict.failed, "check")) failed; run again with another "
          + "--seed: a check that fails twice is a fault, please report it")
    }
  }

  private func text(of document: VerificationDocument) -> String {
    let colour = output.isColoured
    let groups = VerificationCheck.Group.allCases.compactMap { group in
      let checks = document.checks.filter { $0.group == group }
      return checks.isEmpty ? nil : VerificationTable(group, checks).text(colour: colour)
    }
    let reasons = document.checks.filter { !$0.passes && $0.group != .outcome }.map { $0.reason + "\n" }.joined()
    return groups.joined(separator: "\n") + "\n" + reasons + document.verdictText(colour)
  }
}

/// The JSON of `verify`.
private struct VerificationDocument: Encodable {
  var checks: [VerificationCheck]
  var verdict: VerificationVerdict
  var passes: Bool
  var seed: UInt64

  init(_ checks: [VerificationCheck], seed: UInt64) {
    (self.checks, self.seed) = (checks, seed)
    verdict = VerificationVerdict(checks)
    passes = verdict.passes
  }

  /// Result and rule of the whole table.
  func verdictText(_ colour: Bool) -> String {
    let words = passes ? "all pass" : "\(verdict.failed) failed"
    let ink = passes ? Ink.good : Ink.bad
    let head =
      "\(FigureText.count(verdict.checks, "check")), "
      + "\(Ink.bold.applied(to: ink.applied(to: words, colour), colour)); seed \(seed).\n"
    guard verdict.byChance > 0 else { return head }
    let bound = FigureText.fixed(100 * verdict.falseAlarmBound, 1)
    let independent = FigureText.fixed(100 * verdict.falseAlarmIfIndependent, 1)
    let level = FigureText.fixed(100 * verificationLevel, 2)
    return head
      + "The table passes if every check does. \(verdict.byChance) of them hold a mean of "
      + "replications against theory at a level of \(level) %:\na right engine fails at least "
      + "one of these in at most \(bound) % of seeds (Bonferroni; \(independent) % if they were "
      + "independent).\n"
  }
}
