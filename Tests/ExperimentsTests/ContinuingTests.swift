import Scenarios
import Testing

@testable import Experiments

/// A study that goes on from finished worlds gives the bits of one that was never interrupted.
@Suite struct ContinuingTests {
  /// Worlds are handed over one at a time.
  private final class Kept: @unchecked Sendable { var worlds: [FinishedWorld] = [] }

  private static func study(
    worlds: Int, from finished: [FinishedWorld] = [], seed: UInt64 = 3
  ) async throws -> (StudyResult, [FinishedWorld]) {
    let kept = Kept()
    let result = try await compareAlternatives(
      try Fixture.load("scenarios/countries/tuvalu.yaml"),
      options: StudyOptions(seed: seed, worlds: worlds), finished: finished, progress: { _ in },
      finishedWorld: { kept.worlds.append($0) })
    return (result, kept.worlds)
  }

  @Test func threeAndThenSixAreSixAtOnce() async throws {
    let (once, all) = try await Self.study(worlds: 6)
    let (three, first) = try await Self.study(worlds: 3)
    #expect(three.record.worlds == 3 && first.map(\.world) == [0, 1, 2])
    let (then, further) = try await Self.study(worlds: 6, from: first)
    #expect(further.map(\.world) == [3, 4, 5])
    #expect(then.run.worldsTakenOver == 3 && once.run.worldsTakenOver == nil)
    Self.expectEqual(then, once)
    // Whole worlds only are summed up: from all of them nothing is simulated, of more the first count.
    let (again, none) = try await Self.study(worlds: 6, from: all)
    #expect(none.isEmpty)
    Self.expectEqual(again, once)
    let (fewer, nothing) = try await Self.study(worlds: 3, from: all)
    #expect(nothing.isEmpty)
    Self.expectEqual(fewer, three)
  }

  private static func expectEqual(_ one: StudyResult, _ other: StudyResult) {
    #expect(one.record == other.record && one.inputs == other.inputs)
    #expect(one.rows.count == other.rows.count)
    for (one, other) in zip(one.rows, other.rows) where one != other {
      Issue.record("\(one) is not \(other)")
      return
    }
    let bits = { (study: StudyResult) in
      study.rows.map(\.value.bitPattern) + study.summaries.map(\.mean.bitPattern)
        + study.comparisons.map(\.probability.bitPattern)
    }
    #expect(bits(one) == bits(other))
    #expect(one.summaries == other.summaries && one.comparisons == other.comparisons)
    #expect(one.breakEven == other.breakEven && one.drivers == other.drivers)
    #expect(one.notes == other.notes)
    #expect(one.run.windows == other.run.windows && one.run.requests == other.run.requests)
    #expect(one.run.events == other.run.events && one.run.events > 0)
  }

  @Test func worldsOfAnotherStudyAreRefused() async throws {
    let (_, worlds) = try await Self.study(worlds: 2)
    var changed = worlds[1].rows
    let index = try #require(changed.firstIndex { $0.metric == Metric.pvc.name })
    changed[index].value *= 1 + 1e-15
    let lists = [
      [worlds[1], worlds[0]],
      [worlds[0], FinishedWorld(world: 1, rows: changed, quantities: worlds[1].quantities)],
    ]
    for list in lists {
      let error = await #expect(throws: ExperimentError.self) {
        try await Self.study(worlds: 2, from: list)
      }
      guard case .otherWorld = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    // Another seed draws other prices.
    await #expect(throws: ExperimentError.self) {
      try await Self.study(worlds: 2, from: worlds, seed: 4)
    }
  }
}
