import Scenarios
import Testing

@testable import Experiments

/// Every number of the country says where it comes from.
@Suite struct ProvenanceTests {
  @Test func everyNumberHasItsSource() throws {
    let numbers = try Fixture.rwanda().inputs.filter { input in
      input.text.contains { $0.isNumber } || input.text.contains("$")
    }
    #expect(numbers.count > 500)
    for input in numbers {
      #expect(!input.source.isEmpty, "\(input.path) at \(input.place)")
      #expect(input.grade != nil, "\(input.path) at \(input.place)")
    }
  }

  @Test func everyAssumptionHasARangeAndAReason() throws {
    let assumptions = try Fixture.rwanda().assumptions
    #expect(assumptions.count > 50)
    for assumption in assumptions where assumption.grade == .assumption {
      #expect(assumption.low < assumption.value, "\(assumption.name)")
      #expect(
        assumption.value < assumption.high || assumption.unit == "share", "\(assumption.name)")
      #expect(!assumption.reason.isEmpty, "\(assumption.name)")
    }
    let rate = try #require(assumptions.first { $0.name == "discount_rate" })
    #expect((rate.low, rate.high) == (0.03, 0.12))
  }
}
