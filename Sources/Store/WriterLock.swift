import Foundation

/// The right to write one result file. Other processes see it at once, and the system frees it when
/// this one ends, however it ends.
///
/// It is an advisory lock on a small file beside the store, `NAME-lock`, taken away on release.
/// (A lock on the store itself would not do: closing any handle of a file frees SQLite's own locks.)
final class WriterLock: Sendable {
  private let descriptor: Int32
  private let path: String

  /// - Throws: `StoreError.locked` when another process, or another store of this one, is writing;
  ///   `.noPermission`, `.diskFull` or `.failed` when the lock file cannot be made.
  init(for store: String) throws(StoreError) {
    path = store + "-lock"
    while true {
      let file = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw StoreError(systemError: errno, path: store) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        Foundation.close(file)
        throw .locked(path: store)
      }
      if Self.isSameFile(file, path) {
        descriptor = file
        return
      }
      // The former writer took the file away between our two calls.
      Foundation.close(file)
    }
  }

  deinit {
    unlink(path)
    Foundation.close(descriptor)
  }

  private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

extension StoreError {
  /// The case that fits an error number of the system.
  init(systemError code: Int32, path: String) {
    self =
      switch code {
      case ENOENT: .notFound(path: path)
      case EACCES, EPERM, EROFS, EISDIR, ENOTDIR:
        .noPermission(path: path, found: String(cString: strerror(code)).lowercased())
      case ENOSPC, EDQUOT: .diskFull(path: path)
      default: .failed(path: path, found: String(cString: strerror(code)).lowercased())
      }
  }
}
