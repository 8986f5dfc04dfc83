import Operations
import Testing

/// Random models from fixed seeds: what is accepted runs, and what must hold of any run holds.
@Suite struct FuzzTests {
  @Test(arguments: 0..<8) func whatIsAcceptedHolds(part: Int) {
    var accepted = 0
    for seed in UInt64(part) * 50..<UInt64(part) * 50 + 50 {
      let fuzz = FuzzModel.make(seed: seed)
      guard (try? fuzz.model.checked()) != nil else { continue }
      accepted += 1
      let wrong = FuzzRun.check(fuzz.model, isLayered: fuzz.isLayered, seed: seed)
      #expect(wrong.isEmpty, "seed \(seed): \(wrong)")
    }
    #expect(accepted > 8)
  }
}
