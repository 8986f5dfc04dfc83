/// JSON whose keys keep their order, so that the same value gives the same bytes.
indirect enum JSONText: Sendable {
  case string(String)
  case number(Double)
  case truth(Bool)
  case array([JSONText])
  case object([(key: String, value: JSONText)])

  /// Indented by two spaces; short arrays of plain values on one line.
  func written(indent: Int = 0) -> String {
    let space = String(repeating: "  ", count: indent + 1)
    let close = String(repeating: "  ", count: indent)
    switch self {
    case .string(let text): return Self.quoted(text)
    case .number(let value):
      let isWhole = value == value.rounded() && value.magnitude < 1e15
      return isWhole ? String(Int(value)) : "\(value)"
    case .truth(let truth): return truth ? "true" : "false"
    case .array(let items) where items.allSatisfy(\.isPlain):
      return "[" + items.map { $0.written() }.joined(separator: ", ") + "]"
    case .array(let items):
      let lines = items.map { space + $0.written(indent: indent + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(close)]"
    case .object(let entries) where entries.isEmpty: return "{}"
    case .object(let entries):
      let lines = entries.map { entry in
        "\(space)\(Self.quoted(entry.key)): \(entry.value.written(indent: indent + 1))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(close)}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .string, .number, .truth: true
    case .array, .object: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      default:
        guard scalar.value < 0x20 else {
          quoted.unicodeScalars.append(scalar)
          continue
        }
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }
    }
    return quoted + "\""
  }
}
