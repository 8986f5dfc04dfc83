import Scenarios
import Testing

@testable import Experiments

/// Nothing names an alternative: equal terms give equal results, swapped labels swapped results.
@Suite struct FairnessTests {
  /// Everything that tells the platform from the silo, set to the silo's terms.
  private let siloTerms = [
    ("organisation.sharing", "own"), ("organisation.integration", "point_to_point"),
    ("organisation.central_share", "0 %"), ("organisation.joining", "0 %"),
    ("organisation.governance", "0 USD/year"),
  ]

  @Test func equalOrganisationsDifferInNothing() async throws {
    let same = try Fixture.setting(
      Fixture.rwanda(), siloTerms.map { (path: $0.0, text: $0.1) }, alternatives: ["platform"])
    let study = try await Fixture.study(same, worlds: 2)
    #expect(study.values(of: "platform") == study.values(of: "silo"))
    #expect(study.comparisons.allSatisfy { $0.mean == 0 && $0.verdict == "no clear difference" })
  }

  /// Sharing that nobody joins, without a centre: another organisation, but nothing comes of it.
  @Test func sharingThatNobodyJoinsDiffersInNothing() async throws {
    let alone = try Fixture.setting(
      Fixture.rwanda(),
      [
        (path: "organisation.joining", text: "0 %"),
        (path: "organisation.central_share", text: "0 %"),
      ], alternatives: ["platform"])
    let terms = try #require(try readCountry(alone, "platform", [:]).organisation)
    #expect(terms.sharing == .shared && terms.integration == .mediator && terms.lendsPeople)
    let study = try await Fixture.study(alone, worlds: 2)
    #expect(study.values(of: "platform") == study.values(of: "silo"))
    #expect(!study.values(of: "silo").isEmpty)
  }

  @Test func swappedLabelsMirrorEveryFigure() async throws {
    let rwanda = try Fixture.rwanda()
    let mirrored = try rwanda.renamingAlternatives(["silo": "platform", "platform": "silo"])
    let (there, here) = (
      try await Fixture.study(rwanda, worlds: 3), try await Fixture.study(mirrored, worlds: 3)
    )
    #expect(here.values(of: "silo") == there.values(of: "platform"))
    #expect(here.values(of: "platform") == there.values(of: "silo"))
    #expect(!there.values(of: "silo").isEmpty)
  }

  /// One service has nothing to share: the silo builds less and never pays more for it. Nobody leaves, for
  /// whose newcomers do how much of the work is chance.
  @Test func oneServiceIsNoDearerInTheSilo() async throws {
    let rwanda = try Fixture.setting(
      Fixture.rwanda(), [(path: "programme.workforce.attrition", text: "0 /year")])
    let runner = try WorldRunner(rwanda, StudyOptions(seed: 7, worlds: 4))
    for index in 0..<4 {
      let world = World(index, of: rwanda.assumptions, seed: 7)
      let silo = try runner.effort("silo", world, prefix: 1)
      let platform = try runner.effort("platform", world, prefix: 1)
      #expect(silo > 0)
      #expect(silo <= platform)
    }
  }

  /// Reuse almost free, every agency in, no delays, no overhead of joining: sharing takes less work.
  @Test func freeReuseOfManyServicesFavoursSharing() async throws {
    let terms = [
      ("programme.reuse.cost_of_writing_for_reuse", "1.0"),
      ("programme.onboarding.centre_effort", "0.001 person-months"),
      ("programme.onboarding.agency_effort", "0.001 person-months"),
      ("programme.onboarding.time.mean", "0.001 months"),
      ("programme.integration.first_through_mediator", "1"),
      ("organisation.joining", "100 %"),
    ]
    let generous = try Fixture.setting(
      Fixture.rwanda(), terms.prefix(5).map { (path: $0.0, text: $0.1) })
    let all = try Fixture.setting(
      generous, [(path: terms[5].0, text: terms[5].1)], alternatives: ["platform"])
    let runner = try WorldRunner(all, StudyOptions(seed: 7, worlds: 3))
    for index in 0..<3 {
      let world = World(index, of: all.assumptions, seed: 7)
      #expect(
        try runner.plannedBlockEffort("platform", world)
          < runner.plannedBlockEffort("silo", world))
    }
  }
}

extension WorldRunner {
  /// Delivery of an alternative in one world, cut to the first services of the programme.
  private func replication(
    _ alternative: String, _ world: World, prefix: Int?
  ) throws -> Replication {
    try Replication(
      scenario.country(alternative: alternative, values: world.values), prefix: prefix,
      name: .init(seed: 7).child(UInt64(world.index)), planPrices: planPrices)
  }

  /// Work done [person-month].
  func effort(_ alternative: String, _ world: World, prefix: Int?) throws -> Double {
    try replication(alternative, world, prefix: prefix).map?.delivery.spend
      .reduce(0) { $0 + $1.personMonths } ?? 0
  }

  /// Planned effort of all deployments [person-month].
  func plannedBlockEffort(_ alternative: String, _ world: World) throws -> Double {
    try replication(alternative, world, prefix: nil).map?.delivery.deployments
      .reduce(0) { $0 + $1.plannedEffort.personMonths } ?? 0
  }
}
