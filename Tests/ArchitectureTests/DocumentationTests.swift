import Foundation
import TestSupport
import Testing

@Suite("Documentation")
struct DocumentationTests {
  @Test("Every link leads somewhere")
  func links() throws {
    var count = 0
    for path in pages() {
      let links = Page(try Repository.text(path)).links
      count += links.count
      for link in links {
        #expect(Page.leadsSomewhere(link, from: path), "\(path): \(link)")
      }
    }
    #expect(count > 10, "only \(count) links found")
  }

  @Test("Documents name only commands and make targets that exist")
  func commands() throws {
    let commands = try Self.commands()
    let targets = try Self.makeTargets()
    for path in pages() {
      let page = Page(try Repository.text(path))
      for name in page.words(after: "govsim") {
        #expect(commands.contains(name), "\(path): govsim \(name)")
      }
      for name in page.words(after: "make") {
        #expect(targets.contains(name), "\(path): make \(name)")
      }
    }
    let shown = Page(try Repository.text("README.md"))
    #expect(shown.words(after: "govsim").count > 3 && shown.words(after: "make").count > 2)
  }

  @Test("Scenario files that documents name are there")
  func scenarioFiles() throws {
    for path in pages() {
      for file in Page(try Repository.text(path)).scenarioFiles {
        #expect(
          FileManager.default.fileExists(atPath: Repository.url(file).path), "\(path): \(file)")
      }
    }
  }

  // MARK: The checks find what they are there for

  @Test("A planted link, command and file are found")
  func planted() {
    let page = Page(
      """
      See [this](docs/none.md) and [that](README.md#nowhere), not [the web](https://example.org).
      Plain govsim words and make nothing are no commands.
      ```sh
      make fly
      .build/release/govsim teleport scenarios/none.yaml   # govsim comment
      govsim dream scenarios/countries/my-own.yaml
      ```
      `govsim dance --fast`
      """)
    #expect(page.links.filter { !Page.leadsSomewhere($0, from: "README.md") }.count == 2)
    #expect(page.words(after: "govsim") == ["teleport", "dream", "dance"])
    #expect(page.words(after: "make") == ["fly"])
    #expect(page.scenarioFiles == ["scenarios/none.yaml"])
  }

  @Test("Commands are read from the sources")
  func readingCommands() {
    let text = """
      struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "a")
      }
      struct ShowAll: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "b")
      }
      """
    #expect(Self.commands(in: text).isSuperset(of: ["compare", "show"]))
  }

  private func pages() -> [String] {
    ["README.md", "CHANGELOG.md"] + Repository.files(in: "docs", withSuffix: ".md")
  }

  private static func commands() throws -> Set<String> {
    var names: Set<String> = []
    for path in Repository.files(in: "Sources/govsim", withSuffix: ".swift") {
      names.formUnion(commands(in: try Repository.text(path)))
    }
    return names
  }

  /// By the name it states, or else by its type's.
  private static func commands(in text: String) -> Set<String> {
    var names: Set<String> = []
    for line in text.split(separator: "\n") where line.contains("ParsableCommand") {
      let words = line.split { !$0.isLetter && !$0.isNumber }
      guard let keyword = words.firstIndex(where: { $0 == "struct" || $0 == "extension" }),
        keyword + 1 < words.count
      else { continue }
      names.insert(words[keyword + 1].lowercased())
    }
    for piece in text.components(separatedBy: "commandName: \"").dropFirst() {
      names.insert(String(piece.prefix { $0 != "\"" }))
    }
    return names
  }

  private static func makeTargets() throws -> Set<String> {
    let lines = try Repository.text("Makefile").split(separator: "\n")
    let phony = lines.first { $0.hasPrefix(".PHONY:") } ?? ""
    return Set(phony.split(separator: " ").dropFirst().map(String.init))
  }
}

/// A page in Markdown.
struct Page {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Targets of links and pictures, other sites' aside.
  var links: [String] {
    text.components(separatedBy: "](").dropFirst().compactMap { piece in
      let target = String(piece.prefix { $0 != ")" })
      return target.isEmpty || target.contains("://") ? nil : target
    }
  }

  /// Shell lines: what stands in blocks of `sh` or between single backquotes.
  private var shellLines: [Substring] {
    var found: [Substring] = []
    var language: Substring?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") {
        language = language == nil ? line.dropFirst(3) : nil
      } else if let language {
        if language == "sh" { found.append(line.prefix { $0 != "#" }) }
      } else {
        let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
        found += pieces.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
      }
    }
    return found
  }

  /// First plain words behind a program's name, wherever it is the command.
  func words(after program: String) -> [String] {
    shellLines.compactMap { line in
      let words = line.split(separator: " ")
      guard let command = words.first(where: { !$0.contains("=") }),
        command == program || command.hasSuffix("/\(program)"),
        let position = words.firstIndex(of: command), position + 1 < words.count
      else { return nil }
      let word = words[position + 1]
      return word.allSatisfy { $0.isLowercase || $0 == "-" } && !word.hasPrefix("-")
        ? String(word) : nil
    }
  }

  /// Files below `scenarios/` in shell lines; those called `my-…` are the reader's to write.
  var scenarioFiles: [String] {
    shellLines.flatMap { $0.split(separator: " ") }
      .filter { $0.hasPrefix("scenarios/") && $0.hasSuffix(".yaml") }
      .filter { !$0.contains("/my-") }.map(String.init)
  }

  /// Whether a relative link has a file, and its anchor a heading.
  static func leadsSomewhere(_ link: String, from path: String) -> Bool {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let folder = path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let file = parts[0].isEmpty ? path : folder + parts[0]
    guard FileManager.default.fileExists(atPath: Repository.url(file).path) else { return false }
    guard parts.count == 2 else { return true }
    guard let text = try? Repository.text(file) else { return false }
    return text.split(separator: "\n").contains { line in
      line.hasPrefix("#") && anchor(line) == parts[1]
    }
  }

  private static func anchor(_ heading: Substring) -> String {
    let title = heading.drop { $0 == "#" || $0 == " " }.lowercased()
    return String(
      title.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
        .map { $0 == " " ? "-" : $0 })
  }
}
