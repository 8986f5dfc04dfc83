import Foundation

/// Where a new scenario goes, and how it reaches the library from there.
///
/// A scenario reads files below one root only: the nearest folder named `scenarios`, or else its
/// own. Where that root has no library, a copy of it goes there.
struct NewScenarioPlace {
  var file: URL
  /// The library, relative to the file.
  var libraryPath: String
  var copiesLibrary: Bool
  private var source: URL
  private var target: URL

  /// - Parameter library: the folder of the library that came with the programme.
  /// - Throws: `Failure` where there is such a file already, or no such folder.
  init(path: String, library: URL) throws {
    file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath()
    guard ProjectFolders.isFolder(folder) else {
      throw Failure(
        .fileTrouble, "\(path): there is no folder \(folder.path); make it, or name another")
    }
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Failure(
        .fileTrouble, "\(path): there is a file already; name another with --to, or delete it")
    }
    let real = folder.appendingPathComponent(file.lastPathComponent)
    let root = ProjectFolders.project(of: real.path)?.appendingPathComponent("scenarios") ?? folder
    source = library
    target = root.appendingPathComponent("library")
    copiesLibrary = !FileManager.default.fileExists(
      atPath: target.appendingPathComponent("library.yaml").path)
    let depth = folder.pathComponents.count - root.pathComponents.count
    libraryPath = String(repeating: "../", count: max(0, depth)) + "library/library.yaml"
  }

  /// In the project's folder of countries where there is one, else in the working folder.
  static func usual(for name: String) -> String {
    let countries = ProjectFolders.workingFolder.appendingPathComponent("scenarios/countries")
    return (ProjectFolders.isFolder(countries) ? "scenarios/countries/" : "") + name + ".yaml"
  }

  /// Writes the file, and the library where it is missing. Nothing is overwritten.
  ///
  /// - Throws: `CocoaError` where the disk refuses.
  func write(_ text: String) throws {
    if copiesLibrary { try FileManager.default.copyItem(at: source, to: target) }
    try Data(text.utf8).write(to: file, options: .withoutOverwriting)
  }
}
