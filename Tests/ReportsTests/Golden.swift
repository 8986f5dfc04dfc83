import Foundation
import Testing

/// Texts that must not change by accident. To accept a change, delete the file and run the tests once:
/// it is written anew (and that run fails).
enum Golden {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Golden")

  static func expect(
    _ text: String, equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appendingPathComponent(name)
    guard let golden = try? String(contentsOf: url, encoding: .utf8) else {
      try Data(text.utf8).write(to: url)
      Issue.record("\(name) was missing and has been written", sourceLocation: sourceLocation)
      return
    }
    guard golden != text else { return }
    let pairs = zip(
      golden.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) differs from line \(first.map { $0.offset + 1 } ?? 0) on:
      was \(first?.element.0 ?? "") 
      is  \(first?.element.1 ?? "")
      """, sourceLocation: sourceLocation)
  }
}
