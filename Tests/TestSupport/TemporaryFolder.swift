import Foundation

/// A folder of a test's own, removed with the value that stands for it.
public final class TemporaryFolder: Sendable {
  public let root: URL

  /// - Throws: an error of Foundation's where no folder can be made.
  public init() throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("govsim-test-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A file in it.
  public func url(_ name: String) -> URL { root.appendingPathComponent(name) }

  /// Writes a file into it.
  ///
  /// - Returns: where the file is.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> URL {
    let file = url(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }
}
