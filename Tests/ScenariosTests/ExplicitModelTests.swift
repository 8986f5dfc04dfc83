import Quantities
import Testing

@testable import Scenarios

/// Values by hand from `Good/everything.yaml`.
@Suite("Explicit models")
struct ExplicitModelTests {
  private func country() throws -> Country {
    let scenario = try Scenario.load(path: Fixture.path("Good/everything.yaml"))
    return try scenario.country(alternative: "base", values: [:])
  }

  @Test("Stations") func stations() throws {
    let stations = try country().stations
    let portal = stations[0]
    #expect(portal.queueLimit == 20 && portal.whenFull == .block && portal.dropsExpired)
    #expect(portal.deterrence == 0 && portal.replicas == 3 && portal.balancing == .powerOfTwo)
    #expect(stations[3].deterrence == 0.05 && portal.contention == nil)
    #expect(stations[3].contention == ContentionTerms(serialShare: 0.02, coherency: 0.0001))
    #expect(portal.rateLimit == RateLimitTerms(rate: Rate(perSecond: 100), burst: 20))
    #expect(portal.cache?.hitShare.fraction == 0.3 && portal.cache?.hitTime.seconds == 0.002)
    #expect(portal.standby == "crowded" && portal.failoverDelay.seconds == 5)
    #expect(portal.shifts.isEmpty && portal.autoscaling == nil)
    let scaling = try #require(stations[1].autoscaling)
    #expect(scaling.signal == .utilisation && scaling.least == 1 && scaling.most == 10)
    #expect([scaling.low, scaling.target, scaling.high] == [0.3, 0.6, 0.8])
    let times = [scaling.interval, scaling.bootDelay, scaling.coolDown]
    #expect(times.map(\.seconds) == [30, 120, 300])
  }

  @Test("Shifts and opening hours") func shifts() throws {
    let stations = try country().stations
    let desk = stations[4]
    #expect(desk.shifts.map(\.from.hours) == [8, 18] && desk.shifts.map(\.servers) == [4, 0])
    #expect(desk.shiftPeriod?.hours == 24 && desk.shiftEnd == .interrupt)
    #expect(desk.closing == .sendHome && desk.openingHours.isEmpty)
    let hours = stations[5].openingHours
    #expect(hours.map(\.days) == [[0, 1, 2, 3, 4], [0, 3], [5]])
    #expect(hours.map(\.from.hours) == [8, 12, 9] && hours.map(\.to.hours) == [12, 16, 12])
  }

  @Test("What is absent is neutral") func neutral() throws {
    let buses = try country().stations[2]
    #expect(buses.batchLimit == 40 && buses.replicas == 1 && buses.balancing == .random)
    #expect(buses.whenFull == .reject && buses.deterrence == 0 && !buses.dropsExpired)
    #expect(buses.contention == nil && buses.cache == nil && buses.rateLimit == nil)
    #expect(buses.shifts.isEmpty && buses.shiftEnd == .finish)
    #expect(buses.shiftPeriod == nil && buses.closing == .wait && buses.standby == nil)
    let counter = try Fixture.counter().country(alternative: "base", values: [:])
    let stream = counter.demand[0]
    #expect(stream.patience == nil && stream.deadline == nil && stream.lastMile == nil)
    #expect(!stream.isBackground && counter.policies.isEmpty && counter.outages.isEmpty)
    guard case .steps(let steps) = counter.journeys[0].body, case .call(let call) = steps[0] else {
      Issue.record("no call")
      return
    }
    #expect(call.times == 1 && call.via.isEmpty && call.delay == .zero && call.holding.isEmpty)
    #expect(call.request.bytes == 0 && call.response.bytes == 0 && call.policy == nil)
  }

  @Test("Links and outages") func outages() throws {
    let country = try country()
    #expect(country.links.map { $0.back?.bitsPerSecond } == [5e6, nil])
    #expect(country.links.map(\.cells) == [1, 4])
    #expect(country.links.map(\.isLastMile) == [false, true])
    let outages = country.outages
    #expect(outages.map(\.stations) == [["portal"], ["scaled"], ["portal", "scaled"], []])
    #expect(outages.map(\.links) == [["office"], [], [], ["mobile"]])
    #expect(outages.map(\.left.fraction) == [0, 0.5, 0, 0])
    #expect(outages.map(\.losesWork) == [false, false, true, false])
    #expect(outages[0].pattern == .once(at: TimeSpan(hours: 10), lasts: TimeSpan(hours: 3)))
    #expect(
      outages[1].pattern
        == .every(TimeSpan(days: 7), from: TimeSpan(hours: 2), lasts: TimeSpan(hours: 1)))
    #expect(outages[2].restore.map(\.after.hours) == [288, 960])
    #expect(outages[2].restore.map(\.share.fraction) == [0.25, 1])
    let month = VariateSpec(family: .constant, parameters: ["value": 40 * 86_400])
    #expect(
      outages[2].pattern == .random(meanTimeBetween: TimeSpan(years: 5), repairTime: month))
  }

  @Test("Policies") func policies() throws {
    let policies = try country().policies
    let careful = policies[0]
    #expect(careful.timeout?.seconds == 2 && careful.cancels && careful.atOnce == 10)
    let retries = try #require(careful.retries)
    #expect(retries.atMost == 3 && retries.growth == 2 && retries.longest?.seconds == 10)
    #expect(retries.pause == VariateSpec(family: .exponential, parameters: ["mean": 0.2]))
    #expect(retries.jitter == .full && retries.budget == BudgetTerms(share: 0.1, reserve: 10))
    #expect(
      careful.breaker
        == BreakerTerms(
          window: 20, threshold: Share(fraction: 0.5), openFor: TimeSpan(seconds: 30), probes: 3))
    #expect(policies[1].timeout?.seconds == 2 && !policies[1].cancels)
    #expect(policies[1].retries?.atMost == nil && policies[1].retries?.jitter == PauseJitter.none)
    #expect(policies[1].breaker == nil && policies[1].atOnce == nil)
  }

  @Test("Steps") func steps() throws {
    guard case .steps(let steps) = try country().journeys[0].body, steps.count == 9,
      case .call(let call) = steps[0], case .notify(let notice) = steps[1],
      case .wait(let wait) = steps[2], case .transfer(let there, _, false) = steps[3],
      case .transfer(let back, _, true) = steps[4], case .page(let page) = steps[5],
      case .parallel(let lanes, 1, true) = steps[6], case .loop(let body, 0.3, 5) = steps[7],
      case .attempt(let attempt) = steps[8]
    else {
      Issue.record("the journey is not as written")
      return
    }
    #expect(call.times == 2 && call.via == ["mobile", "office"] && call.policy == "careful")
    #expect(call.request.bytes == 2_000 && call.response.bytes == 80_000)
    #expect(call.delay.seconds == 0.005 && call.holding.count == 2)
    #expect(notice.via == ["office"] && notice.request.bytes == 1_000)
    #expect(wait.parameters == ["mean": 7_200, "cv": 1])
    #expect(there == ["office"] && back == ["mobile", "office"] && page.bytes == 200_000)
    #expect(lanes.map(\.count) == [1, 1, 1] && body.count == 2)
    #expect(attempt.policy == "careful" && attempt.then == .goOn)
    #expect(attempt.steps.count == 2 && attempt.otherwise.count == 1)
  }

  @Test("Streams") func streams() throws {
    let demand = try country().demand
    #expect(demand.map(\.isBackground) == [false, true])
    #expect(demand[0].patience?.seconds == 10 && demand[0].deadline?.seconds == 60)
    #expect(demand[0].lastMile?.roundTrip.seconds == 0.08)
    #expect(demand[0].lastMile?.rate.parameters == ["mean": 2e6, "cv": 1])
  }

  @Test("A file says the same when written out and read again") func resolved() throws {
    let scenario = try Scenario.load(path: Fixture.path("Good/everything.yaml"))
    let again = try Fixture.scenario(scenario.resolvedText)
    #expect(again.resolvedText == scenario.resolvedText)
    #expect(again.inputs.map(\.text) == scenario.inputs.map(\.text))
    // Names are no inputs; numbers inside lists are.
    let paths = scenario.inputs.map(\.path)
    #expect(!paths.contains("outages.cable.stations") && paths.contains("outages.cable.at"))
    #expect(paths.contains("outages.fire.restore.0.share"))
    #expect(paths.contains("journeys.visit.steps.0.response"))
  }

  @Test("Assumptions reach the policies that use them") func assumptions() throws {
    let scenario = try Scenario.load(path: Fixture.path("Good/everything.yaml"))
    #expect(scenario.assumptions.map(\.reaches) == [[.operations]])
    let slow = try scenario.country(alternative: "base", values: ["slow": 3])
    #expect(slow.policies[1].timeout?.seconds == 3)
  }
}
