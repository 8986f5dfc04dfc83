import Foundation

/// Where this checkout lies: tests read scenarios and sources from it.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder below the root, `path` written with `/`.
  public static func url(_ path: String) -> URL { root.appendingPathComponent(path) }
}

extension Repository {
  /// Paths below the root, written with `/` and sorted, of the files in a folder and the folders in it.
  ///
  /// Hidden files and what builds and runs leave behind are passed over.
  public static func files(in folder: String, withSuffix suffix: String = "") -> [String] {
    let base = folder.isEmpty ? root : url(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: base.path)) ?? []
    let paths = names.sorted().flatMap { name -> [String] in
      if name.hasPrefix(".") || name == "__pycache__" { return [] }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder) else {
        return []
      }
      if isFolder.boolValue { return files(in: path, withSuffix: suffix) }
      return path.hasSuffix(suffix) ? [path] : []
    }
    return paths
  }

  /// The text of a file below the root.
  ///
  /// - Throws: an error of Foundation's where it can't be read.
  public static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }
}
