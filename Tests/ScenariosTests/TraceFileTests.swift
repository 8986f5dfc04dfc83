import Foundation
import Scenarios
import Testing

@Suite("Arrival traces")
struct TraceFileTests {
  /// Saves the bytes as `trace.csv` and reads them.
  static func load(_ bytes: Data) throws -> Result<ArrivalTrace, ScenarioError> {
    try Fixture.withFolder { folder in
      let file = folder.appendingPathComponent("trace.csv")
      try bytes.write(to: file)
      do throws(ScenarioError) {
        return .success(try ArrivalTrace.load(path: file.path))
      } catch {
        return .failure(error)
      }
    }
  }

  static func trace(_ text: String) throws -> ArrivalTrace { try load(Data(text.utf8)).get() }

  /// Faults as one line each, from the row on.
  static func faults(_ bytes: Data) throws -> [String] {
    guard case .failure(let error) = try load(bytes) else { return [] }
    return "\(error)".split(separator: "\n").map { line in
      let parts = line.split(separator: "trace.csv:", maxSplits: 1)
      return String(parts.last ?? "")
    }
  }

  static func faults(_ text: String) throws -> [String] { try faults(Data(text.utf8)) }

  @Test("Times in every spelling, with counts") func times() throws {
    let text = """
      time,count
      0.5,1
      12.5 s,2

      "2 min",0
      00:02:00.25,1
      10:00:00, 1
      36000,
      30:00:07,1
      """
    // A count that was left out is a fault; every other row is good.
    #expect(
      try Self.faults(text) == [
        "8:2: found nothing, allowed a whole number from 0 to 1000000000000"
      ])
    let good = text.replacing("36000,\n", with: "36000,2\n")
    let times = [0.5, 12.5, 12.5, 120.25, 36_000, 36_000, 36_000, 108_007]
    #expect(try Self.trace(good) == .times(times))
    #expect(try Self.trace(good).requests == 8)
    let windows = "\u{feff}" + good.replacing("\n", with: "\r\n")
    #expect(try Self.trace(windows) == .times(times))
    #expect(try Self.trace("time\n1\n1\n2") == .times([1, 1, 2]))
    #expect(try Self.trace("count,time\n2,7") == .times([7, 7]))
  }

  @Test("Requests by hour, hours without any left out") func hours() throws {
    let text = "hour,requests\n1,20\n2,0\n4,1.5k\n"
    #expect(try Self.trace(text) == .hourlyRequests([0, 20, 0, 0, 1_500]))
    #expect(try Self.trace(text).requests == 1_520)
    #expect(try Self.trace("requests,hour\n21300000,0\n") == .hourlyRequests([21_300_000]))
  }

  @Test("All faults of the rows at once, each where it is") func rows() throws {
    let time =
      "a time up to 100 years: seconds (12.5), a duration (12.5 s) or hh:mm:ss (10:00:12.5)"
    let count = "a whole number from 0 to 1000000000000"
    let text = """
      time,count
      5,1
      NaN,1
      -1,1
      4,1
      6,-2
      7 kB,1
      8,1.5
      inf,1
      9,1,3
      ,1
      10:60:00,1
      10:00,1
      1e300,1
      "12,5",1e400
      10:00:1.,1
      40000,10000001
      40001,10000002
      """
    #expect(
      try Self.faults(text) == [
        "3:1: found NaN, allowed \(time)",
        "4:1: found -1, allowed \(time)",
        "5:1: found 4.0 s after 5.0 s (row 2), allowed times that don't fall; sort the rows by time",
        "6:2: found -2, allowed \(count)",
        "7:1: found 7 kB, allowed \(time)",
        "8:2: found 1.5, allowed \(count)",
        "9:1: found inf, allowed \(time)",
        "10:3: found 3 fields, allowed 2",
        "11:1: found nothing, allowed \(time)",
        "12:1: found 10:60:00, allowed \(time)",
        "13:1: found 10:00, allowed \(time)",
        "14:1: found 1e300, allowed \(time)",
        "15:1: found 12,5, allowed \(time); write 12.5",
        "15:2: found 1e400, allowed \(count)",
        "16:1: found 10:00:1., allowed \(time)",
        "17:1: found more than 10000000 requests, allowed that many one by one; give counts by hour and requests",
      ])
  }

  @Test("Faults of hours") func faultsOfHours() throws {
    let hour = "a whole number from 0 to 876599"
    #expect(
      try Self.faults("hour,requests\n3,1\n3,1\n2,1\n876600,1\n1.5,1\n-1,1\n4,\n5 h,1") == [
        "3:1: found hour 3 after hour 3 (row 2), allowed hours that rise; sort the rows by hour, and give each hour once",
        "4:1: found hour 2 after hour 3 (row 3), allowed hours that rise; sort the rows by hour, and give each hour once",
        "5:1: found 876600, allowed \(hour)",
        "6:1: found 1.5, allowed \(hour)",
        "7:1: found -1, allowed \(hour)",
        "8:2: found nothing, allowed a whole number from 0 to 1000000000000",
        "9:1: found 5 h, allowed \(hour)",
      ])
  }

  @Test("Columns that are missing, unknown, doubled or mixed") func headings() throws {
    let allowed = "time and count, or hour and requests"
    let cases: [(String, [String])] = [
      ("", ["1:1: found no heading, allowed the columns \(allowed)"]),
      ("\n1\n", ["1:1: found no heading, allowed the columns \(allowed)"]),
      ("time", [" found no rows, allowed at least one"]),
      ("time\n\n \n", [" found no rows, allowed at least one"]),
      ("time,count\n1,0\n", [" found no requests, allowed at least one"]),
      ("1\n2\n", ["1:1: found the column 1, allowed \(allowed)"]),
      (
        "tme,count\n1,1",
        ["1:1: found the column tme, allowed \(allowed); did you mean time?"]
      ),
      ("time,time\n1,1", ["1:2: found the column time twice, allowed once"]),
      ("time,hour\n1,1", ["1:1: found the columns time, hour, allowed \(allowed)"]),
      ("count\n1", ["1:1: found the columns count, allowed \(allowed)"]),
      ("hour\n1", ["1:1: found the columns hour, allowed \(allowed)"]),
    ]
    for (text, faults) in cases { #expect(try Self.faults(text) == faults, "\(text)") }
  }

  @Test("Quotes, long rows and bytes that are no text") func hostile() throws {
    #expect(
      try Self.faults("time\n\"1\n2\n\"\n") == [
        "2:1: found a quote without its other end, allowed 1 or 2 fields",
        "4:1: found a quote without its other end, allowed 1 or 2 fields",
      ])
    // One long row would make every row as long.
    let wide =
      "time\n" + String(repeating: ",", count: 300_000) + String(repeating: "\n1", count: 90_000)
    #expect(try Self.faults(wide) == ["2:1: found 300001 fields, allowed 1 or 2 fields"])
    #expect(try Self.faults("time\n1\"2\"\n").count == 1)
    #expect(try Self.faults(Data("time\n1\n".utf8) + [0xff]).count == 1)
    #expect(try Self.faults(Data("time\n1\n".utf8) + [0]).count == 1)
    #expect(try Self.faults("time\n١\n１\n½\n0x10\n+1\n").count == 5)
    #expect(throws: ScenarioError.file(path: "/none.csv", reason: "no such file or directory")) {
      try ArrivalTrace.load(path: "/none.csv")
    }
  }

  @Test("A table of more than 1 MiB is refused, with advice; faults are counted") func limits()
    throws
  {
    #expect(
      try Self.faults("time\n" + String(repeating: "1\n", count: 1 << 19)) == [
        " found 1048581 bytes, allowed 1048576 (1 MiB); give counts: time and count, or hour and requests"
      ])
    let rows = try Self.faults("time\n" + String(repeating: "x\n", count: 1_000))
    #expect(rows.count == 201 && rows.last == " and 800 more")
    // A second's counts for a whole day fit.
    let seconds = (0..<86_400).map { "\($0),24" }.joined(separator: "\n")
    let day = try Self.trace("time,count\n" + seconds)
    #expect(day.requests == 86_400 * 24)
  }
}
