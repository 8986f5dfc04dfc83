/// JSON with its keys in the order in which they were written, so that a chart's text never changes
/// by itself.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
  init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  static func integer(_ value: Int) -> JSONValue { .number(Double(value)) }

  /// This object with further members, or with new values for members that it has.
  func with(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(var members) = self else { return self }
    if let place = members.firstIndex(where: { $0.key == key }) {
      members[place].value = value
    } else {
      members.append(Member(key: key, value: value))
    }
    return .object(members)
  }

  /// On one line.
  var compact: String {
    var text = ""
    write(into: &text, indent: nil, depth: 0)
    return text
  }

  /// On many lines, two spaces a level; short lists and objects of scalars stay on one line.
  var pretty: String {
    var text = ""
    write(into: &text, indent: 2, depth: 0)
    return text + "\n"
  }

  private func write(into text: inout String, indent: Int?, depth: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value): text += Self.number(value)
    case .string(let value): Self.quote(value, into: &text)
    case .array(let values):
      Self.writeList(values.map { (nil, $0) }, "[", "]", into: &text, indent, depth)
    case .object(let members):
      Self.writeList(members.map { ($0.key, $0.value) }, "{", "}", into: &text, indent, depth)
    }
  }

  private static func writeList(
    _ items: [(key: String?, value: JSONValue)], _ open: String, _ close: String,
    into text: inout String, _ indent: Int?, _ depth: Int
  ) {
    let isFlat = indent == nil || items.allSatisfy { $0.value.isScalar }
    let step = String(repeating: " ", count: (indent ?? 0) * (depth + 1))
    text += open
    for (place, item) in items.enumerated() {
      if place > 0 { text += "," }
      text += isFlat ? (place > 0 && indent != nil ? " " : "") : "\n" + step
      if let key = item.key {
        quote(key, into: &text)
        text += indent == nil ? ":" : ": "
      }
      item.value.write(into: &text, indent: indent, depth: depth + 1)
    }
    if !isFlat { text += "\n" + String(repeating: " ", count: (indent ?? 0) * depth) }
    text += close
  }

  private var isScalar: Bool {
    switch self {
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    default: true
    }
  }

  /// Whole numbers without a point; what is not finite has no place in JSON.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    guard value == value.rounded(), value.magnitude < 1e15 else { return "\(value)" }
    return String(Int(value))
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      // So that no text can end a script element of a page.
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
