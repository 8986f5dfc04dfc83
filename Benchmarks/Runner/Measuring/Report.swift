import Foundation

/// All that one benchmark gave, with every single measurement; written as JSON.
public struct Report: Codable, Sendable {
  public var startedAt: String
  public var endedAt: String
  public var machine: Machine
  public var rounds: Int
  public var sizes: Sizes
  /// What must be reached, with what was measured.
  public var required: [Verdict]
  /// What is told beside it.
  public var told: [Verdict]
  public var checks: [String]
  /// Programs that were never run, and why.
  public var absent: [String: String]
  public var programs: [Program]
  public var runs: [Run]

  /// The report as people read it: Markdown tables, none of them empty.
  public var text: String {
    let results = Results(runs: runs, absent: absent)
    let hold = programs.filter { $0.family.hasPrefix("hold") }
    let sections = [
      required.isEmpty ? nil : "### Must reach\n\n" + ratioTable(required),
      told.isEmpty ? nil : "### Also measured\n\n" + ratioTable(told),
      hold.isEmpty
        ? nil
        : "### hold: speed against the number of pending events\n\n"
          + curveTable(hold, results, pending: sizes.pending),
      engines("mm1", results), engines("network", results), engines("replications", results),
      (checks + absentLines).map { "- \($0)" }.joined(separator: "\n"),
    ]
    return """
      \(startedAt) to \(endedAt), \(rounds) rounds, medians of events per processor second
      \(machine)

      \(sections.compactMap(\.self).joined(separator: "\n\n"))
      """
  }

  private func engines(_ family: String, _ results: Results) -> String? {
    let members = programs.filter { $0.family == family }
    return members.isEmpty ? nil : "### \(family)\n\n" + engineTable(members, results)
  }

  private var absentLines: [String] {
    absent.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
  }

  /// Writes the report as `TIME.json` and its text as `TIME.md`.
  ///
  /// - Returns: path of the JSON file.
  public func write(to folder: String) throws(MeasuringError) -> String {
    let name = "\(folder)/" + startedAt.replacingOccurrences(of: ":", with: "-")
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(self).write(to: URL(fileURLWithPath: name + ".json"))
      try (text + "\n").write(toFile: name + ".md", atomically: true, encoding: .utf8)
    } catch {
      throw .notWritten(path: name, reason: error.localizedDescription)
    }
    return name + ".json"
  }
}

/// The present time in ISO 8601, UTC.
public func timestamp() -> String { Date().ISO8601Format() }
