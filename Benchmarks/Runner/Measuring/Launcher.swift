import Foundation

/// Starts programs, one at a time, and waits for them.
public struct Launcher: Sendable {
  /// What a program that ended well left behind.
  public struct Ended: Sendable {
    public var output: String
    /// Processor time of the process and its children [s], as the system counts it.
    public var processSeconds: Double
  }

  /// A program that runs longer is ended [s].
  public var limit: Double

  public init(limit: Double = 300) {
    self.limit = limit
  }

  /// Runs a command and reads what it prints.
  ///
  /// - Parameters:
  ///   - command: path of the executable, then its arguments.
  ///   - environment: added to ours.
  public func run(
    _ command: [String], environment: [String: String] = [:]
  ) throws(MeasuringError) -> Ended {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("govsim-measure-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command.first ?? "")
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let before = Self.childSeconds()
    do {
      // Files, not pipes: a program that prints much can't block.
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      process.standardOutput = try Self.newFile("output", in: folder)
      process.standardError = try Self.newFile("errors", in: folder)
      try process.run()
    } catch {
      throw .notStarted(error.localizedDescription)
    }
    let wasEnded = wait(for: process)
    let seconds = Self.childSeconds() - before
    if wasEnded { throw .tooLong(seconds: limit) }
    guard process.terminationStatus == 0 else {
      let lines = Self.text("errors", in: folder).split(separator: "\n").suffix(2)
      throw .failed(status: process.terminationStatus, message: lines.joined(separator: " "))
    }
    return Ended(output: Self.text("output", in: folder), processSeconds: seconds)
  }

  /// - Returns: whether the program had to be ended.
  private func wait(for process: Process) -> Bool {
    let identifier = process.processIdentifier
    let kill = DispatchWorkItem { _ = Foundation.kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: kill)
    process.waitUntilExit()
    kill.cancel()
    return process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
  }

  private static func newFile(_ name: String, in folder: URL) throws -> FileHandle {
    let file = folder.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  private static func text(_ name: String, in folder: URL) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  /// Processor time of all children that have ended [s].
  private static func childSeconds() -> Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    #else
      getrusage(RUSAGE_CHILDREN, &usage)
    #endif
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + 1e-6 * Double(time.tv_usec) }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
