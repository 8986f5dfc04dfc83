import Quantities

/// Builds the tree of one file, and refuses what could hide or multiply content: aliases, anchors,
/// tags, several documents, deep nesting, keys given twice.
struct ScenarioParser: ~Copyable {
  /// Deepest nesting of maps and lists [1].
  static let deepest = 32
  /// Most scalars, maps and lists in one file [1].
  static let mostNodes = 100_000

  private let file: ScenarioFile
  private var reader: YAMLEventReader
  private var nodes = 0
  private(set) var faults: [Diagnostic] = []

  private struct Refused: Error {}

  private init(_ file: ScenarioFile) {
    self.file = file
    reader = YAMLEventReader(file.bytes)
  }

  /// The file's only document, or `nil` with the reason why it ends early. Keys given twice are
  /// reported, and their first values kept.
  static func parse(_ file: ScenarioFile) -> (root: ScenarioNode?, faults: [Diagnostic]) {
    var parser = ScenarioParser(file)
    do {
      let root = try parser.document()
      return (root, parser.faults)
    } catch {
      return (nil, parser.faults)
    }
  }

  private mutating func document() throws(Refused) -> ScenarioNode {
    let start = try next()
    guard case .documentStart = start.event else {
      throw refuse(Place.whole(file.path), "holds no scenario", "start with govsim: 1")
    }
    let root = try node(try next(), depth: 0)
    _ = try next()
    let end = try next()
    if case .documentStart = end.event {
      throw refuse(
        place(end), "found a second document, allowed one", "put it in a file of its own")
    }
    if root.isNothing {
      throw refuse(Place.whole(file.path), "holds no scenario", "start with govsim: 1")
    }
    return root
  }

  private mutating func node(_ mark: YAMLMark, depth: Int) throws(Refused) -> ScenarioNode {
    nodes += 1
    guard nodes <= Self.mostNodes else {
      throw refuse(place(mark), "found more than \(Self.mostNodes) values, allowed that many", nil)
    }
    switch mark.event {
    case .scalar(let text, let isPlain):
      return ScenarioNode(.scalar(text, isPlain: isPlain), at: place(mark))
    case .listStart:
      try checkDepth(depth, mark)
      var items: [ScenarioNode] = []
      while true {
        let item = try next()
        if case .listEnd = item.event { break }
        items.append(try node(item, depth: depth + 1))
      }
      return ScenarioNode(.list(items), at: place(mark))
    case .mapStart:
      try checkDepth(depth, mark)
      return try map(mark, depth: depth)
    default:
      throw refuse(place(mark), "cannot be read as YAML", nil)
    }
  }

  private mutating func map(_ start: YAMLMark, depth: Int) throws(Refused) -> ScenarioNode {
    var entries: [ScenarioNode.Entry] = []
    var lines: [String: Int] = [:]
    while true {
      let mark = try next()
      if case .mapEnd = mark.event { break }
      guard case .scalar(let key, _) = mark.event else {
        throw refuse(place(mark), "found a map or list as a key, allowed a name", nil)
      }
      let value = try node(try next(), depth: depth + 1)
      if let first = lines[key] {
        faults.append(
          Diagnostic(
            at: place(mark),
            "found \(excerpt(key)) a second time (first on line \(first)), allowed once",
            suggestion: "delete line \(first) or line \(mark.line)"))
        continue
      }
      lines[key] = mark.line
      entries.append(.init(key: key, keyPlace: place(mark), value: value))
    }
    return ScenarioNode(.map(entries), at: place(start))
  }

  private mutating func checkDepth(_ depth: Int, _ mark: YAMLMark) throws(Refused) {
    guard depth >= Self.deepest else { return }
    throw refuse(
      place(mark), "found maps and lists \(depth + 1) deep, allowed \(Self.deepest)", nil)
  }

  /// The next event, if it is one that scenario files may use.
  private mutating func next() throws(Refused) -> YAMLMark {
    let mark: YAMLMark
    do { mark = try reader.next() } catch { throw refuse(error) }
    if case .alias(let name) = mark.event {
      throw refuse(
        place(mark), "found the alias *\(excerpt(name)), allowed plain values",
        "write the value out")
    }
    if let anchor = mark.anchor {
      throw refuse(
        place(mark), "found the anchor &\(excerpt(anchor)), allowed plain values", "delete it")
    }
    if let tag = mark.tag, tag != "!" {
      throw refuse(place(mark), "found the tag \(excerpt(tag)), allowed plain values", "delete it")
    }
    return mark
  }

  private mutating func refuse(_ fault: YAMLFault) -> Refused {
    let place = Place(file: file.path, line: fault.line, column: fault.column)
    if fault.message.hasPrefix("Maximum nesting") {
      return refuse(place, "found maps and lists too deep, allowed \(Self.deepest)", nil)
    }
    if character(at: fault.line, fault.column) == "\t" {
      return refuse(place, "found a tab (\(fault.message)), allowed spaces", "indent with spaces")
    }
    return refuse(place, fault.message, nil)
  }

  private mutating func refuse(_ place: Place, _ message: String, _ suggestion: String?) -> Refused
  {
    faults.append(Diagnostic(at: place, message, suggestion: suggestion))
    return Refused()
  }

  private func place(_ mark: YAMLMark) -> Place {
    Place(file: file.path, line: mark.line, column: mark.column)
  }

  private func character(at line: Int, _ column: Int) -> Unicode.Scalar? {
    let lines = file.text.unicodeScalars.split(
      maxSplits: line, omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" })
    guard line <= lines.count, line >= 1 else { return nil }
    return lines[line - 1].dropFirst(column - 1).first
  }
}
