import Foundation
import TestSupport
import Testing

/// SwiftPM alone doesn't enforce the walls: an import of what a dependency depends on passes.
@Suite("Walls")
struct WallTests {
  @Test("Every import stays inside its wall")
  func imports() throws {
    var seen = 0
    for (target, path) in sources() {
      seen += 1
      let forbidden = Walls.violations(in: try Repository.text(path), of: target)
      #expect(forbidden.isEmpty, "\(path) imports \(forbidden): not allowed for \(target)")
    }
    #expect(seen > 100, "only \(seen) source files found")
  }

  @Test("Every folder of sources is a target of the table, and the other way round")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Repository.url("Sources").path)
    let targets = Set(folders.filter { !$0.hasPrefix(".") }).subtracting(["CGSL"])
    #expect(targets == Set(Walls.mayImport.keys))
  }

  @Test("Package.swift says the same as the table")
  func manifest() throws {
    let declared = Walls.declared(in: try Repository.text("Package.swift"))
    for (target, modules) in Walls.mayImport {
      #expect(declared[target] == modules.subtracting(Walls.unnamed), "\(target)")
    }
  }

  @Test("Every target has its tests")
  func tests() {
    for target in Walls.mayImport.keys {
      let folder = target == "govsim" ? "EndToEndTests" : "\(target)Tests"
      #expect(!Repository.files(in: "Tests/\(folder)", withSuffix: ".swift").isEmpty, "\(folder)")
    }
  }

  @Test("GSL is called where its values reach summaries only")
  func library() throws {
    for path in Repository.files(in: "Sources", withSuffix: ".swift")
    where !Walls.callGSL.contains(path) {
      #expect(!SourceText(try Repository.text(path)).imports.contains("CGSL"), "\(path)")
    }
  }

  @Test("In what simulates, unsafe memory lies in one file, and where GSL asks for it")
  func unsafeMemory() throws {
    let allowed = Walls.callGSL.union(["Sources/EventEngine/Memory/Slab.swift"])
    for (target, path) in sources()
    where Walls.portable.contains(target) && !allowed.contains(path) {
      let named = SourceText(try Repository.text(path)).names
        .filter { $0.hasPrefix("Unsafe") || $0.hasPrefix("withUnsafe") }
      #expect(named.isEmpty, "\(path) names \(named.sorted())")
    }
  }

  @Test("No type that rests on GSL is named where the rows of a replication are made")
  func libraryByWayOfStatistics() throws {
    let files = try Repository.files(in: "Sources/Statistics", withSuffix: ".swift")
      .map { SourceText(try Repository.text($0)) }
    let types = Walls.restOnGSL(files)
    #expect(types.isSuperset(of: ["Intervals", "ControlVariates", "BatchMeans", "TransientMM1"]))
    #expect(types.isDisjoint(with: ["Moments", "Portable", "Distribution", "MMc", "LogHistogram"]))
    for (target, path) in sources() where Walls.makeRows.contains(target) {
      let named = SourceText(try Repository.text(path)).names.intersection(types)
      #expect(named.isEmpty, "\(path) names \(named.sorted()), which rest on GSL")
    }
  }

  @Test("No mathematics of the system's near a replication")
  func mathematics() throws {
    let targets = Walls.portable.union(["Experiments"])
    for (target, path) in sources() where targets.contains(target) {
      // The functions that take the system's place call each other by the same names.
      if path.hasPrefix("Sources/Statistics/Portable") { continue }
      let calls = SystemMathematics.calls(in: try Repository.text(path))
      #expect(calls.isEmpty, "\(path): \(calls); use Portable of Statistics")
    }
    for target in Walls.portable {
      #expect(Walls.mayImport[target]?.contains("Foundation") == false, "\(target)")
    }
  }

  // MARK: The checks find what they are there for

  @Test(
    "A planted import is found",
    arguments: [
      "import Foundation", "@preconcurrency import Foundation", "internal import Foundation",
      "import struct Foundation.Date", "  import Foundation // for dates", "public import Glibc",
      "@_exported import Operations",
    ])
  func plantedImport(line: String) {
    let text = "/// A comment.\n\(line)\nstruct A {}\n"
    #expect(Walls.violations(in: text, of: "EventEngine").count == 1)
  }

  @Test("What only looks like an import is none")
  func noImport() {
    let text =
      "// import Foundation\nlet a = \"\"\"\n  import Foundation\n  \"\"\"\nlet important = 1\n"
    #expect(SourceText(text).imports.isEmpty)
  }

  @Test("A type that rests on GSL by way of another is found")
  func plantedType() {
    let files = [
      "import CGSL\npublic enum A {\n  struct Inner {}\n}\nprivate struct Hidden {}",
      "@frozen public struct B { let a = A.f() }", "struct C { let b: B! }", "struct D {}  // A",
    ]
    #expect(Walls.restOnGSL(files.map { SourceText($0) }) == ["A", "B", "C"])
  }

  @Test("A planted call of the system's mathematics is found, and Portable is none")
  func plantedCall() {
    #expect(SystemMathematics.calls(in: "let y = exp(x) + Foundation.log(x)").count == 2)
    #expect(
      SystemMathematics.calls(in: "let y = Portable.exp(x); func log(_ x: Double) {}").isEmpty)
  }

  @Test("A planted dependency of the manifest is found")
  func plantedDependency() {
    let manifest = """
      .target(name: "A"),
      .target(name: "B", dependencies: ["A", .product(name: "Yams", package: "Yams-source")]),
      .executableTarget(
        name: "c", dependencies: ["B"]),
      .testTarget(name: "ATests", dependencies: ["A", "B"]),
      """
    #expect(Walls.declared(in: manifest) == ["A": [], "B": ["A", "Yams"], "c": ["B"]])
  }

  private func sources() -> [(target: String, path: String)] {
    Walls.mayImport.keys.sorted().flatMap { target in
      Repository.files(in: "Sources/\(target)", withSuffix: ".swift").map { (target, $0) }
    }
  }
}

/// Calls of functions whose last bit differs from machine to machine.
enum SystemMathematics {
  private static let names: Set<String> = [
    "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "erf", "erfc", "exp", "exp2", "expm1",
    "hypot", "lgamma", "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "tan", "tanh",
    "tgamma",
  ]
  private static let modules = ["Foundation.", "Glibc.", "Darwin.", "Musl."]

  static func calls(in text: String) -> [String] {
    var found: [String] = []
    let source = SourceText(text)
    let declared = Set(source.functions.map(\.name))
    for (line, word) in source.words where word.hasSuffix("(") {
      let name = String(word.dropLast())
      if names.contains(name), !declared.contains(name) { found.append("line \(line): \(name)") }
    }
    for (index, line) in source.lines.enumerated() {
      for module in modules
      where line.contains(module) && names.contains(where: { line.contains(module + $0 + "(") }) {
        found.append("line \(index + 1): \(module)…")
      }
    }
    return found
  }
}
