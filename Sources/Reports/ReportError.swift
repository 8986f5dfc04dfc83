/// Why a report or an export could not be written.
public enum ReportError: Error, Hashable, Sendable {
  /// The folder cannot be made or a file in it cannot be written.
  case cannotWrite(path: String, found: String)
}

extension ReportError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotWrite(let path, let found):
      "\(path) cannot be written: \(found); name a folder that you may write with --output"
    }
  }
}
