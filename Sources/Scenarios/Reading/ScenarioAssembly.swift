import Foundation
import Quantities

/// Reads a scenario file with everything it extends and the assumption tables they name.
///
/// Only files below one root are read: the nearest folder named `scenarios` above the scenario, or
/// else the scenario's own folder. Symbolic links are followed before that is checked.
struct ScenarioAssembly {
  /// Most files that one scenario may consist of, and longest chain of `extends` [1].
  static let mostFiles = 64
  static let longestChain = 16

  var faults = DiagnosticList()
  /// Whether a part could not be read at all; what depends on it is then not judged.
  private var isBroken = false
  var digest = ContentDigest()
  private var done: [String: ScenarioNode] = [:]
  private var chain: [String] = []
  var fileCount = 0
  /// Real path of the root folder.
  let root: String

  /// All files merged: the root map without `extends` and `assumption_tables`.
  struct Assembled {
    var node: ScenarioNode
    var digest: String
    /// Real path of the root folder, and of the scenario.
    var root: String
    /// From a path as shown in messages to the path below the root folder.
    var shortPaths: [String: String]
  }
  var shortPaths: [String: String] = [:]

  static func assemble(path: String) throws(ScenarioError) -> (Assembled?, DiagnosticList) {
    let real = realPath(path)
    guard let real else {
      throw ScenarioError.file(path: path, reason: "no such file or directory")
    }
    var assembly = ScenarioAssembly(root: rootFolder(of: real))
    let file = try ScenarioFile(path: path)
    let node = assembly.merge(file, real: real)
    guard let node, !assembly.isBroken else { return (nil, assembly.faults) }
    let assembled = Assembled(
      node: node, digest: assembly.digest.hex, root: assembly.root, shortPaths: assembly.shortPaths)
    return (assembled, assembly.faults)
  }

  private init(root: String) { self.root = root }

  /// The nearest folder named `scenarios`, or the file's own.
  static func rootFolder(of real: String) -> String {
    let own = (real as NSString).deletingLastPathComponent
    var folder = own
    while folder != "/", !folder.isEmpty {
      if (folder as NSString).lastPathComponent == "scenarios" { return folder }
      folder = (folder as NSString).deletingLastPathComponent
    }
    return own
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private mutating func merge(_ file: ScenarioFile, real: String) -> ScenarioNode? {
    fileCount += 1
    digest.add(file.bytes)
    shortPaths[file.path] = String(real.dropFirst(root.count + 1))
    let parsed = ScenarioParser.parse(file)
    faults.add(contentsOf: parsed.faults)
    guard let raw = parsed.root else { return breaking(nil) }
    guard case .map = raw.content else {
      faults.add(
        Diagnostic(
          at: raw.place, "found \(raw.foundText), allowed a map of keys",
          suggestion: "start with govsim: 1"))
      return breaking(nil)
    }
    checkVersion(raw, file)
    var own = raw.handingDownProvenance(faults: &faults)
    fillTraces(&own, from: file, real: real)
    chain.append(real)
    defer { chain.removeLast() }
    var base: ScenarioNode?
    for reference in references(in: own, key: "extends") {
      guard let other = breaking(extended(by: reference, from: file, real: real)) else { continue }
      base = base?.merged(with: other) ?? other
    }
    for reference in references(in: own, key: "assumption_tables") {
      guard let table = breaking(table(reference, from: file, real: real)) else { continue }
      base = base?.merged(with: table) ?? table
    }
    let top = own.dropping(["extends", "assumption_tables"])
    let merged = base?.merged(with: top) ?? top
    done[real] = merged
    return merged
  }

  /// The node itself; without one, the scenario is incomplete.
  private mutating func breaking(_ node: ScenarioNode?) -> ScenarioNode? {
    isBroken = isBroken || node == nil
    return node
  }

  private mutating func checkVersion(_ root: ScenarioNode, _ file: ScenarioFile) {
    guard let version = root["govsim"] else {
      faults.add(
        Diagnostic(
          at: Place(file: file.path, line: 1, column: 1), keyPath: "govsim",
          "found nothing, allowed 1 (the version of the scenario format)",
          suggestion: "add govsim: 1"))
      return
    }
    guard version.text != "1" else { return }
    faults.add(
      Diagnostic(
        at: version.place, keyPath: "govsim",
        "found \(version.foundText), allowed 1 (the version of the scenario format)"))
  }

  /// The file names under a key: one, or a list.
  private mutating func references(in node: ScenarioNode, key: String) -> [ScenarioNode] {
    guard let value = node[key] else { return [] }
    let items: [ScenarioNode]
    if case .list(let list) = value.content { items = list } else { items = [value] }
    return items.filter { item in
      if item.text != nil, !item.isNothing { return true }
      faults.add(
        Diagnostic(
          at: item.place, keyPath: key, "found \(item.foundText), allowed the name of a file"))
      return false
    }
  }

  private mutating func extended(
    by reference: ScenarioNode, from file: ScenarioFile, real: String
  ) -> ScenarioNode? {
    guard let target = locate(reference, key: "extends", from: file, real: real) else { return nil }
    if chain.contains(target.real) {
      let circle = (chain.drop { $0 != target.real } + [target.real]).map {
        String($0.dropFirst(root.count + 1))
      }
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: "extends",
          "found a circle (\(circle.joined(separator: " → "))), allowed files that don't extend each other"
        ))
      return nil
    }
    if let node = done[target.real] { return node }
    guard chain.count < Self.longestChain else {
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: "extends",
          "found a chain of more than \(Self.longestChain) files, allowed that many"))
      return nil
    }
    guard let file = open(target, reference, key: "extends") else { return nil }
    return merge(file, real: target.real)
  }

  private mutating func table(
    _ reference: ScenarioNode, from file: ScenarioFile, real: String
  ) -> ScenarioNode? {
    let key = "assumption_tables"
    guard let target = locate(reference, key: key, from: file, real: real),
      let table = open(target, reference, key: key)
    else { return nil }
    fileCount += 1
    digest.add(table.bytes)
    shortPaths[table.path] = String(target.real.dropFirst(root.count + 1))
    return AssumptionTable.node(of: table, faults: &faults)
  }

  mutating func open(
    _ target: (shown: String, real: String), _ reference: ScenarioNode, key: String
  ) -> ScenarioFile? {
    guard fileCount < Self.mostFiles else {
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: key,
          "found more than \(Self.mostFiles) files, allowed that many"))
      return nil
    }
    do {
      return try ScenarioFile(path: target.shown)
    } catch .invalid(let diagnostics) {
      faults.add(contentsOf: diagnostics)
    } catch {
      faults.add(Diagnostic(at: reference.place, keyPath: key, "found \(error)"))
    }
    return nil
  }

  /// Where a reference leads, if it leads to a file below the root folder.
  mutating func locate(
    _ reference: ScenarioNode, key: String, from file: ScenarioFile, real: String
  ) -> (shown: String, real: String)? {
    let name = reference.text ?? ""
    let allowed = "allowed a file below the folder \((root as NSString).lastPathComponent)"
    guard !name.hasPrefix("/"), !name.hasPrefix("~") else {
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: key, "found \(excerpt(name)), \(allowed)",
          suggestion: "write the path relative to this file"))
      return nil
    }
    let shown = Self.joined((file.path as NSString).deletingLastPathComponent, name)
    let beside = (real as NSString).deletingLastPathComponent + "/" + name
    guard let target = Self.realPath(beside) else {
      faults.add(
        Diagnostic(
          at: reference.place, keyPath: key,
          "found \(excerpt(name)), but there is no file \(shown)",
          suggestion: Self.neighbour(of: beside).map { "did you mean \($0)?" }))
      return nil
    }
    guard target.hasPrefix(root + "/") else {
      faults.add(
        Diagnostic(at: reference.place, keyPath: key, "found \(excerpt(name)), \(allowed)"))
      return nil
    }
    return (shown, target)
  }

  /// `a/b` + `../c.yaml` = `a/c.yaml`.
  static func joined(_ folder: String, _ name: String) -> String {
    var parts = folder.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    for part in name.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func neighbour(of path: String) -> String? {
    let folder = (path as NSString).deletingLastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Spelling.nearest(to: (path as NSString).lastPathComponent, in: names.sorted())
  }
}
