import Quantities
import Statistics
import Testing

@testable import Delivery

/// What comes from outside is refused with its place, and never traps.
@Suite struct PortfolioChecksTests {
  @Test func properPortfolioHasNoFaults() {
    #expect(Fixture.country().faults().isEmpty)
    #expect(Fixture.country(organisation: Fixture.shared).faults().isEmpty)
  }

  @Test func allFaultsAreFoundAtOnce() {
    var portfolio = Fixture.country()
    portfolio.services[3].agency = 99
    portfolio.services[4].blocks = [-1]
    portfolio.services[5].key = portfolio.services[4].key
    portfolio.blocks[2].effort = Effort(personMonths: .nan)
    portfolio.blocks[4].needs = [7]
    portfolio.people.trainers = -1
    portfolio.rules.teamSize = .fixed(.infinity)
    portfolio.rules.servicesPerContract = 0
    portfolio.rules.approvalTime = .exponential(mean: -1)
    portfolio.organisation.joining = Share(fraction: 1.5)
    let paths = Set(portfolio.faults().map(\.path))
    let expected: Set = [
      "services[3].agency", "services[4].blocks", "services[5].key",
      "blocks[2].effort [person-month]", "blocks", "people.trainer", "rules.teamSize",
      "rules.servicesPerContract", "rules.approvalTime", "organisation.joining",
    ]
    #expect(paths == expected)
    #expect(throws: DeliveryError.self) {
      try simulateDelivery(portfolio, name: StreamName(seed: 1))
    }
  }

  @Test func emptyPortfolioRuns() throws {
    var portfolio = Fixture.country()
    portfolio.services = []
    portfolio.agencies = []
    portfolio.existing = []
    let result = try simulateDelivery(portfolio, name: StreamName(seed: 1))
    #expect(result.services.isEmpty && result.spend.isEmpty)
  }

  @Test func nobodyToDoTheWorkMeansNotReached() throws {
    var portfolio = Fixture.country()
    portfolio.people = PerSkill(all: 0)
    let result = try simulateDelivery(portfolio, name: StreamName(seed: 1))
    #expect(result.services.allSatisfy { $0.goLive == nil })
    #expect(result.spend.isEmpty)
  }
}
