import Foundation

/// Swift source with everything that is no code blanked out, and what can be read from it.
///
///     SourceText("import Foundation  // for files").imports      // ["Foundation"]
struct SourceText {
  /// As long as the text, line by line; comments and the insides of string literals are spaces.
  let code: String

  init(_ text: String) {
    var masking = Masking(text)
    code = masking.run()
  }

  var lines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Modules that are imported, in order, whatever stands before or behind the word.
  var imports: [String] {
    lines.compactMap { line in
      var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
      while let first = words.first, Self.isModifier(first) { words.removeFirst() }
      guard words.first == "import" else { return nil }
      words.removeFirst()
      if let kind = words.first, Self.importKinds.contains(kind) { words.removeFirst() }
      return words.first.flatMap { $0.split(separator: ".").first.map(String.init) }
    }
  }

  private static let importKinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
  ]

  private static func isModifier(_ word: Substring) -> Bool {
    word.hasPrefix("@")
      || ["public", "internal", "package", "private", "fileprivate"].contains(word)
  }

  /// Words of the code with the number of their line, from 1. A word is a name with the dot before it
  /// and with what calls or forces it: `print(`, `.print(`, `try!`.
  var words: [(line: Int, word: String)] {
    var found: [(Int, String)] = []
    for (index, line) in lines.enumerated() {
      var word = ""
      for character in line + " " {
        let isPartOfName = character.isLetter || character.isNumber || character == "_"
        let endsInName = word.last.map { $0 != "." } ?? false
        if isPartOfName {
          word.append(character)
          continue
        }
        if endsInName {
          let isCallOrForce = character == "(" || character == "!"
          found.append((index + 1, isCallOrForce ? word + String(character) : word))
        }
        word = character == "." ? "." : ""
      }
    }
    return found
  }

  /// All names in the code, without what calls or forces them.
  var names: Set<String> {
    Set(words.map { $0.word.trimmingCharacters(in: CharacterSet(charactersIn: ".(!")) })
  }

  /// Types declared at the start of a line, private ones aside.
  var declaredTypes: Set<String> {
    var found: Set<String> = []
    for line in lines where line.first.map({ !$0.isWhitespace }) ?? false {
      let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
      guard !words.contains("private"), !words.contains("fileprivate"),
        let position = words.firstIndex(where: { Self.typeKinds.contains($0) }),
        position + 1 < words.count
      else { continue }
      found.insert(String(words[position + 1]))
    }
    return found
  }

  private static let typeKinds: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  /// Functions and initialisers with the number of their first line and how many lines they take.
  var functions: [(line: Int, name: String, lineCount: Int)] {
    var found: [(Int, String, Int)] = []
    for (index, line) in lines.enumerated() {
      guard let name = Self.declaredFunction(line) else { continue }
      var depth = 0
      var hasOpened = false
      for (offset, body) in lines[index...].enumerated() {
        if !hasOpened, offset > 0, Self.declaredFunction(body) != nil { break }
        for character in body where character == "{" || character == "}" {
          depth += character == "{" ? 1 : -1
          hasOpened = true
        }
        if hasOpened, depth <= 0 {
          found.append((index + 1, name, offset + 1))
          break
        }
      }
    }
    return found
  }

  private static func declaredFunction(_ line: Substring) -> String? {
    let words = line.split(whereSeparator: { " (<".contains($0) })
    if let position = words.firstIndex(of: "func"), position + 1 < words.count {
      return String(words[position + 1])
    }
    let isInitialiser = words.contains { $0 == "init" || $0 == "init?" } && !line.contains(".init")
    return isInitialiser ? "init" : nil
  }
}

/// Replaces comments and the insides of string literals by spaces; code in `\( )` stays.
private struct Masking {
  private let text: [Character]
  private var position = 0
  private var result = ""

  init(_ text: String) { self.text = Array(text) }

  mutating func run() -> String {
    code(untilClosing: false)
    return result
  }

  private func at(_ offset: Int) -> Character? {
    position + offset < text.count ? text[position + offset] : nil
  }

  private func isNext(_ token: String) -> Bool {
    token.enumerated().allSatisfy { at($0.offset) == $0.element }
  }

  private mutating func take(_ count: Int, blank: Bool) {
    for _ in 0..<count where position < text.count {
      result.append(blank && !text[position].isNewline ? " " : text[position])
      position += 1
    }
  }

  /// Up to the end, or to the bracket that closes an interpolation.
  private mutating func code(untilClosing: Bool) {
    var depth = 0
    while let character = at(0) {
      if isNext("//") {
        while let next = at(0), !next.isNewline { take(1, blank: true) }
      } else if isNext("/*") {
        comment()
      } else if let fence = literalFence() {
        literal(fence)
      } else {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        if untilClosing, depth < 0 { return }
        take(1, blank: false)
      }
    }
  }

  /// Comments nest.
  private mutating func comment() {
    var depth = 0
    repeat {
      if isNext("/*") { depth += 1 } else if isNext("*/") { depth -= 1 }
      take(isNext("/*") || isNext("*/") ? 2 : 1, blank: true)
    } while depth > 0 && position < text.count
  }

  /// Number of `#` and quotes of the literal that starts here, if one does.
  private func literalFence() -> (hashes: Int, quotes: Int)? {
    var hashes = 0
    while at(hashes) == "#" { hashes += 1 }
    guard at(hashes) == "\"" else { return nil }
    return (hashes, at(hashes + 1) == "\"" && at(hashes + 2) == "\"" ? 3 : 1)
  }

  private mutating func literal(_ fence: (hashes: Int, quotes: Int)) {
    let hashes = String(repeating: "#", count: fence.hashes)
    let end = String(repeating: "\"", count: fence.quotes) + hashes
    take(end.count, blank: false)
    while position < text.count, !isNext(end) {
      if isNext("\\\(hashes)(") {
        take(hashes.count + 2, blank: true)
        code(untilClosing: true)
        take(1, blank: true)
      } else {
        take(isNext("\\\(hashes)") ? hashes.count + 2 : 1, blank: true)
      }
    }
    take(end.count, blank: false)
  }
}
