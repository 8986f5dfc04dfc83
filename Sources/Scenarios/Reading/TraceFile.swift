import Quantities
import SwiftCSV

/// Requests that were counted somewhere, to be replayed.
///
///     let trace = try ArrivalTrace.load(path: "traces/monday.csv")
///
/// A table has the columns `time` (`12.5`, `12.5 s`, `2 min` or `10:00:12.5`; never falling) and, if
/// wanted, `count` (requests at that time), or `hour` (from 0, rising; hours left out have no requests)
/// and `requests` (in that hour).
public enum ArrivalTrace: Hashable, Sendable {
  /// One time for each request [s], ≥ 0, never falling.
  case times([Double])
  /// Requests in each hour [1], from hour 0 on, whole; shape [hours].
  case hourlyRequests([Double])

  /// Requests in the trace [1].
  public var requests: Double {
    switch self {
    case .times(let times): Double(times.count)
    case .hourlyRequests(let counts): counts.reduce(0, +)
    }
  }

  /// Reads a table of at most 1 MiB.
  ///
  /// - Throws: `ScenarioError.file` when there is nothing to read; `.invalid` with all faults, each
  ///   with its row and column.
  public static func load(path: String) throws(ScenarioError) -> ArrivalTrace {
    var faults = DiagnosticList()
    let trace = TraceFile.trace(of: try TraceFile.open(path), faults: &faults)
    guard let trace, !faults.hasErrors else { throw .invalid(faults.sortedErrors) }
    return trace
  }
}

/// Reads an ``ArrivalTrace``.
struct TraceFile {
  /// More requests than this are not kept one by one [1].
  static let mostRequests = 10_000_000
  /// Requests of one hour [1].
  static let mostHourlyRequests = 1e12
  /// Hours are numbered below this: 100 years [h].
  static let mostHours = 876_600
  private static let wantedTime =
    "a time up to 100 years: seconds (12.5), a duration (12.5 s) or hh:mm:ss (10:00:12.5)"
  private static let columns = ["time", "count", "hour", "requests"]

  private let path: String
  private let heading: [String]
  private var faults: DiagnosticList

  private init(path: String, heading: [String], faults: DiagnosticList) {
    self.path = path
    self.heading = heading
    self.faults = faults
  }

  static func open(_ path: String) throws(ScenarioError) -> ScenarioFile {
    do {
      return try ScenarioFile(path: path)
    } catch .invalid(var diagnostics) {
      // What has no line is too large; the advice for scenarios is of no use here.
      for index in diagnostics.indices where diagnostics[index].line == nil {
        diagnostics[index].suggestion =
          "give counts: time and count, or hour and requests"
      }
      throw .invalid(diagnostics)
    }
  }

  /// The trace in a table, or `nil` with faults. Places are row and column, the heading being row 1.
  static func trace(of file: ScenarioFile, faults: inout DiagnosticList) -> ArrivalTrace? {
    guard let rows = rows(of: file, &faults) else { return nil }
    let heading = (rows.first ?? []).map { $0.split(separator: " ").joined() }
    var reader = TraceFile(path: file.path, heading: heading, faults: DiagnosticList())
    let trace = reader.read(rows)
    faults.add(contentsOf: reader.faults)
    return reader.faults.hasErrors ? nil : trace
  }

  /// Every row, the heading too. Each is one line, so that rows are found where editors show them, and
  /// short, because the parser makes all rows as long as the longest.
  private static func rows(
    of file: ScenarioFile, _ faults: inout DiagnosticList
  ) -> [[String]]? {
    let text = file.text
    var isGood = true
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let place = Place(file: file.path, line: index + 1, column: 1)
      let quotes = line.utf8.count { $0 == UInt8(ascii: "\"") }
      let commas = line.utf8.count { $0 == UInt8(ascii: ",") }
      guard !quotes.isMultiple(of: 2) || commas > 8 else { continue }
      isGood = false
      let found = commas > 8 ? "\(commas + 1) fields" : "a quote without its other end"
      faults.add(Diagnostic(at: place, "found \(found), allowed 1 or 2 fields"))
    }
    guard isGood else { return nil }
    do {
      let csv = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false)
      return [csv.header] + csv.rows
    } catch {
      faults.add(
        Diagnostic(
          at: Place.whole(file.path),
          "found a table with badly placed quotes (\(error)), allowed CSV",
          suggestion: "leave the quotes out"))
      return nil
    }
  }
}

extension TraceFile {
  private mutating func read(_ rows: [[String]]) -> ArrivalTrace? {
    guard checkHeading() else { return nil }
    let body = rows.enumerated().dropFirst().filter { row in
      row.element.contains { !$0.allSatisfy(\.isWhitespace) }
    }
    guard !body.isEmpty else {
      faults.add(Diagnostic(at: Place.whole(path), "found no rows, allowed at least one"))
      return nil
    }
    let isHourly = heading.contains("hour")
    var times: [Double] = []
    var hours: [Double] = []
    var previous: (value: Double, row: Int)?
    for (index, fields) in body {
      let row = index + 1
      checkWidth(fields, row)
      if isHourly {
        readHour(fields, row, &previous, &hours)
      } else {
        readTime(fields, row, &previous, &times)
      }
    }
    let trace = isHourly ? ArrivalTrace.hourlyRequests(hours) : .times(times)
    if !faults.hasErrors, trace.requests == 0 {
      faults.add(Diagnostic(at: Place.whole(path), "found no requests, allowed at least one"))
    }
    return trace
  }

  private mutating func checkHeading() -> Bool {
    let allowed = "time and count, or hour and requests"
    if heading.allSatisfy(\.isEmpty) {
      add(1, 1, "found no heading, allowed the columns \(allowed)")
      return false
    }
    for (index, name) in heading.enumerated() {
      if !Self.columns.contains(name) {
        let nearest = Spelling.nearest(to: name, in: Self.columns).map { "did you mean \($0)?" }
        add(1, index + 1, "found the column \(excerpt(name)), allowed \(allowed)", nearest)
      } else if heading[..<index].contains(name) {
        add(1, index + 1, "found the column \(name) twice, allowed once")
      }
    }
    let known = Set(heading).intersection(Self.columns)
    if faults.hasErrors { return false }
    if ![["time"], ["time", "count"], ["hour", "requests"]].contains(known) {
      add(1, 1, "found the columns \(heading.joined(separator: ", ")), allowed \(allowed)")
    }
    return !faults.hasErrors
  }

  private mutating func checkWidth(_ fields: [String], _ row: Int) {
    let width = fields.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    if width > heading.count {
      add(row, heading.count + 1, "found \(width) fields, allowed \(heading.count)")
    }
  }

  private mutating func readTime(
    _ fields: [String], _ row: Int, _ previous: inout (value: Double, row: Int)?,
    _ times: inout [Double]
  ) {
    let text = field("time", of: fields)
    let largest = Double(Self.mostHours) * TimeSpan.secondsPerHour
    let time = value(
      text.text, row, text.column, Self.wantedTime, upTo: largest, Self.seconds)
    let number = heading.contains("count") ? count(of: "count", fields, row) : 1
    if let time {
      if let last = previous, time < last.value {
        add(
          row, text.column,
          "found \(time) s after \(last.value) s (row \(last.row)), allowed times that don't fall",
          "sort the rows by time")
      }
      previous = (time, row)
    }
    guard let time, let number else { return }
    guard Double(times.count) + number <= Double(Self.mostRequests) else {
      return addOnce(
        row, "found more than \(Self.mostRequests) requests, allowed that many one by one",
        "give counts by hour and requests")
    }
    times.append(contentsOf: repeatElement(time, count: Int(number)))
  }

  private mutating func readHour(
    _ fields: [String], _ row: Int, _ previous: inout (value: Double, row: Int)?,
    _ hours: inout [Double]
  ) {
    let text = field("hour", of: fields)
    let hour = whole(text.text, row, text.column, upTo: Double(Self.mostHours - 1))
    let number = count(of: "requests", fields, row)
    guard let hour else { return }
    if let last = previous, hour <= last.value {
      add(
        row, text.column,
        "found hour \(Int(hour)) after hour \(Int(last.value)) (row \(last.row)), allowed hours that rise",
        "sort the rows by hour, and give each hour once")
    }
    previous = (hour, row)
    guard let number, !faults.hasErrors else { return }
    hours.append(contentsOf: repeatElement(0, count: max(0, Int(hour) - hours.count)))
    hours.append(number)
  }
}

extension TraceFile {
  private mutating func add(
    _ row: Int, _ column: Int, _ message: String, _ suggestion: String? = nil
  ) {
    let place = Place(file: path, line: row, column: column)
    faults.add(Diagnostic(at: place, message, suggestion: suggestion))
  }

  /// A fault of the whole trace, at the row where it showed first.
  private mutating func addOnce(_ row: Int, _ message: String, _ suggestion: String) {
    guard !faults.all.contains(where: { $0.message == message }) else { return }
    add(row, 1, message, suggestion)
  }

  private func field(_ name: String, of fields: [String]) -> (text: String, column: Int) {
    guard let index = heading.firstIndex(of: name) else { return ("", 1) }
    let text = index < fields.count ? fields[index] : ""
    return (text.split(separator: " ").joined(separator: " "), index + 1)
  }

  private mutating func count(of name: String, _ fields: [String], _ row: Int) -> Double? {
    let (text, column) = field(name, of: fields)
    return whole(text, row, column, upTo: Self.mostHourlyRequests)
  }

  private mutating func whole(
    _ text: String, _ row: Int, _ column: Int, upTo largest: Double
  ) -> Double? {
    let wanted = "a whole number from 0 to \(Int(largest))"
    return value(text, row, column, wanted, upTo: largest) { text throws(QuantityError) in
      try QuantityText.parse(text, as: .count).baseValue
    }
  }

  private mutating func value(
    _ text: String, _ row: Int, _ column: Int, _ wanted: String, upTo largest: Double,
    _ parse: (String) throws(QuantityError) -> Double
  ) -> Double? {
    var suggestion: String?
    do {
      let value = try parse(text)
      if (0...largest).contains(value) { return value }
    } catch {
      suggestion = error.suggestion
    }
    let found = text.isEmpty ? "nothing" : excerpt(text)
    add(row, column, "found \(found), allowed \(wanted)", suggestion)
    return nil
  }

  /// Seconds, a duration with its unit, or a time of day `hh:mm:ss`.
  private static func seconds(_ text: String) throws(QuantityError) -> Double {
    if text.contains(":") { return try clock(text) }
    let quantity: Quantity
    do {
      quantity = try QuantityText.parse(text)
    } catch .empty {
      throw .empty(wanted: .duration)
    }
    if quantity.unit == .none { return quantity.baseValue }
    return try QuantityText.parse(text, as: .duration).baseValue
  }

  private static func clock(_ text: String) throws(QuantityError) -> Double {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let last = (parts.last ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, last.count <= 2,
      let hours = digits(parts[0], 1...6), let minutes = digits(parts[1], 2...2), minutes < 60,
      let seconds = digits(last[0], 2...2), seconds < 60,
      last.count == 1 || digits(last[1], 1...12) != nil, let second = Double(parts[2])
    else {
      throw .malformedNumber(found: text, suggestion: nil)
    }
    return Double(hours * 3_600 + minutes * 60) + second
  }

  private static func digits(_ text: Substring, _ length: ClosedRange<Int>) -> Int? {
    guard length.contains(text.count), text.allSatisfy({ ("0"..."9").contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}
