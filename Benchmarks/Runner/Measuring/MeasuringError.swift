/// What can go wrong while measuring. None of it stops the other programs.
public enum MeasuringError: Error, Equatable, Sendable {
  /// The program could not be started; the system's reason.
  case notStarted(String)
  /// The program ended with a status other than 0; the end of what it said.
  case failed(status: Int32, message: String)
  /// The program ran longer than allowed [s] and was ended.
  case tooLong(seconds: Double)
  /// The output holds no measurement; its start.
  case unreadableOutput(String)
  /// A file could not be written; its path and the system's reason.
  case notWritten(path: String, reason: String)
}

extension MeasuringError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notStarted(let reason): "could not be started: \(reason)"
    case .failed(let status, let message): "ended with status \(status): \(message)"
    case .tooLong(let seconds): "took longer than \(Int(seconds)) s and was ended"
    case .unreadableOutput(let start):
      start.isEmpty ? "printed nothing" : "printed no measurement, but: \(start)"
    case .notWritten(let path, let reason): "\(path) could not be written: \(reason)"
    }
  }
}
