import Foundation
import Testing

@testable import Measuring

/// The bare loops themselves, where `Benchmarks/setup` has built them.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: bareLoops)))
struct BareTests {
  private struct Checked: Decodable, Equatable {
    var order_hash: String
    var final_clock: Double
    var checksum: String
  }

  /// Every event list fires the same events in the same order.
  @Test(arguments: [1, 2, 3, 4, 5, 100, 1003, 20_000]) func oneOrder(pending: Int) throws {
    let all = try Catalogue.bareVariants.map { variant, _ in
      let ended = try Launcher().run([
        bareLoops, "hold", variant, "--pending", "\(pending)", "--events", "200000", "--check",
      ])
      return try JSONDecoder().decode(Checked.self, from: Data(ended.output.utf8))
    }
    #expect(all.count == 6)
    for other in all { #expect(other == all[0]) }
  }

  /// 2e6 customers at ρ = 0.5: the mean is within 1 % of 2 (its standard error is 0.15 %).
  @Test func theQueueAgreesWithTheory() throws {
    let ended = try Launcher().run([
      bareLoops, "mm1", "--customers", "2000000", "--utilisation", "0.5",
    ])
    let measurement = try Measurement(output: ended.output)
    #expect(measurement.events == 4_000_000)
    #expect(measurement.statistic?.theory == 2)
    #expect(abs((measurement.statistic?.departure ?? 1)) < 0.01)
  }

  @Test func allocationsAreCounted() throws {
    let counter = bareLoops.replacingOccurrences(of: "bare/bare", with: "bare/count_allocations.so")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    func count(_ customers: String) throws -> Int? {
      _ = try Launcher().run(
        [bareLoops, "mm1", "--customers", customers],
        environment: ["LD_PRELOAD": counter, "ALLOCATIONS_FILE": file.path])
      return Int(try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .newlines))
    }
    let few = try count("1000")
    #expect((few ?? 0) > 0)
    #expect(try count("100000") == few)
  }
}

private let bareLoops = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent(".build-bare/bare").path
