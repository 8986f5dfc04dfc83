import Testing

import Statistics

@Suite("Portable functions against 60 digits")
struct PortableTests {
  /// Distance from the exact value, in units of the last place of its double.
  static func ulps(_ found: Double, _ exact: Double, _ rest: Double) -> Double {
    abs((found - exact) - rest) / exact.ulp
  }

  static func worst(_ rows: [[Double]], _ function: ([Double]) -> Double) -> Double {
    rows.map { row in ulps(function(row), row[row.count - 2], row[row.count - 1]) }.max() ?? .nan
  }

  static func worstRelative(_ rows: [[Double]], _ function: ([Double]) -> Double) -> Double {
    rows.map { row in
      let exact = row[row.count - 2]
      return exact == 0 ? abs(function(row)) : abs(function(row) - exact) / abs(exact)
    }.max() ?? .nan
  }

  @Test func logarithm() {
    #expect(Self.worst(PortableReferences.log) { Portable.log($0[0]) } < 1)
    #expect(Self.worst(PortableReferences.log1p) { Portable.log1p($0[0]) } < 1.5)
  }

  @Test func exponential() {
    #expect(Self.worst(PortableReferences.exp) { Portable.exp($0[0]) } < 1)
    #expect(Self.worst(PortableReferences.expm1) { Portable.expm1($0[0]) } < 1.5)
  }

  @Test func power() {
    #expect(Self.worst(PortableReferences.pow) { Portable.pow($0[0], $0[1]) } < 1.5)
  }

  @Test func normal() {
    let quantile = Self.worstRelative(PortableReferences.normalQuantile) {
      Portable.normalQuantile($0[0])
    }
    #expect(quantile < 1e-15)
    let share = Self.worstRelative(PortableReferences.normalCDF) { Portable.normalCDF($0[0]) }
    #expect(share < 1e-13)
  }

  @Test func gammaAndBeta() {
    // The last rows lie where log Γ is small; mpmath too.
    let nearZeros: [[Double]] = [
      [0.895, 0.07017497319278973], [1.3, -0.10817480950786047], [1.9999, -4.227520877215346e-05],
      [2.5, 0.2846828704729192], [2.72, 0.4508453979096208], [3.1, 0.7873750832738625],
    ]
    for row in PortableReferences.logGamma + nearZeros {
      let error = abs(Portable.logGamma(row[0]) - row[1])
      #expect(error < 2e-14 * max(1, abs(row[1])), "\(row)")
    }
    for row in PortableReferences.gammaCDF {
      #expect(abs(Portable.gammaCDF(shape: row[0], row[1]) - row[2]) < 1e-12, "\(row)")
    }
    for row in PortableReferences.betaCDF {
      #expect(abs(Portable.betaCDF(row[0], row[1], row[2]) - row[3]) < 1e-12, "\(row)")
    }
  }

  /// mpmath, 40 digits, by quadrature where its series gives up. Beyond the range of shapes a beta
  /// share is no number.
  @Test func largeShapes() {
    let rows: [(Double, Double, Double, Double)] = [
      (1000.0, 1001.0, 0.5168114529297863, 1e-12), (100000.0, 99368.0, 0.022656850216367326, 1e-9),
      (100000.0, 100001.0, 0.5016820789097073, 1e-9),
      (100001.0, 99369.0, 0.02265739100839599, 1e-13),
      (100001.0, 100002.0, 0.5016820704994701, 1e-13),
      (100001.0, 100317.0, 0.8411699635656289, 1e-13),
      (100000000.0, 99970000.0, 0.0013487164491615506, 1e-13),
      (100000000.0, 100001000.0, 0.539840936679228, 1e-13),
      (100000000.0, 100040000.0, 0.9999682617926312, 1e-13),
      (1000000000000.0, 999999000000.0, 0.15865525393141672, 1e-13),
      (1000000000000.0, 1000002000000.0, 0.9772498140608813, 1e-13),
    ]
    for (shape, x, share, tolerance) in rows {
      #expect(abs(Portable.gammaCDF(shape: shape, x) - share) < tolerance, "\(shape) \(x)")
    }
    let median = Distribution.gamma(shape: 1e12, scale: 1).quantile(0.5)
    #expect(abs(median - (1e12 - 1.0 / 3)) < 1e-3)
    #expect(abs(Portable.betaCDF(1e6, 1e6, 0.5) - 0.5) < 1e-8)
    #expect(Portable.betaCDF(1e7, 1, 0.5).isNaN && Portable.betaCDF(1, 1e7, 0.5).isNaN)
  }

  @Test func edgesOfLogarithmAndExponential() {
    #expect(Portable.log(1) == 0)
    #expect(Portable.log(0) == -.infinity)
    #expect(Portable.log(-1).isNaN)
    #expect(Portable.log(.nan).isNaN)
    #expect(Portable.log(.infinity) == .infinity)
    #expect(Portable.exp(0) == 1)
    #expect(Portable.exp(710) == .infinity)
    #expect(Portable.exp(-746) == 0)
    #expect(Portable.exp(-745.13) == .leastNonzeroMagnitude)
    #expect(Portable.exp(.nan).isNaN)
    #expect(Portable.exp(-.infinity) == 0)
    #expect(Portable.exp(709.78).isFinite)
    #expect(Portable.log1p(-1) == -.infinity)
    #expect(Portable.log1p(-1.1).isNaN)
    #expect(Portable.log1p(.infinity) == .infinity)
    #expect(Portable.expm1(-.infinity) == -1)
    #expect(Portable.expm1(.infinity) == .infinity)
    #expect(Portable.expm1(.nan).isNaN)
  }

  @Test func edgesOfPower() {
    #expect(Portable.pow(0, 0) == 1)
    #expect(Portable.pow(0, 2) == 0)
    #expect(Portable.pow(0, -2) == .infinity)
    #expect(Portable.pow(-2, 3) == -8)
    #expect(Portable.pow(-2, 2) == 4)
    #expect(Portable.pow(-2, 0.5).isNaN)
    #expect(Portable.pow(.nan, 1).isNaN)
    #expect(Portable.pow(1, .infinity) == 1)
    #expect(Portable.pow(0.5, .infinity) == 0)
    #expect(Portable.pow(2, -.infinity) == 0)
    #expect(Portable.pow(10, 400) == .infinity)
    #expect(Portable.pow(10, -400) == 0)
    #expect(Portable.pow(.infinity, -1) == 0)
    #expect(Portable.pow(10, 3) == 1_000)
    #expect(Portable.pow(2, -1) == 0.5)
    #expect(Portable.pow(1.03, 10) == 1.3439163793441222)
  }

  @Test func edgesOfNormal() {
    #expect(Portable.normalQuantile(0) == -.infinity)
    #expect(Portable.normalQuantile(1) == .infinity)
    #expect(Portable.normalQuantile(1.5).isNaN)
    #expect(Portable.normalQuantile(.nan).isNaN)
    #expect(Portable.normalQuantile(0.5) == 0)
    #expect(Portable.normalCDF(-40) == 0)
    #expect(Portable.normalCDF(0) == 0.5)
    #expect(Portable.normalCDF(.nan).isNaN)
  }

  /// A digest of a million results: any change of any bit, on any machine, shows here.
  @Test func sameBitsEverywhere() {
    var stream = RandomStream(StreamName(seed: 1))
    var digest: UInt64 = 0
    for _ in 0..<250_000 {
      let u = stream.uniform()
      for value in [
        Portable.log(u), Portable.exp(40 * u - 20), Portable.pow(u, 1.7),
        Portable.normalQuantile(u),
      ] {
        digest = (digest ^ value.bitPattern) &* 0x0000_0100_0000_01b3
        digest ^= digest >> 29
      }
    }
    #expect(digest == 15_521_593_983_989_915_967)
  }
}
