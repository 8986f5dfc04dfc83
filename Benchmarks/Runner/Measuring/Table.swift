import Foundation

/// A Markdown table whose columns line up in a terminal too; all but the first are right-aligned.
public func table(_ header: [String], _ rows: [[String]]) -> String {
  let widths = header.indices.map { column in
    ([header] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
  }
  func line(_ cells: [String]) -> String {
    let padded = widths.enumerated().map { column, width in
      let cell = column < cells.count ? cells[column] : ""
      let space = String(repeating: " ", count: width - cell.count)
      return column == 0 ? cell + space : space + cell
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }
  let rule = widths.enumerated().map { column, width in
    String(repeating: "-", count: column == 0 ? width + 2 : width + 1) + (column == 0 ? "" : ":")
  }
  let lines = [line(header), "|" + rule.joined(separator: "|") + "|"] + rows.map(line)
  return lines.joined(separator: "\n")
}

/// A bound as people write it: `figures` without needless zeros.
func rounded(_ value: Double) -> String {
  let text = figures(value)
  guard text.contains("."), !text.contains("e") else { return text }
  var trimmed = Substring(text)
  while trimmed.hasSuffix("0") { trimmed.removeLast() }
  return String(trimmed.hasSuffix(".") ? trimmed.dropLast() : trimmed)
}

/// A measured ratio: three figures.
func figures(_ value: Double) -> String {
  if value != 0 && abs(value) < 0.005 { return String(format: "%.1e", value) }
  let digits = abs(value) >= 99.95 ? 0 : abs(value) >= 9.995 ? 1 : 2
  return String(format: "%.\(digits)f", value)
}

/// A power of ten in few letters: 1e3 for 1000.
func short(_ number: Int) -> String {
  let digits = String(number)
  let zeros = digits.count - 1
  let isPower = digits.first == "1" && digits.dropFirst().allSatisfy { $0 == "0" }
  return isPower && zeros >= 2 ? "1e\(zeros)" : digits
}

/// A rate in millions per processor second.
func millions(_ rate: Double) -> String {
  String(format: rate >= 1e6 ? "%.2f" : "%.3f", rate / 1e6)
}

extension Verdict {
  /// Cells: what, measured [least – largest], required, goal, standing and note.
  var cells: [String] {
    let measured =
      ratio.map {
        $0.least == $0.largest
          ? figures($0.value)
          : "\(figures($0.value)) [\(figures($0.least)) – \(figures($0.largest))]"
      } ?? "–"
    let words = [standing.rawValue, note].filter { !$0.isEmpty }.joined(separator: "; ")
    return [title, measured, required, goal, words]
  }
}

/// The ratios, one line each.
public func ratioTable(_ verdicts: [Verdict]) -> String {
  table(
    ["What", "measured [rounds]", "required", "goal", "standing"], verdicts.map(\.cells))
}

/// Engines of one family: events, speed, and the statistic beside theory.
public func engineTable(_ programs: [Program], _ results: Results) -> String {
  let rows = programs.map { program -> [String] in
    guard let rate = results.rate(program.name),
      let one = results.measurements(program.name).min(by: { $0.key < $1.key })?.value
    else {
      return [program.title, "–", "–", results.reasonMissing(program.name) ?? "–"]
    }
    let statistic = one.statistic
    return [
      program.title, one.version, millions(one.events),
      "\(millions(rate.median)) [\(millions(rate.least)) – \(millions(rate.largest))]",
      statistic?.value.map { String(format: "%.4f", $0) } ?? "–",
      statistic?.theory.map { String(format: "%.4f", $0) } ?? "–",
      statistic?.departure.map { String(format: "%+.1f %%", 100 * $0) } ?? "–",
    ]
  }
  return table(
    [
      "engine", "version", "events, millions", "millions/cpu s [rounds]", "mean", "theory",
      "off by",
    ],
    rows)
}

/// Speed against the number of pending events, one row for each engine.
public func curveTable(_ programs: [Program], _ results: Results, pending: [Int]) -> String {
  var titles: [String] = []
  for program in programs where !titles.contains(program.title) { titles.append(program.title) }
  let rows = titles.map { title in
    [title]
      + pending.map { count in
        let program = programs.first { $0.title == title && $0.family == "hold \(count)" }
        return program.flatMap { results.rate($0.name) }.map { millions($0.median) } ?? "–"
      }
  }
  return table(["millions of events / cpu s"] + pending.map(short), rows)
}

extension Measurement.Statistic {
  /// Relative distance from theory [1].
  var departure: Double? {
    guard let value, let theory, theory != 0 else { return nil }
    return value / theory - 1
  }
}
