import CYaml

/// One event of a YAML stream.
enum YAMLEvent: Sendable {
  case scalar(String, isPlain: Bool)
  case alias(String)
  case listStart, listEnd, mapStart, mapEnd
  case documentStart, documentEnd, streamEnd
}

/// An event, where it begins, and what scenario files must not use.
struct YAMLMark: Sendable {
  var event: YAMLEvent
  /// From 1.
  var line: Int
  var column: Int
  var anchor: String?
  var tag: String?
}

/// Text that is not YAML.
struct YAMLFault: Error {
  var message: String
  var line: Int
  var column: Int
}

/// Reads YAML event by event with libyaml, so that nothing is built before it has been looked at.
/// The only place with unsafe pointers of this module.
struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    input = .allocate(capacity: max(bytes.count, 1))
    _ = input.initialize(from: bytes)
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event.
  ///
  /// - Throws: `YAMLFault` with libyaml's own words, in one line.
  mutating func next() throws(YAMLFault) -> YAMLMark {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
    defer { yaml_event_delete(&event) }
    let line = Int(event.start_mark.line) + 1
    let column = Int(event.start_mark.column) + 1
    var mark = YAMLMark(event: .streamEnd, line: line, column: column)
    switch event.type {
    case YAML_STREAM_START_EVENT: return try next()
    case YAML_DOCUMENT_START_EVENT: mark.event = .documentStart
    case YAML_DOCUMENT_END_EVENT: mark.event = .documentEnd
    case YAML_ALIAS_EVENT: mark.event = .alias(Self.text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      mark.event = .scalar(
        String(decoding: text, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      (mark.anchor, mark.tag) = (Self.text(scalar.anchor), Self.text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      mark.event = .listStart
      let start = event.data.sequence_start
      (mark.anchor, mark.tag) = (Self.text(start.anchor), Self.text(start.tag))
    case YAML_SEQUENCE_END_EVENT: mark.event = .listEnd
    case YAML_MAPPING_START_EVENT:
      mark.event = .mapStart
      let start = event.data.mapping_start
      (mark.anchor, mark.tag) = (Self.text(start.anchor), Self.text(start.tag))
    case YAML_MAPPING_END_EVENT: mark.event = .mapEnd
    default: break
    }
    return mark
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: UnsafePointer($0)) }
  }

  private func fault() -> YAMLFault {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "cannot be read as YAML"
    let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
    let mark = parser.pointee.problem_mark
    return YAMLFault(
      message: problem + context, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
