import Foundation

/// What each target may import, as docs/architecture.md says it.
///
/// The standard library needs no import; `Foundation` is listed where it is allowed.
enum Walls {
  static let mayImport: [String: Set<String>] = [
    "Quantities": [],
    "EventEngine": [],
    "Statistics": ["CGSL"],
    "Operations": ["EventEngine", "Statistics", "Quantities"],
    "Delivery": ["EventEngine", "Statistics", "Quantities"],
    "Economics": ["Statistics", "Quantities"],
    "Scenarios": ["Quantities", "Yams", "CYaml", "SwiftCSV", "Foundation"],
    "Experiments": [
      "EventEngine", "Statistics", "Operations", "Delivery", "Economics", "Scenarios", "Quantities",
      "Foundation",
    ],
    "Store": ["Experiments", "Quantities", "GRDB", "Foundation"],
    "Reports": ["Store", "Economics", "Statistics", "Quantities", "Foundation"],
    "govsim": [
      "Quantities", "EventEngine", "Statistics", "Operations", "Delivery", "Economics", "Scenarios",
      "Experiments", "Store", "Reports", "ArgumentParser", "Foundation", "Dispatch",
      "Synchronization",
    ],
  ]

  /// Modules that `Package.swift` does not name for a target: they come with another or the system.
  static let unnamed: Set<String> = ["CYaml", "Foundation", "Dispatch", "Synchronization"]

  /// Targets whose numbers reach a replication row. No mathematics of the system's may get in there,
  /// for its last bits differ between machines.
  static let portable: Set<String> = [
    "Quantities", "EventEngine", "Statistics", "Operations", "Delivery", "Economics",
  ]

  /// The files that may call GSL: its values reach summaries only.
  static let callGSL: Set<String> = [
    "Sources/Statistics/Estimators/GoodnessOfFit.swift",
    "Sources/Statistics/Estimators/Interval.swift",
    "Sources/Statistics/Estimators/QuantileInterval.swift",
    "Sources/Statistics/GSL+LinearFit.swift",
    "Sources/Statistics/GSL.swift",
    "Sources/Statistics/Queues/Transient/ForwardEquations.swift",
  ]

  /// Targets in which the rows of a replication are made: nothing there may rest on GSL, not even by
  /// way of a type of Statistics that does.
  static let makeRows: Set<String> = ["EventEngine", "Operations", "Delivery", "Economics"]

  /// Types that rest on GSL: declared in a file that imports it, or in one that names such a type.
  static func restOnGSL(_ files: [SourceText]) -> Set<String> {
    var found: Set<String> = []
    var left = files
    while true {
      let resting = left.filter { file in
        file.imports.contains("CGSL") || !file.names.isDisjoint(with: found)
      }
      if resting.isEmpty { return found }
      for file in resting { found.formUnion(file.declaredTypes) }
      left.removeAll { file in resting.contains { $0.code == file.code } }
    }
  }

  /// Imports of one file that its target may not have.
  static func violations(in text: String, of target: String) -> [String] {
    let allowed = mayImport[target] ?? []
    return SourceText(text).imports.filter { !allowed.contains($0) }
  }

  /// Dependencies of each target in the text of a `Package.swift`, tests and what they share aside.
  static func declared(in manifest: String) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    var kind = ""
    for piece in manifest.components(separatedBy: "arget(") {
      defer { kind = String(piece.suffix(16)) }
      let isOurs = kind.hasSuffix(".t") || kind.hasSuffix(".executableT")
      let quoted = piece.components(separatedBy: "\"")
      guard isOurs, quoted.count > 1, !piece.contains("path: \"Tests/") else { continue }
      let list = piece.range(of: "dependencies: [")
      result[quoted[1]] = list.map { names(in: piece[$0.upperBound...]) } ?? []
    }
    return result
  }

  /// Names in a list of dependencies, up to its closing bracket; of a product, the product's.
  private static func names(in list: Substring) -> Set<String> {
    let end = list.firstIndex(of: "]") ?? list.endIndex
    var found: Set<String> = []
    var isPackage = false
    for (index, piece) in list[..<end].split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index % 2 == 0 {
        isPackage = piece.contains("package:")
      } else if !isPackage {
        found.insert(String(piece))
      }
    }
    return found
  }
}
