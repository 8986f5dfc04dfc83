import Statistics
import Testing

/// Digests of 100 000 draws per law. A change of any bit of any draw changes one: then either the
/// change is a mistake, or all stored results are of another version.
@Suite("Bits of draws")
struct DrawDigestTests {
  struct Digest {
    private(set) var bits: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ word: UInt64) {
      bits = (bits ^ word) &* 0x0000_0100_0000_01b3
      bits ^= bits >> 29
    }
  }

  static func digest(_ name: String, _ draw: (inout RandomStream) -> UInt64) -> UInt64 {
    var stream = RandomStream(StreamName(seed: 71).child(name))
    var digest = Digest()
    for _ in 0..<100_000 { digest.add(draw(&stream)) }
    return digest.bits
  }

  @Test(arguments: [
    (Distribution.exponential(mean: 2), 0x4a37_13b1_d20f_13a4 as UInt64),
    (.erlang(shape: 2, mean: 3), 0xcfea_fd24_26e8_b743),
    (.erlang(shape: 12, mean: 3), 0xd16c_e7a0_06d8_b0e3),
    (.lognormal(mu: 0.2, sigma: 0.8), 0x1cdb_d9b8_cdfc_7be3),
    (.gamma(shape: 2.5, scale: 3), 0x1fb6_70e6_22da_3b30),
    (.gamma(shape: 0.3, scale: 1), 0x8ef7_2f0e_9ff6_a14b),
    (.hyperexponential(p: 0.1, mean1: 5, mean2: 0.1), 0x58b6_900e_8c08_5a8e),
    (.uniform(low: -1, high: 3), 0xfc0d_e5b5_9e61_9828),
    (.triangular(low: 1, mode: 2, high: 5), 0x1a99_9f4e_445d_9203),
    (.pert(low: 1, mode: 2, high: 5), 0x258f_30a4_ecf5_6e92),
    (.weibull(shape: 1.7, scale: 2), 0x7ee6_5be5_e755_ad51),
    (.pareto(low: 1.25, shape: 1.1, high: 8), 0x531b_d956_17e7_8c38),
    (.pareto(low: 1, shape: 5, high: .infinity), 0x26f4_843b_19e8_f474),
    (.normal(mean: 3, standardDeviation: 2), 0x9719_d593_034f_48b8),
    (.beta(alpha: 0.5, beta: 1.5), 0x4e05_7cdb_10f6_f206),
  ])
  func realDraws(_ law: Distribution, _ stored: UInt64) {
    let found = Self.digest("real") { law.draw(&$0).bitPattern }
    #expect(found == stored, "\(law) gave \(found)")
  }

  @Test(arguments: [
    (CountDistribution.bernoulli(probability: 0.3), 0x1c8e_608d_67df_1bf7 as UInt64),
    (.poisson(mean: 2.5), 0xf13b_b68f_9847_cabe),
    (.poisson(mean: 1_234.5), 0x7676_7633_b613_794c),
    (.binomial(trials: 12, probability: 0.3), 0x412c_87cc_8465_4d5b),
    (.binomial(trials: 1_000, probability: 0.3), 0x8aab_ed33_664d_8c6d),
    (.geometric(probability: 0.1), 0xe16f_4a02_7297_25f6),
  ])
  func countDraws(_ law: CountDistribution, _ stored: UInt64) {
    let found = Self.digest("count") { UInt64(law.draw(&$0)) }
    #expect(found == stored, "\(law) gave \(found)")
  }

  @Test func otherDraws() throws {
    #expect(Self.digest("other") { $0.next() } == 0x3b44_efd3_d480_ead5)
    #expect(Self.digest("other") { $0.uniform().bitPattern } == 0x9c66_adff_7795_9f9f)
    #expect(Self.digest("other") { $0.exponential().bitPattern } == 0x9b8b_e848_37c2_79f4)
    #expect(Self.digest("other") { $0.normal().bitPattern } == 0x807a_c35c_3b2a_b1d2)
    let table = try AliasTable(weights: [5, 1, 3, 0, 2.5])
    #expect(Self.digest("other") { UInt64(table.draw(&$0)) } == 0x0538_cd43_c016_b159)
    let data = try EmpiricalDistribution(samples: [3, 1, 4, 1, 5, 9, 2, 6])
    #expect(Self.digest("other") { data.draw(&$0).bitPattern } == 0x4011_30fd_dd4b_2eb5)
    let ramp = try RateProfile(
      [.linear(from: 0, to: 3, for: 5), .constant(0, for: 2), .constant(1, for: 4)], repeats: true)
    var now = 0.0
    let times = Self.digest("other") { stream in
      now = ramp.nextArrival(after: now, &stream) ?? -1
      return now.bitPattern
    }
    #expect(times == 0x20f9_c6de_b2ca_756b)
  }
}
