import Foundation

/// Where text goes: data to stdout, everything said about it to stderr.
enum Console {
  /// Writes data. The text carries its own line ends.
  ///
  /// - Throws: `Failure` when stdout takes no more (a full disk, say).
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw Failure(
        .fileTrouble,
        "standard output cannot be written: \(Failure.reason(error)); check where it leads")
    }
  }

  /// Writes one line about the run to stderr. Where stderr is closed, nobody wants to know.
  static func complain(_ line: String) { tell(line + "\n") }

  /// Writes to stderr as it is.
  static func tell(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether the environment lets us write colours at all (https://no-color.org).
  static var environmentAllowsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Columns of the terminal that tables go to, 60 … 120 [1].
  static var width: Int {
    var size = winsize()
    let asked = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
    let told = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? 0
    let columns = asked > 0 ? asked : told > 0 ? told : 104
    return min(max(columns, 60), 120)
  }
}
