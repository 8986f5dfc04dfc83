import Foundation
import Scenarios
import TestSupport
import Testing

@Suite("Schema")
struct SchemaTests {
  @Test("The published JSON Schema is the code's own") func published() throws {
    let file = Repository.url("scenarios/schema/govsim-1.schema.json")
    // To renew the copy: govsim schema > scenarios/schema/govsim-1.schema.json
    #expect(try String(contentsOf: file, encoding: .utf8) == ScenarioSchema.jsonSchema())
  }

  @Test("It is JSON, and each of its references leads somewhere") func references() throws {
    let data = Data(ScenarioSchema.jsonSchema().utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let definitions = try #require(root["$defs"] as? [String: Any])
    var found: Set<String> = []
    func walk(_ value: Any) {
      if let map = value as? [String: Any] {
        if let reference = map["$ref"] as? String { found.insert(reference) }
        map.values.forEach(walk)
      } else if let list = value as? [Any] {
        list.forEach(walk)
      }
    }
    walk(root)
    #expect(found == Set(definitions.keys.map { "#/$defs/\($0)" }))
    let properties = try #require(root["properties"] as? [String: Any])
    for key in ["govsim", "extends", "assumptions", "alternatives", "money", "source", "grade"] {
      #expect(properties[key] != nil)
    }
  }

  @Test("Every field is explained") func fields() {
    let fields = ScenarioSchema.fields
    #expect(Set(fields.map(\.path)).count == fields.count)
    for field in fields {
      #expect(!field.text.isEmpty && field.text.hasSuffix("."), "\(field.path): \(field.text)")
      #expect(!field.allowed.isEmpty, "\(field.path)")
    }
  }

  @Test("Fields are found by path, by a path of this scenario, and by their last part")
  func explanation() {
    let rate = ScenarioSchema.explanation(of: "money.discount_rate")
    #expect(rate?.text.hasPrefix("Discount rate per year") == true && rate?.reaches == [.valuation])
    #expect(ScenarioSchema.explanation(of: "discount_rate")?.path == "money.discount_rate")
    #expect(ScenarioSchema.explanation(of: "regions.urban.online")?.path == "regions.*.online")
    #expect(ScenarioSchema.explanation(of: "services.permit.journey.0.call") != nil)
    #expect(ScenarioSchema.explanation(of: "blocks.identity.licence")?.reaches == [.valuation])
    #expect(ScenarioSchema.explanation(of: "blocks.identity.effort")?.reaches == [.delivery])
    #expect(ScenarioSchema.explanation(of: "title")?.path == "title")
    #expect(ScenarioSchema.explanation(of: "nothing.at.all") == nil)
    #expect(ScenarioSchema.nearest(to: "money.discont_rate") == "money.discount_rate")
  }

  @Test("Every field of the country reaches a part of the model") func reaches() {
    let header: Set = [
      "govsim", "title", "question", "extends", "assumption_tables", "sources", "assumptions",
      "levers", "thresholds", "comparison", "alternatives",
    ]
    for field in ScenarioSchema.fields {
      guard let top = field.path.split(separator: ".").first, !header.contains(String(top)) else {
        continue
      }
      #expect(!field.reaches.isEmpty, "\(field.path)")
    }
  }

  @Test("What the schema lets pass can be built: each required key is needed") func required()
    throws
  {
    // Leaving out any one required key of the country is a fault, never a missing value later.
    let text = try Fixture.country().resolvedText
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var refused = 0
    for (index, line) in lines.enumerated() where line.contains(": ") && !line.contains("source:") {
      var rest = lines
      rest.remove(at: index)
      do {
        let scenario = try Fixture.scenario(rest.joined(separator: "\n"))
        for alternative in scenario.alternatives {
          _ = try scenario.country(alternative: alternative.name, values: [:])
        }
      } catch let error as ScenarioError {
        refused += 1
        guard case .invalid(let diagnostics) = error else { continue }
        #expect(diagnostics.allSatisfy { $0.line != nil || $0.keyPath.isEmpty }, "\(error)")
      }
    }
    #expect(refused > 100)
  }
}
