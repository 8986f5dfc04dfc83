import Foundation

/// Where this checkout lies: tests read scenarios and sources from it.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder below the root, `path` written with `/`.
  public static func url(_ path: String) -> URL { root.appendingPathComponent(path) }
}
