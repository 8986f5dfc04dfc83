import Foundation
import Reports
import Store

/// Where the files of one study go.
struct StudyFiles {
  let store: URL
  let report: URL
  /// Folder of the CSV tables.
  let data: URL

  /// Files of a comparison: in `reports/` and `notebooks-data/` of the scenario's project (else of the
  /// working directory), or all of them below `output`.
  init(study: String, scenario: String, output: String?) {
    if let output {
      let folder = URL(fileURLWithPath: output)
      self.init(study, results: folder, data: folder.appendingPathComponent("notebooks-data"))
    } else {
      let project = ProjectFolders.project(of: scenario) ?? ProjectFolders.workingFolder
      self.init(
        study, results: project.appendingPathComponent("reports"),
        data: project.appendingPathComponent("notebooks-data"))
    }
  }

  /// Files made anew from a stored study: beside it, or below `output`.
  init(study: String, store: String, output: String?) {
    let folder = URL(fileURLWithPath: store).deletingLastPathComponent()
    if output == nil, folder.lastPathComponent == "reports" {
      let project = folder.deletingLastPathComponent()
      self.init(study, results: folder, data: project.appendingPathComponent("notebooks-data"))
    } else {
      let results = output.map { URL(fileURLWithPath: $0) } ?? folder
      self.init(study, results: results, data: results.appendingPathComponent("notebooks-data"))
    }
  }

  private init(_ study: String, results: URL, data: URL) {
    store = results.appendingPathComponent("\(study).sqlite")
    report = results.appendingPathComponent("\(study).html")
    self.data = data.appendingPathComponent(study)
  }

  /// Worlds are gathered here until the study is finished; then the file takes the place of `store`,
  /// so that an interrupted run never destroys an earlier result.
  var unfinishedStore: URL {
    let stem = store.deletingPathExtension().lastPathComponent
    return store.deletingLastPathComponent().appendingPathComponent("\(stem).unfinished.sqlite")
  }

  /// Refuses to overwrite a file of other software, or of a later version.
  func check() throws {
    guard FileManager.default.fileExists(atPath: store.path) else { return }
    try ResultStore.identify(store.path)
  }

  /// Gives the finished store its name.
  func publishStore() throws {
    let log = unfinishedStore.path + "-wal"
    guard !FileManager.default.fileExists(atPath: log) else {
      throw Failure(
        .fileTrouble,
        "\(unfinishedStore.shortPath) is finished, but another program is reading it; close that and "
          + "run the same command again: nothing is simulated twice")
    }
    // A log of the file that is replaced would be read into the new one.
    for suffix in ["-wal", "-shm", "-journal"] { unlink(store.path + suffix) }
    guard rename(unfinishedStore.path, store.path) == 0 else {
      throw Failure(
        .fileTrouble,
        "\(store.path) cannot be replaced; the results are in \(unfinishedStore.path)")
    }
  }

  /// Writes the HTML report.
  func writeReport(of study: StoredStudy, chartBundle: String?) throws {
    do {
      try FileManager.default.createDirectory(
        at: report.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(DecisionReport.html(from: study, chartBundle: chartBundle).utf8)
        .write(to: report, options: .atomic)
    } catch {
      throw ReportError.cannotWrite(path: report.path, found: Failure.reason(error))
    }
  }

  /// Writes the CSV tables and their description.
  func writeData(of study: StoredStudy) throws { try TidyExport.write(study, to: data) }
}

extension URL {
  /// Relative to the working directory where it lies below it.
  var shortPath: String {
    let here = ProjectFolders.workingFolder.standardizedFileURL.path
    let own = standardizedFileURL.path
    return own.hasPrefix(here + "/") ? String(own.dropFirst(here.count + 1)) : own
  }
}

extension StudyFiles {
  /// A finished study from a file whose rows are as they were stored.
  static func read(_ path: String) throws -> StoredStudy {
    let store = try ResultStore.open(path)
    try store.check()
    let study = try store.study()
    try store.close()
    return study
  }

  /// The same with what it can be re-costed from, by world.
  static func readWithQuantities(_ path: String) throws -> (StoredStudy, [Int: [UInt8]]) {
    let study = try read(path)
    let store = try ResultStore.open(path)
    let quantities = try store.quantities()
    try store.close()
    return (study, quantities)
  }
}
