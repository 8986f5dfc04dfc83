import Experiments
import Foundation

/// Where and when a run takes place; it reaches no result.
enum Machine {
  /// Now, such as `2026-03-01T09:30:00Z`.
  static var timeStamp: String { Date().formatted(.iso8601) }

  /// Processor time of this process so far [s].
  static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// Which build of the programme this is: size and time of its file. Worlds that different builds
  /// computed never meet in one study.
  static var build: String {
    var status = stat()
    let path = Bundle.main.executablePath ?? ""
    guard stat(path, &status) == 0 else { return Software.version }
    #if os(Linux)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return "\(Software.version)-\(status.st_size)-\(time.tv_sec).\(time.tv_nsec)"
  }

  /// The most memory that this process has held so far [byte].
  static var peakMemory: Int {
    var usage = rusage()
    #if os(Linux)
      let (own, unit) = (__rusage_who_t(RUSAGE_SELF.rawValue), 1_024)
    #else
      let (own, unit) = (RUSAGE_SELF, 1)
    #endif
    return getrusage(own, &usage) == 0 ? usage.ru_maxrss * unit : 0
  }

  /// Name of this machine without asking any network, or "".
  static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
