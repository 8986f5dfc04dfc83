import Foundation
import Reports

/// Finds what lies beside the programme: scenarios, the charts' JavaScript.
///
/// Looked in, in this order: `$GOVSIM_HOME`, the working directory and the folders above it, the
/// executable's own folder and those above it.
enum ProjectFolders {
  /// The folder with `scenarios/library` or `scenarios/verify` in it, or `nil`.
  static var home: URL? {
    candidates.first { folder in
      ["scenarios/library", "scenarios/verify"].contains {
        isFolder(folder.appendingPathComponent($0))
      }
    }
  }

  /// The scenarios that `govsim verify` runs, in order of their names.
  static var verificationFiles: [String] {
    guard let home else { return [] }
    let folder = home.appendingPathComponent("scenarios/verify")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
      .map { folder.appendingPathComponent($0).path }
  }

  /// The programme whose outcome `govsim verify` predicts, or `nil`.
  static var portalFile: String? {
    home.map { $0.appendingPathComponent("scenarios/validation/portal.yaml").path }
      .flatMap { FileManager.default.isReadableFile(atPath: $0) ? $0 : nil }
  }

  /// The country that examples speak of, or `nil`.
  static var exampleCountry: String? {
    home.map { $0.appendingPathComponent("scenarios/countries/rwanda.yaml").path }
      .flatMap { FileManager.default.isReadableFile(atPath: $0) ? $0 : nil }
  }

  /// Where the charts' JavaScript lies, or `nil`.
  static var chartBundle: URL? {
    candidates.map { $0.appendingPathComponent(ChartBundle.path) }
      .first { FileManager.default.isReadableFile(atPath: $0.path) }
  }

  /// The text of the charts' JavaScript; `nil` and a note where there is none.
  static func loadChartBundle(_ output: OutputOptions) -> String? {
    if let text = chartBundle.flatMap(ChartBundle.load) { return text }
    output.note(
      "note: the charts' JavaScript is missing, so the report has tables instead; "
        + "make setup fetches it")
    return nil
  }

  /// The folder that holds the `scenarios` folder of a file, or `nil` where it lies elsewhere.
  static func project(of scenario: String) -> URL? {
    let folders = upwards(from: URL(fileURLWithPath: scenario).deletingLastPathComponent())
    return folders.first { $0.lastPathComponent == "scenarios" }?.deletingLastPathComponent()
  }

  static var workingFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath) }

  private static var candidates: [URL] {
    let named = ProcessInfo.processInfo.environment["GOVSIM_HOME"].flatMap { path in
      path.isEmpty ? nil : URL(fileURLWithPath: path)
    }
    let own = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    return (named.map { [$0] } ?? []) + upwards(from: workingFolder)
      + (own.map { upwards(from: $0) } ?? [])
  }

  private static func upwards(from folder: URL) -> [URL] {
    var folders = [folder.standardizedFileURL]
    while let last = folders.last, last.path != "/", folders.count < 64 {
      folders.append(last.deletingLastPathComponent().standardizedFileURL)
    }
    return folders
  }

  static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
