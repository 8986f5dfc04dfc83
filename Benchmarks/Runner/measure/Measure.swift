import ArgumentParser
import Foundation
import Measuring

/// Measures govsim, the bare loops and the peers in turn, and prints ratios.
@main
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Measures govsim, bare C++ loops and other engines in turn, and prints ratios.",
    discussion: """
      swift run -c release --package-path Benchmarks measure --govsim .build/release/govsim

      Tables go to standard output, progress to standard error, and every single measurement to \
      a file in Benchmarks/results. Run Benchmarks/setup first.
      """)

  @Option(help: "Path of the govsim binary, built for release.")
  var govsim = ".build/release/govsim"

  @Option(help: "Path of the folder Benchmarks.")
  var folder = "Benchmarks"

  @Option(help: "Folder for the results (default: results in the folder Benchmarks).")
  var results: String?

  @Option(help: "How often everything is run, at least 5.")
  var rounds = 5

  @Flag(help: "Smaller models, for a try-out.")
  var quick = false

  @Flag(help: "End with status 99 when something required is missed or was not measured.")
  var strict = false

  @Option(
    parsing: .upToNextOption,
    help: "Only these: hold, mm1, network, replications, or one size such as \"hold 1000\".")
  var only: [String] = []

  func validate() throws {
    guard (5...1000).contains(rounds) else {
      throw ValidationError("--rounds wants 5 to 1000, not \(rounds).")
    }
    guard FileManager.default.fileExists(atPath: "\(folder)/Bare") else {
      throw ValidationError("'\(folder)' is not the folder Benchmarks; name it with --folder.")
    }
    guard FileManager.default.isExecutableFile(atPath: govsim) else {
      throw ValidationError("no program at '\(govsim)'; build it, or name it with --govsim.")
    }
    let families = Set(catalogue.programs.map(\.family))
    for wanted in only where !families.contains(where: { Catalogue.matches($0, wanted) }) {
      throw ValidationError("--only knows no '\(wanted)'; it knows \(families.sorted()).")
    }
  }

  private var catalogue: Catalogue {
    Catalogue(
      govsim: absolute(govsim), folder: absolute(folder), sizes: quick ? .quick : .full)
  }

  private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

  func run() throws {
    if let load = Machine.currentLoad(), load > 0.5 {
      note("this machine is not idle (load \(load)): wall-clock ratios will be too low")
    }
    let report = Session(catalogue: catalogue, rounds: rounds, only: only, progress: note).run()
    print(report.text)
    do {
      note("every measurement: \(try report.write(to: results ?? "\(folder)/results"))")
    } catch {
      note("\(error)")
      throw ExitCode(74)
    }
    let short = report.required.contains { $0.standing == .missed || $0.standing == .unmeasured }
    if strict && short { throw ExitCode(99) }
  }
}

/// One line to standard error.
@Sendable func note(_ line: String) {
  FileHandle.standardError.write(Data("measure: \(line)\n".utf8))
}
