import Foundation
import Scenarios
import TestSupport
import Testing

/// Scenario files that stand beside these tests.
enum Fixture {
  static func path(_ name: String) -> String {
    Repository.url("Tests/ScenariosTests/\(name)").path
  }

  /// The small country of two regions' worth of everything.
  static func country() throws -> Scenario { try Scenario.load(path: path("Good/country.yaml")) }
  static func counter() throws -> Scenario { try Scenario.load(path: path("Good/counter.yaml")) }

  /// The faults of a file as one line each, its folder left out.
  static func faults(_ path: String) -> [String] {
    let folder = (path as NSString).deletingLastPathComponent + "/"
    do {
      _ = try Scenario.load(path: path)
      return []
    } catch {
      return "\(error)".split(separator: "\n").map { $0.replacingOccurrences(of: folder, with: "") }
    }
  }

  /// A folder for files that cannot be kept in a repository; deleted at the end.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("govsim-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// The faults of a text saved as a scenario file.
  static func faults(of text: String) throws -> [String] {
    try withFolder { folder in
      let file = folder.appendingPathComponent("scenario.yaml")
      try Data(text.utf8).write(to: file)
      return faults(file.path)
    }
  }

  /// The scenario in a text.
  static func scenario(_ text: String) throws -> Scenario {
    try withFolder { folder in
      let file = folder.appendingPathComponent("scenario.yaml")
      try Data(text.utf8).write(to: file)
      return try Scenario.load(path: file.path)
    }
  }
}

extension Fixture {
  /// Names of files in a folder of fixtures, sorted.
  static func names(in folder: String, ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder))
      .filter { $0.hasSuffix(ending) }.sorted()
  }
}
