import Foundation
import TestSupport
import Testing

@Suite("Words")
struct WordTests {
  @Test("Only the program prints, exits, or ends a run")
  func output() throws {
    for path in Repository.files(in: "Sources", withSuffix: ".swift")
    where !path.hasPrefix("Sources/govsim/") {
      let calls = Banned.output(in: try Repository.text(path))
      #expect(calls.isEmpty, "\(path): \(calls)")
    }
  }

  @Test("No traps and no empty names in the sources")
  func traps() throws {
    for path in Repository.files(in: "Sources", withSuffix: ".swift") {
      let words = Banned.words(in: try Repository.text(path))
      #expect(words.isEmpty, "\(path): \(words)")
    }
  }

  @Test("Nothing is left for later")
  func leftovers() throws {
    for path in texts() {
      let marks = Banned.leftovers(in: try Repository.text(path))
      #expect(marks.isEmpty, "\(path): \(marks)")
    }
  }

  @Test("No path of one machine stands in a file of the project")
  func machinePaths() throws {
    let paths = texts()
    #expect(paths.count > 150, "only \(paths.count) files found")
    for path in paths {
      let found = Banned.machinePaths(in: try Repository.text(path))
      #expect(found.isEmpty, "\(path): \(found)")
    }
  }

  // MARK: The checks find what they are there for

  @Test(
    "A planted word is found",
    arguments: [
      "fatalError()", "let a = try! f()", "let a = b as! C", "struct FlowManager {}",
      "enum StringUtils {}", "let a = loadHelper()", "print(1)", "exit(0)", "debugPrint(a)",
      #"let s = "\(try! f())""#,
    ])
  func plantedWord(code: String) {
    #expect(Banned.words(in: code).count + Banned.output(in: code).count == 1)
  }

  @Test(
    "What only looks like one is none",
    arguments: [
      "// print(1)", "let s = \"try! fatalError()\"", "FileManager.default", "page.print(1)",
      "let exits = 1", "let s = #\"exit(\\(1))\"#", "/* as! /* exit( */ print( */",
    ])
  func noWord(code: String) {
    #expect(Banned.words(in: code).isEmpty && Banned.output(in: code).isEmpty)
  }

  @Test("A planted mark and a planted path are found")
  func plantedMark() {
    #expect(Banned.leftovers(in: "// TO" + "DO: later").count == 1)
    for folder in Banned.machineFolders {
      #expect(Banned.machinePaths(in: "see `\(folder)somebody/govsim`").count == 1)
    }
    #expect(Banned.machinePaths(in: "https://example.org/home/a and a/home/b").isEmpty)
  }

  /// Everything that people read, hidden folders aside.
  private func texts() -> [String] {
    let suffixes = [
      ".swift", ".md", ".yaml", ".csv", ".json", ".py", ".h", ".modulemap", ".ipynb", "Makefile",
      "scripts/setup", "scripts/fetch-charts",
    ]
    let folders = ["Sources", "Tests", "docs", "scenarios", "scripts", "reports/sample"]
    let top = ["Makefile", "Package.swift", "README.md", "CHANGELOG.md"]
    return folders.flatMap { Repository.files(in: $0) }.filter { path in
      suffixes.contains { path.hasSuffix($0) }
    } + top
  }
}

/// Words that the house style rules out, and where they are allowed.
enum Banned {
  private static let emptyNames = ["Manager", "Helper", "Utils"]
  /// Foundation's own.
  private static let exceptions: Set<String> = ["FileManager", ".FileManager"]

  static func output(in text: String) -> [String] {
    let calls: Set<String> = ["print(", "debugPrint(", "dump(", "exit(", "_exit(", "abort("]
    return SourceText(text).words.filter { calls.contains($0.word) }.map {
      "line \($0.line): \($0.word)"
    }
  }

  static func words(in text: String) -> [String] {
    SourceText(text).words.filter { _, word in
      if ["fatalError(", "try!", "as!"].contains(word) { return true }
      let name = word.hasSuffix("(") || word.hasSuffix("!") ? String(word.dropLast()) : word
      return !exceptions.contains(name) && emptyNames.contains { name.contains($0) }
    }.map { "line \($0.line): \($0.word)" }
  }

  static func leftovers(in text: String) -> [String] {
    let marks = ["TO" + "DO", "FIX" + "ME"]
    return lines(of: text).filter { _, line in marks.contains { line.contains($0) } }.map(\.line)
  }

  /// Beginnings of absolute paths that exist on one machine only.
  static let machineFolders = ["home", "root", "work", "opt", "Users", "tmp"].map { "/\($0)/" }

  static func machinePaths(in text: String) -> [String] {
    lines(of: text).filter { _, line in
      machineFolders.contains { folder in
        line.ranges(of: folder).contains { range in
          guard range.lowerBound > line.startIndex else { return true }
          // Behind a name it is part of a longer path or of an address.
          let before = line[line.index(before: range.lowerBound)]
          return !before.isLetter && !before.isNumber && !"._-}])*/~".contains(before)
        }
      }
    }.map(\.line)
  }

  private static func lines(of text: String) -> [(number: Int, line: String)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0.offset + 1, String($0.element))
    }
  }
}
