import Foundation
import TestSupport
import Testing

/// The tests of the programme as users meet it. One at a time: each already uses all cores.
@Suite("End to end", .serialized)
enum EndToEnd {}

/// What one run of the programme left behind.
struct Outcome {
  var status: Int32
  var output: String
  var complaints: String

  /// Lines of stderr.
  var lines: [String] { complaints.split(separator: "\n").map(String.init) }

  /// stdout as a JSON object.
  func object() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(value as? [String: Any])
  }
}

/// The built programme.
enum Binary {
  /// A command that takes longer than this hangs, on the busiest machine [s].
  static let hangs = 900.0
  enum Fault: Error { case notBuilt(lookedIn: [String]), timedOut(arguments: [String]) }

  /// Beside the test bundle, else where `swift build` leaves it.
  static func url() throws -> URL {
    let beside = [
      Bundle.main.executableURL, CommandLine.arguments.first.map { URL(fileURLWithPath: $0) },
    ].compactMap { $0?.resolvingSymlinksInPath().deletingLastPathComponent() }
    let built = [".build-test/release", ".build/release", ".build/debug"].map(Repository.url)
    let places = (beside + built).map { $0.appendingPathComponent("govsim") }
    guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else { throw Fault.notBuilt(lookedIn: places.map(\.path)) }
    return found
  }

  /// Runs it to its end, in the checkout's folder unless told otherwise.
  ///
  /// - Parameters:
  ///   - timeout: after which it is killed and the test fails [s].
  ///   - whenRunning: called once it runs.
  static func run(
    _ arguments: String..., in folder: URL = Repository.root, environment: [String: String] = [:],
    timeout: Double = hangs, whenRunning: (Process) -> Void = { _ in }
  ) throws -> Outcome {
    try run(arguments, in: folder, environment, timeout, whenRunning)
  }

  static func run(
    _ arguments: [String], in folder: URL = Repository.root, _ environment: [String: String] = [:],
    _ timeout: Double = hangs, _ whenRunning: (Process) -> Void = { _ in }
  ) throws -> Outcome {
    let scratch = try Scratch()
    let (output, complaints) = (scratch.url("stdout"), scratch.url("stderr"))
    for url in [output, complaints] { try Data().write(to: url) }
    let process = Process()
    process.executableURL = try url()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaints)
    process.environment = ["HOME": scratch.folder.path, "COLUMNS": "80", "LANG": "C"]
      .merging(environment) { $1 }
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    whenRunning(process)
    guard ended.wait(timeout: .now() + timeout) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw Fault.timedOut(arguments: arguments)
    }
    // A trap would show as a signal; commands end with a code of their own.
    #expect(process.terminationReason == .exit, "\(arguments) died of a signal")
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      complaints: try String(contentsOf: complaints, encoding: .utf8))
  }
}

/// A folder that goes away with its owner.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("govsim-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url(name).path) }

  /// A file with this text; its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: url(name))
    return url(name).path
  }
}
