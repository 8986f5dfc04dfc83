import Foundation
import Testing

@testable import Experiments

/// One seed, the same bytes, on any number of threads.
@Suite struct ReproducibilityTests {
  @Test func threadsChangeNothing() async throws {
    let rwanda = try Fixture.rwanda()
    let one = try await Fixture.study(rwanda, worlds: 5, threads: 1)
    let eight = try await Fixture.study(rwanda, worlds: 5, threads: 8)
    #expect(try bytes(one) == bytes(eight))
  }

  @Test func seedsDiffer() async throws {
    let rwanda = try Fixture.rwanda()
    let one = try await Fixture.study(rwanda, worlds: 2, seed: 1)
    let two = try await Fixture.study(rwanda, worlds: 2, seed: 2)
    #expect(one.rows != two.rows)
  }

  /// More worlds leave the earlier ones as they were.
  @Test func studiesExtend() async throws {
    let rwanda = try Fixture.rwanda()
    let short = try await Fixture.study(rwanda, worlds: 2)
    let long = try await Fixture.study(rwanda, worlds: 4)
    #expect(long.rows.filter { $0.world < 2 } == short.rows)
  }

  private func bytes(_ study: StudyResult) throws -> Data {
    var study = study
    study.run = .none
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(study)
  }
}
