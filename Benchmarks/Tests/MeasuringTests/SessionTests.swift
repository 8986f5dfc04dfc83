import Foundation
import Testing

@testable import Measuring

/// Whole sessions with small shell scripts in the place of the engines.
@Suite struct SessionTests {
  /// A folder like `Benchmarks`, with a govsim and bare loops that print a fixed line.
  private struct Stage {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("measuring-tests-\(UUID().uuidString)").path
    var govsim: String { folder + "/govsim" }

    init() throws {
      for name in [".build-bare", ".venv/not-installed"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      try script("govsim", line(engine: "govsim", rate: 300))
      try script(".build-bare/bare", line(engine: "bare", rate: 200))
      try "no wheel\n".write(
        toFile: "\(folder)/.venv/not-installed/cimba", atomically: true, encoding: .utf8)
    }

    func line(engine: String, rate: Int) -> String {
      """
      echo '{"engine": "\(engine)", "version": "1", "model": "m", "events": 100, "wall_s": 0.5, \
      "cpu_s": 0.5, "events_per_cpu_s": \(rate), "peak_rss_bytes": 1000}'
      """
    }

    func script(_ name: String, _ body: String) throws {
      let path = "\(folder)/\(name)"
      try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    func session(only: [String]) -> Session {
      let catalogue = Catalogue(govsim: govsim, folder: folder, sizes: .quick)
      return Session(catalogue: catalogue, rounds: 5, only: only, progress: { _ in })
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
  }

  private func row(_ title: String, _ report: Report) -> Verdict? {
    report.required.first { $0.title.hasPrefix(title) }
  }

  @Test func ratiosComeFromAllRoundsAndMissingPeersAreTold() throws {
    let stage = try Stage()
    defer { stage.remove() }
    let report = stage.session(only: ["hold 1000", "mm1"]).run()
    #expect(row("hold, 1e3", report)?.ratio == Ratio(value: 1.5, least: 1.5, largest: 1.5))
    #expect(row("hold, 1e3", report)?.standing == .met)
    #expect(row("mm1 / Cimba", report)?.note == "cimba mm1: not installed: no wheel")
    #expect(row("mm1 / SimPy", report)?.note.contains("run Benchmarks/setup") == true)
    #expect(row("network / Cimba", report) == nil)
    #expect(row("mm1: peak memory", report)?.standing == .met)
    #expect(!report.programs.contains { $0.family == "hold 10000" || $0.family == "network" })
    #expect(report.runs.filter { $0.program == "govsim mm1" }.map(\.round) == [1, 2, 3, 4, 5])
  }

  @Test func theFileHoldsEveryMeasurement() throws {
    let stage = try Stage()
    defer { stage.remove() }
    let report = stage.session(only: ["replications"]).run()
    let path = try report.write(to: "\(stage.folder)/results")
    let read = try JSONDecoder().decode(
      Report.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(read.runs == report.runs)
    #expect(read.runs.count == 10)
    #expect(read.machine == report.machine)
    #expect(report.text.contains("### Must reach"))
    #expect(!report.text.contains("### mm1"))
  }

  @Test func anEngineThatFailsStopsNothing() throws {
    let stage = try Stage()
    defer { stage.remove() }
    try stage.script("govsim", "echo 'unknown model' >&2; exit 64")
    let report = stage.session(only: ["mm1"]).run()
    let faults = report.runs.filter { $0.program == "govsim mm1" }.map(\.failure)
    #expect(faults == Array(repeating: "ended with status 64: unknown model", count: 5))
    #expect(row("mm1 / Cimba", report)?.standing == .unmeasured)
    #expect(row("mm1: allocations", report)?.note.hasSuffix("unknown model") == true)
  }

  @Test func theLauncherTellsWhatWentWrong() throws {
    #expect(throws: MeasuringError.self) { try Launcher().run(["/no/such/program"]) }
    #expect(throws: MeasuringError.tooLong(seconds: 0.2)) {
      try Launcher(limit: 0.2).run(["/bin/sleep", "20"])
    }
    #expect(throws: MeasuringError.failed(status: 3, message: "two three")) {
      try Launcher().run(["/bin/sh", "-c", "printf 'one\\ntwo\\nthree\\n' >&2; exit 3"])
    }
    let ended = try Launcher().run(["/bin/sh", "-c", "echo $WORD"], environment: ["WORD": "yes"])
    #expect(ended.output == "yes\n")
  }
}
