import Foundation

/// The machine the figures were taken on.
public struct Machine: Codable, Equatable, Sendable {
  public var processor: String
  public var cores: Int
  /// Memory [byte].
  public var memory: UInt64
  public var system: String
  public var kernel: String
  public var swift: String
  public var python: String
  /// Mean number of programs that wanted to run in the last minute before the start [1].
  public var load: Double?

  /// Reads it off; what can't be read is "unknown".
  public static func current(_ catalogue: Catalogue, _ launcher: Launcher) -> Machine {
    let info = ProcessInfo.processInfo
    let load = currentLoad()
    return Machine(
      processor: value(of: "model name", in: "/proc/cpuinfo", separator: ":"),
      cores: info.activeProcessorCount, memory: info.physicalMemory,
      system: value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=")
        .trimmingCharacters(in: ["\""]),
      kernel: text("/proc/sys/kernel/osrelease"),
      swift: version(["/usr/bin/env", "swift", "--version"], launcher),
      python: version([catalogue.python, "--version"], launcher), load: load)
  }

  /// Load average of the last minute [1].
  public static func currentLoad() -> Double? {
    text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) }
  }

  private static func text(_ path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "unknown"
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Value of the first line with this name.
  static func value(of name: String, in path: String, separator: Character) -> String {
    let line = text(path).split(separator: "\n").first { $0.hasPrefix(name) }
    let value = line?.split(separator: separator, maxSplits: 1).last ?? "unknown"
    return value.trimmingCharacters(in: .whitespaces)
  }

  private static func version(_ command: [String], _ launcher: Launcher) -> String {
    let output = (try? launcher.run(command).output) ?? "unknown"
    return output.split(separator: "\n").first { $0.contains("ersion") || $0.contains("ython") }
      .map(String.init) ?? "unknown"
  }
}

extension Machine: CustomStringConvertible {
  public var description: String {
    let gibibytes = String(format: "%.0f", Double(memory) / 0x1p30)
    let busy = load.map { String(format: "%.2f", $0) } ?? "unknown"
    return """
      \(cores) cores of \(processor), \(gibibytes) GiB, \(system), kernel \(kernel)
      \(swift); \(python); load at the start \(busy)
      """
  }
}
