import Foundation
import Quantities
import Scenarios
import TestSupport
import Testing

/// The scenarios that come with the product.
@Suite("Scenarios that come with the product")
struct LibraryTests {
  static let complete: [String] = ["scenarios/countries", "scenarios/verify"].flatMap { folder in
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: Repository.url(folder).path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }

  @Test("Each is valid, without doubts, at all ends of its assumptions", arguments: complete)
  func valid(path: String) throws {
    let scenario = try Scenario.load(path: Repository.url(path).path)
    for warning in scenario.warnings { Issue.record("\(warning)") }
    // 32 corners: each assumption at its low or high end by a bit of a fixed hash.
    for corner in 0..<32 as Range<UInt64> {
      var state = corner &* 0x9e37_79b9_7f4a_7c15 &+ 1
      var values: [String: Double] = [:]
      for assumption in scenario.assumptions {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        values[assumption.name] = state >> 63 == 0 ? assumption.low : assumption.high
      }
      for alternative in scenario.alternatives {
        let country = try scenario.country(alternative: alternative.name, values: values)
        #expect(country.title == scenario.title)
      }
    }
  }

  @Test("Each says the same when written out and read again", arguments: complete)
  func resolved(path: String) throws {
    let scenario = try Scenario.load(path: Repository.url(path).path)
    let again = try Fixture.scenario(scenario.resolvedText)
    #expect(again.resolvedText == scenario.resolvedText)
    #expect(again.inputs.map(\.text) == scenario.inputs.map(\.text))
    #expect(again.inputs.map(\.source) == scenario.inputs.map(\.source))
  }

  @Test("There are some") func some() { #expect(Self.complete.count >= 8) }
}

/// What the documentation shows.
@Suite("Examples in the documentation")
struct DocumentationTests {
  @Test("The pieces of an explicit model make up one") func model() throws {
    let page = try String(
      contentsOf: Repository.url("docs/scenario-models.md"), encoding: .utf8)
    let pieces = page.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
      .map(\.element).filter { $0.hasPrefix("yaml\n") }.map { $0.dropFirst(5) }
    #expect(pieces.count >= 7)
    try Fixture.withFolder { folder in
      var names: [String] = []
      for (index, piece) in pieces.enumerated() {
        names.append("\(index).yaml")
        try Data("govsim: 1\n\(piece)".utf8).write(to: folder.appendingPathComponent(names[index]))
      }
      let whole = folder.appendingPathComponent("whole.yaml")
      try Data("govsim: 1\nextends: [\(names.joined(separator: ", "))]\n".utf8).write(to: whole)
      #expect(Fixture.faults(whole.path) == [])
      let country = try Scenario.load(path: whole.path).country(alternative: "base", values: [:])
      #expect(country.stations.count == 6 && country.demand.count == 7)
    }
  }
}
