import Experiments
import Testing

@testable import Reports

@Suite struct ComparisonTableTests {
  @Test func looksAsItDid() throws {
    let text = ComparisonTable.text(SyntheticStudy().result(), width: 106)
    try Golden.expect(text, equals: "comparison.txt")
  }

  @Test(
    arguments: [
      ["today", "silo", "platform"], ["silo", "platform"], ["today", "silo", "platform", "cloud"],
    ], [100, 110])
  func fitsTheTerminal(alternatives: [String], width: Int) {
    let study = SyntheticStudy(alternatives: alternatives, worlds: 6).result()
    for line in ComparisonTable.text(study, width: width).split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
  }

  /// No code reads an alternative's name: only its place, its title and its roles count.
  @Test func namesDoNotMatter() {
    var study = SyntheticStudy(worlds: 5).result()
    let before = ComparisonTable.text(study)
    let names = ["today": "x1", "silo": "platform", "platform": "today"]
    func renamed(_ name: String) -> String { names[name] ?? name }
    for index in study.record.alternatives.indices {
      study.record.alternatives[index].name = renamed(study.record.alternatives[index].name)
    }
    study.record.baseline = renamed(study.record.baseline)
    study.record.reference = renamed(study.record.reference)
    for index in study.summaries.indices {
      study.summaries[index].alternative = renamed(study.summaries[index].alternative)
    }
    for index in study.comparisons.indices {
      study.comparisons[index].alternative = renamed(study.comparisons[index].alternative)
      study.comparisons[index].baseline = renamed(study.comparisons[index].baseline)
    }
    for index in study.breakEven.indices {
      study.breakEven[index].alternative = renamed(study.breakEven[index].alternative)
      study.breakEven[index].baseline = renamed(study.breakEven[index].baseline)
    }
    #expect(ComparisonTable.text(study) == before)
  }

  @Test func colourAddsNothingButColour() {
    let study = SyntheticStudy(worlds: 5).result()
    let coloured = ComparisonTable.text(study, colour: true)
    #expect(coloured.contains("\u{1B}[1m"))
    #expect(
      coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == ComparisonTable.text(study))
  }

  /// A study without alternatives to compare, such as a queue for `verify`, still prints.
  @Test func emptyStudies() {
    #expect(!ComparisonTable.text(Blank.study).isEmpty)
    let single = SyntheticStudy(alternatives: ["silo"], worlds: 2).result()
    #expect(ComparisonTable.text(single).contains("Present value of costs"))
  }
}
