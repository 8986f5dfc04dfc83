import Foundation

/// Runs a catalogue in rounds and holds the outcome against the requirements.
public struct Session: Sendable {
  public var catalogue: Catalogue
  public var launcher: Launcher
  /// At least 5, so that a median means something.
  public var rounds: Int
  /// Only these families, or those whose first word is one of these; all when empty.
  public var only: [String]
  /// Told what goes on, a line at a time.
  public var progress: @Sendable (String) -> Void

  public init(
    catalogue: Catalogue, launcher: Launcher = Launcher(), rounds: Int = 5, only: [String] = [],
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.catalogue = catalogue
    self.launcher = launcher
    self.rounds = rounds
    self.only = only
    self.progress = progress
  }

  /// Measures everything. What fails or is missing is told in the report.
  public func run() -> Report {
    let startedAt = timestamp()
    let machine = Machine.current(catalogue, launcher)
    let programs = catalogue.programs.filter { isWanted($0.family) }
    let absent = reasonsAbsent(programs)
    let runs = allRounds(programs.filter { absent[$0.name] == nil })
    let singles = singleFigures()
    let results = Results(runs: runs, absent: absent)
    let names = Set(programs.map(\.name))
    func verdicts(_ rows: [Requirement]) -> [Verdict] {
      rows.filter { $0.belongs(to: names, singles) }.map { $0.verdict(results, singles) }
    }
    return Report(
      startedAt: startedAt, endedAt: timestamp(), machine: machine, rounds: rounds,
      sizes: catalogue.sizes, required: verdicts(Requirement.all(catalogue.sizes)),
      told: verdicts(Requirement.told), checks: checks(programs, results), absent: absent,
      programs: programs, runs: runs)
  }

  private func isWanted(_ family: String) -> Bool {
    only.isEmpty || only.contains { Catalogue.matches(family, $0) }
  }

  private func allRounds(_ programs: [Program]) -> [Run] {
    (1...rounds).flatMap { round in
      let inTurn = order(of: programs, round: round)
      return inTurn.enumerated().map { place, program in
        progress("round \(round) of \(rounds), \(place + 1) of \(inTurn.count): \(program.name)")
        return one(program, round: round)
      }
    }
  }

  private func one(_ program: Program, round: Int) -> Run {
    var run = Run(
      program: program.name, round: round, startedAt: timestamp(), processSeconds: 0,
      measurement: nil, failure: nil)
    do {
      let ended = try launcher.run(program.command)
      run.processSeconds = ended.processSeconds
      run.measurement = try Measurement(output: ended.output)
    } catch {
      progress("  \(program.name) \(error)")
      run.failure = "\(error)"
    }
    return run
  }

  private func singleFigures() -> Singles {
    let figures = SingleFigures(catalogue, launcher)
    var singles: Singles = [:]
    for model in ["hold", "mm1", "network"] where isWanted(model) {
      progress("allocations of \(model)")
      singles["allocations \(model)"] = figures.allocations(model: model)
      progress("memory of \(model)")
      singles["memory \(model)"] = figures.memory(model: model)
    }
    return singles
  }

  /// Why a program can't be run, by name.
  private func reasonsAbsent(_ programs: [Program]) -> [String: String] {
    let pairs = programs.compactMap { program in
      reasonAbsent(program.engine).map { (program.name, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private func reasonAbsent(_ engine: Program.Engine) -> String? {
    let files = FileManager.default
    switch engine {
    case .govsim:
      return files.isExecutableFile(atPath: catalogue.govsim)
        ? nil : "no program at \(catalogue.govsim)"
    case .bare:
      return files.isExecutableFile(atPath: catalogue.bare)
        ? nil : "not built: run Benchmarks/setup"
    default:
      let path = catalogue.reasonFile(engine)
      if let reason = try? String(contentsOfFile: path, encoding: .utf8) {
        return "not installed: " + reason.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      return files.isExecutableFile(atPath: catalogue.python)
        ? nil : "not installed: run Benchmarks/setup"
    }
  }
}
