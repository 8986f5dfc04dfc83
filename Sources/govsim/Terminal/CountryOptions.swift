import ArgumentParser
import Experiments
import Foundation
import Quantities

/// Which stretch of a country's year is run.
struct CountryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Of a country: ordinary-hour, peak-hour (as when absent), deadline-day, or FROM..TO since "
        + "1 January, such as 2160h..2184h.", valueName: "window"))
  var window: String?

  @Flag(help: "Of a country: every request of the whole year.")
  var everyRequest = false

  @Option(
    help: ArgumentHelp("Of a country. (default: the one the file names last)", valueName: "name"))
  var alternative: String?

  @Option(
    help: ArgumentHelp(
      "Of a country: year of the programme. (default: the last)", valueName: "number"))
  var year: Int?

  @Option(
    help: ArgumentHelp(
      "Of a country: all-up, server-down, outage or recovery. (default: faults as chance brings them)",
      valueName: "state"))
  var state: String?

  func validate() throws {
    if everyRequest && window != nil {
      throw ValidationError("--every-request, --window: found both, allowed one of them")
    }
    if window != nil, stretch == nil {
      throw ValidationError(
        "--window: found '\(window ?? "")', allowed ordinary-hour, peak-hour, deadline-day, or two times "
          + "since 1 January such as 2160h..2184h")
    }
  }

  private var stretch: CountryChoice.Stretch? {
    if let hour = window.flatMap(WindowKind.init) { return .hour(hour) }
    if window == "deadline-day" { return .deadlineDay }
    let ends = (window ?? "").components(separatedBy: "..")
    guard ends.count == 2, let from = TimeSpan(argument: ends[0]),
      let to = TimeSpan(argument: ends[1])
    else { return nil }
    return .between(from, to)
  }

  /// What was chosen; `nil` where nothing was said.
  var choice: CountryChoice? {
    guard window != nil || everyRequest || alternative != nil || year != nil || state != nil else {
      return nil
    }
    return CountryChoice(
      alternative: alternative, year: year,
      stretch: everyRequest ? .wholeYear : stretch, state: state)
  }

  /// The same again, as words of a command.
  var words: [String] {
    var words: [String] = []
    if let window { words += ["--window", window] }
    if everyRequest { words.append("--every-request") }
    if let alternative { words += ["--alternative", alternative] }
    if let year { words += ["--year", "\(year)"] }
    if let state { words += ["--state", state] }
    return words
  }
}
