import Foundation

/// The bytes of one file, read with care: only regular files, at most 1 MiB, UTF-8 without NUL.
struct ScenarioFile: Sendable {
  /// Path as shown in messages.
  var path: String
  var bytes: [UInt8]

  /// Largest file that is read [byte].
  static let largestSize = 1 << 20

  /// - Throws: `ScenarioError.file` when there is nothing to read, `.invalid` when there is too much,
  ///   or what is there is not text.
  init(path: String) throws(ScenarioError) {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .file(path: path, reason: String(cString: strerror(errno)).lowercased())
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      let found = kind == S_IFDIR ? "a folder" : "a device, pipe or socket"
      throw .file(path: path, reason: "found \(found), allowed a regular file")
    }
    guard status.st_size <= Self.largestSize else { throw Self.tooLarge(path, Int(status.st_size)) }
    bytes = try Self.read(path)
    try checkText()
  }

  /// A file that exists only in memory, such as the text of a setting.
  init(path: String, text: String) {
    self.path = path
    self.bytes = Array(text.utf8)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private static func tooLarge(_ path: String, _ size: Int) -> ScenarioError {
    .invalid([
      Diagnostic(
        .error, file: path, message: "found \(size) bytes, allowed \(largestSize) (1 MiB)",
        suggestion: "move parts into files and name them in extends")
    ])
  }

  private static func read(_ path: String) throws(ScenarioError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw .file(path: path, reason: String(cString: strerror(errno)).lowercased())
    }
    defer { fclose(file) }
    // One byte more than allowed, in case the file has grown since it was measured.
    var buffer = [UInt8](repeating: 0, count: largestSize + 1)
    let count = fread(&buffer, 1, buffer.count, file)
    guard ferror(file) == 0 else { throw .file(path: path, reason: "cannot be read") }
    guard count <= largestSize else { throw tooLarge(path, count) }
    buffer.removeLast(buffer.count - count)
    return buffer
  }

  /// Drops a byte order mark; refuses NUL and what is not UTF-8.
  private mutating func checkText() throws(ScenarioError) {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
    if let offset = bytes.firstIndex(of: 0) {
      throw fault(
        at: offset, found: "a NUL byte", suggestion: "save the file as plain text in UTF-8")
    }
    guard let offset = Self.firstInvalidByte(in: bytes) else { return }
    let hex = String(bytes[offset], radix: 16)
    throw fault(
      at: offset, found: "byte 0x\(hex) (byte \(offset + 1) of the file)",
      suggestion: "save the file as UTF-8")
  }

  private func fault(at offset: Int, found: String, suggestion: String) -> ScenarioError {
    let before = bytes[..<offset]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count + 1
    return .invalid([
      Diagnostic(
        .error, file: path, line: line, column: column,
        message: "found \(found), allowed text in UTF-8", suggestion: suggestion)
    ])
  }

  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
