import Foundation

/// Runs the built program `govsim`, as a user would.
///
///     let outcome = try Program.run(["validate", "scenarios/countries/rwanda.yaml"])
///     outcome.status            // 0
///
/// The program is the one that was built beside the tests; it runs in the checkout's root folder.
public enum Program {
  /// What a run left behind.
  public struct Outcome: Sendable {
    /// Exit code, or the number of the signal that ended it.
    public var status: Int32
    public var wasSignalled: Bool
    public var standardOutput: String
    public var standardError: String
    /// Wall-clock time [s].
    public var seconds: Double
  }

  /// Why no outcome exists.
  public enum Failure: Error, Sendable {
    case notBuilt(path: String)
    case tookTooLong(arguments: [String], limit: Double)
  }

  /// Where the program lies: in the folder of the running test binary.
  public static var url: URL {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = tests.deletingLastPathComponent().appendingPathComponent("govsim")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Bundle.main.bundleURL.appendingPathComponent("govsim")
  }

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - folder: current folder of the program; the checkout's root by default.
  ///   - environment: variables added to those of the tests.
  ///   - limit: longest time allowed [s]; the program is killed after it.
  /// - Throws: `Failure`, or an error of Foundation's where it can't be started.
  public static func run(
    _ arguments: [String], in folder: URL = Repository.root,
    environment: [String: String] = [:], limit: Double = 300
  ) throws -> Outcome {
    guard FileManager.default.isExecutableFile(atPath: url.path) else {
      throw Failure.notBuilt(path: url.path)
    }
    // Files, not pipes: a pipe that nobody empties would stop the program.
    let scratch = try TemporaryFolder()
    let (output, error) = (scratch.url("out"), scratch.url("err"))
    for file in [output, error] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    let start = Date()
    try process.run()
    while process.isRunning {
      if Date().timeIntervalSince(start) > limit {
        process.terminate()
        throw Failure.tookTooLong(arguments: arguments, limit: limit)
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
    return Outcome(
      status: process.terminationStatus,
      wasSignalled: process.terminationReason == .uncaughtSignal,
      standardOutput: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self),
      seconds: Date().timeIntervalSince(start))
  }
}
