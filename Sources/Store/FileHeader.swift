import Foundation

/// The first 100 bytes of an SQLite file, read without SQLite, so that a foreign file stays untouched.
/// Source: SQLite, "Database File Format", section 1.3.
struct FileHeader {
  var userVersion: Int
  var applicationID: Int32

  /// - Throws: `StoreError.notFound`, `.noPermission` or `.notAResultFile`.
  init(path: String) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .notFound(path: path) }
    guard let handle = fopen(path, "rb") else { throw StoreError(systemError: errno, path: path) }
    defer { fclose(handle) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = fread(&bytes, 1, bytes.count, handle)
    guard count > 0 else { throw .notAResultFile(path: path, found: "it is empty or a folder") }
    guard count == bytes.count, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .notAResultFile(path: path, found: "it is no SQLite file")
    }
    userVersion = Int(Self.word(bytes, at: 60))
    applicationID = Int32(bitPattern: Self.word(bytes, at: 68))
  }

  /// Refuses files of other software and of later versions.
  func check(path: String) throws(StoreError) {
    guard applicationID == Schema.applicationID else {
      throw .notAResultFile(path: path, found: "it is an SQLite file of other software")
    }
    guard userVersion <= Schema.version else {
      throw .newerSchema(path: path, found: userVersion, known: Schema.version)
    }
    guard userVersion >= 1 else { throw .damaged(path: path, found: "it has no format number") }
  }

  private static func word(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
