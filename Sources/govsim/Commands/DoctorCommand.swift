import ArgumentParser
import Experiments
import Foundation
import Reports
import Statistics

/// Says what the programme finds on this machine.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check this machine: versions, scenarios, charts, folders.",
    discussion: """
      EXAMPLE
        govsim doctor
      """)

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let findings = Finding.all
    if output.json {
      try JSONOutput.write(["findings": findings])
    } else {
      var table = TextTable([.left(""), .left("what"), .left("found")])
      for finding in findings {
        let text = finding.advice.isEmpty ? finding.found : "\(finding.found); \(finding.advice)"
        table.add([finding.isFine ? "✓" : "✗", finding.what, text])
      }
      try Console.write(table.text(colour: output.isColoured))
    }
    let missing = findings.filter { !$0.isFine && $0.isNeeded }
    guard missing.isEmpty else {
      throw Failure(
        .runFailed, "needed and missing: \(missing.map(\.what).joined(separator: ", "))")
    }
  }
}

/// One line of `doctor`.
private struct Finding: Encodable {
  var what: String
  var found: String
  var isFine = true
  /// Whether commands fail without it.
  var isNeeded = true
  /// What to do where it is not fine.
  var advice = ""

  static var all: [Finding] {
    [software, numerics, database, processors, scenarios, charts]
      + ["reports", "notebooks-data"].map(folder)
  }

  private static var software: Finding {
    #if compiler(>=6.3)
      let compiler = "Swift 6.3 or later"
    #elseif compiler(>=6.2)
      let compiler = "Swift 6.2"
    #else
      let compiler = "Swift 6.1 or earlier"
    #endif
    #if arch(x86_64)
      let machine = "x86-64"
    #elseif arch(arm64)
      let machine = "Arm 64"
    #else
      let machine = "another processor"
    #endif
    return Finding(
      what: "govsim", found: "\(Software.version), built with \(compiler) for \(machine)")
  }

  private static var numerics: Finding {
    Finding(what: "numerical library", found: NumericalLibrary.name)
  }

  private static var database: Finding {
    typealias Version = @convention(c) () -> UnsafePointer<CChar>?
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "sqlite3_libversion"),
      let version = unsafeBitCast(symbol, to: Version.self)()
    else { return Finding(what: "result store", found: "SQLite, version unknown") }
    return Finding(what: "result store", found: "SQLite \(String(cString: version))")
  }

  private static var processors: Finding {
    let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1e9
    return Finding(
      what: "cores, memory",
      found: "\(ProcessInfo.processInfo.activeProcessorCount), \(FigureText.fixed(memory, 1)) GB")
  }

  private static var scenarios: Finding {
    guard let home = ProjectFolders.home else {
      return Finding(
        what: "scenarios", found: "not found", isFine: false, isNeeded: false,
        advice: "set GOVSIM_HOME to the folder that holds scenarios/")
    }
    return Finding(what: "scenarios", found: home.appendingPathComponent("scenarios").path)
  }

  private static var charts: Finding {
    guard let bundle = ProjectFolders.chartBundle else {
      return Finding(
        what: "charts", found: "not found", isFine: false, isNeeded: false,
        advice: "reports have tables instead; make setup fetches the charts' JavaScript")
    }
    return Finding(what: "charts", found: bundle.path)
  }

  private static func folder(_ name: String) -> Finding {
    let url = (ProjectFolders.home ?? ProjectFolders.workingFolder).appendingPathComponent(name)
    let exists = FileManager.default.fileExists(atPath: url.path)
    let tested = exists ? url : url.deletingLastPathComponent()
    let isWritable = FileManager.default.isWritableFile(atPath: tested.path)
    return Finding(
      what: name, found: url.path + (exists ? "" : ", made when needed"), isFine: isWritable,
      isNeeded: false, advice: isWritable ? "" : "not writable; name another folder with --output")
  }
}
