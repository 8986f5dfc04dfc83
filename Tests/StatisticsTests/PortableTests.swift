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
    let logGamma = Self.worstRelative(PortableReferences.logGamma) { Portable.logGamma($0[0]) }
    #expect(logGamma < 1e-12)
    for row in PortableReferences.gammaCDF {
      #expect(abs(Portable.gammaCDF(shape: row[0], row[1]) - row[2]) < 1e-12, "\(row)")
    }
    for row in PortableReferences.betaCDF {
      #expect(abs(Portable.betaCDF(row[0], row[1], row[2]) - row[3]) < 1e-12, "\(row)")
    }
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
