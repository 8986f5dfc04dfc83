import Experiments
import Foundation
import Testing

@testable import Reports

@Suite struct TidyExportTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("govsim-export-\(UUID().uuidString)")

  @Test func descriptorFitsTheFiles() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let study = SyntheticStudy(worlds: 3).result()
    let files = try TidyExport.write(study, to: folder)
    #expect(files.count == 6 + 1 + 11)
    let url = folder.appendingPathComponent("datapackage.json")
    let package = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    #expect(package["profile"] as? String == "tabular-data-package")
    let resources = try #require(package["resources"] as? [[String: Any]])
    let counts = [
      "rows": study.rows.count, "summaries": study.summaries.count,
      "comparisons": study.comparisons.count, "break_even": study.breakEven[0].perWorld.count,
      "drivers": study.drivers.count, "inputs": study.inputs.count,
    ]
    #expect(resources.count == counts.count)
    for resource in resources {
      let name = try #require(resource["name"] as? String)
      let path = try #require(resource["path"] as? String)
      let text = try String(
        contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      let fields = try #require(
        (resource["schema"] as? [String: Any])?["fields"] as? [[String: Any]])
      let lines = text.split(separator: "\n")
      #expect(lines[0] == fields.compactMap { $0["name"] as? String }.joined(separator: ","))
      #expect(fields.allSatisfy { ($0["description"] as? String)?.isEmpty == false })
      #expect(lines.count - 1 == counts[name], "\(name)")
    }
  }

  /// Numbers come back to the last bit.
  @Test func numbersAreExact() throws {
    let study = SyntheticStudy(worlds: 2).result()
    let table = try #require(TidyTable.all(of: study).first { $0.name == "rows" })
    let values = table.text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).last.flatMap { Double($0) }
    }
    #expect(values == study.rows.map(\.value))
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("@x", "'@x"), ("-5 %", "'-5 %"),
      ("+1", "'+1"), ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""), ("", ""),
      ("\tx", "'\tx"), ("\"", "\"\"\"\""),
    ])
  func textsAreQuotedAndHarmless(text: String, field: String) {
    var table = CSVTable(columns: ["a"])
    table.add([.text(text)])
    #expect(table.text == "a\n\(field)\n")
  }

  @Test func missingValuesAreEmpty() {
    var table = CSVTable(columns: ["a", "b", "c", "d"])
    table.add([.integer(nil), .number(nil), .number(.nan), .number(-2.5)])
    #expect(table.text == "a,b,c,d\n,,,-2.5\n")
  }

  @Test func saysWhereItCannotWrite() {
    let error = #expect(throws: ReportError.self) {
      try TidyExport.write(Blank.study, to: URL(fileURLWithPath: "/proc/none"))
    }
    #expect(error?.description.contains("/proc/none") == true)
  }
}
