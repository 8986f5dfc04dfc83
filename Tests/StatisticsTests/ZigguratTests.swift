import Testing

@testable import Statistics

@Suite("Ziggurats")
struct ZigguratTests {
  static func draws(_ n: Int, _ seed: UInt64, _ draw: (inout RandomStream) -> Double) -> [Double] {
    var stream = RandomStream(StreamName(seed: seed))
    return (0..<n).map { _ in draw(&stream) }
  }

  /// The layers as their definition makes them: each has the area of the base with its tail.
  @Test func layersHaveEqualAreas() {
    func check(
      _ edges: [Double], _ density: (Double) -> Double, tail: Double, sourceLocation: SourceLocation
    ) {
      #expect(edges.count == 257, sourceLocation: sourceLocation)
      let area = edges[1] * density(edges[1]) + tail
      #expect(abs(edges[0] * density(edges[1]) / area - 1) < 1e-14, sourceLocation: sourceLocation)
      for i in 1..<256 {
        let layer = edges[i] * (density(edges[i + 1]) - density(edges[i]))
        #expect(abs(layer / area - 1) < 2e-13, sourceLocation: sourceLocation)
      }
      #expect(edges[256] == 0, sourceLocation: sourceLocation)
    }
    let exponential = ZigguratEdges.exponential
    check(
      exponential, { Portable.exp(-$0) }, tail: Portable.exp(-exponential[1]),
      sourceLocation: #_sourceLocation)
    let normal = ZigguratEdges.normal
    check(
      normal, { Portable.exp(-0.5 * $0 * $0) },
      tail: Portable.normalCDF(-normal[1]) * 2.5066282746310002, sourceLocation: #_sourceLocation)
  }

  /// Ten million draws in 4 096 cells of equal chance, and the joint law of a draw's cell and the
  /// low bits of its last place: a layer chosen by bits of the value would show here.
  @Test(arguments: [true, false])
  func cellsFill(isNormal: Bool) {
    var stream = RandomStream(StreamName(seed: 31))
    var cells = [Int](repeating: 0, count: 4_096)
    var joint = [Int](repeating: 0, count: 1_024)
    for _ in 0..<10_000_000 {
      let x = isNormal ? stream.normal() : stream.exponential()
      let share = isNormal ? Portable.normalCDF(x) : Goodness.exponential.cumulative(x)
      cells[min(4_095, Int(share * 4_096))] += 1
      // A draw above ¼ has its last bits from the rounding of a product of 52 random bits.
      if abs(x) > 0.25 && abs(x) < 0.5 {
        let within = Int((abs(x) - 0.25) * 512)
        joint[within << 3 | Int(x.bitPattern & 7)] += 1
      }
    }
    #expect(Goodness.ofEqualCells(cells) > 1e-7)
    for row in stride(from: 0, to: 1_024, by: 8) {
      #expect(Goodness.ofEqualCells(Array(joint[row..<row + 8])) > 1e-8)
    }
  }

  /// Beyond the last layer (chances 4.5e-4 and 2.6e-4) the tail follows the exact law.
  @Test func tailsAreExact() {
    let n = 20_000_000
    let r = ZigguratEdges.exponential[1]
    let far = Self.draws(n, 32) { $0.exponential() }.filter { $0 > r }
    let expected = Double(n) * Portable.exp(-r)
    #expect(abs(Double(far.count) - expected) < 5 * expected.squareRoot())
    #expect(Goodness.ofFit(far) { Goodness.exponential.cumulative($0 - r) } > 1e-7)

    let s = ZigguratEdges.normal[1]
    let wide = Self.draws(n, 33) { $0.normal() }.filter { abs($0) > s }.map { abs($0) }
    let below = Portable.normalCDF(-s)
    let both = Double(n) * 2 * below
    #expect(abs(Double(wide.count) - both) < 5 * both.squareRoot())
    #expect(Goodness.ofFit(wide) { 1 - Portable.normalCDF(-$0) / below } > 1e-7)
  }

  /// The same laws by a million draws from the tails alone.
  @Test func tailsByThemselves() {
    let r = ZigguratEdges.exponential[1]
    let far = Self.draws(1_000_000, 40) { $0.exponentialEdge(0, r) }
    #expect(Goodness.ofFit(far) { Goodness.exponential.cumulative($0 - r) } > 1e-7)
    let s = ZigguratEdges.normal[1]
    let below = Portable.normalCDF(-s)
    let wide = Self.draws(1_000_000, 41) { $0.normalEdge(0, s, 0) }
    #expect(Goodness.ofFit(wide) { 1 - Portable.normalCDF(-$0) / below } > 1e-7)
  }

  /// A point between the safe part and the end of its layer is kept with the chance that it lies
  /// under the density. Kept points of 20 000 in each layer, and of all together, within 5.5
  /// standard deviations of a sum of such chances: false alarm 2e-5.
  @Test(arguments: [true, false])
  func wedgesAreExact(isNormal: Bool) {
    let edges = isNormal ? ZigguratEdges.normal : ZigguratEdges.exponential
    func density(_ x: Double) -> Double { Portable.exp(isNormal ? -0.5 * x * x : -x) }
    var stream = RandomStream(StreamName(seed: 42))
    var (difference, variance) = (0.0, 0.0)
    for layer in 1...255 {
      let low = density(edges[layer])
      let high = density(edges[layer + 1])
      var (ofLayer, spread) = (0.0, 0.0)
      for _ in 0..<20_000 {
        let x = edges[layer + 1] + (edges[layer] - edges[layer + 1]) * stream.uniform()
        let chance = (density(x) - low) / (high - low)
        let found = isNormal ? stream.normalEdge(layer, x, 0) : stream.exponentialEdge(layer, x)
        ofLayer += (found == x ? 1 : 0) - chance
        spread += chance * (1 - chance)
      }
      #expect(abs(ofLayer) < 5.5 * spread.squareRoot(), "layer \(layer)")
      difference += ofLayer
      variance += spread
    }
    #expect(abs(difference) < 5.5 * variance.squareRoot())
  }

  /// Moments of 10 million draws; 5 standard errors: false alarm 6e-7 each.
  @Test func moments() {
    let n = 10_000_000
    let times = Self.draws(n, 34) { $0.exponential() }
    let heights = Self.draws(n, 35) { $0.normal() }
    func power(_ values: [Double], _ k: Int, mean: Double, variance: Double) {
      let sum = values.reduce(0) { sum, x in sum + (0..<k).reduce(1) { power, _ in power * x } }
      let error = (variance / Double(n)).squareRoot()
      #expect(abs(sum / Double(n) - mean) < 5 * error, "power \(k)")
    }
    // E[x^k] = k! and (k − 1)!!.
    power(times, 1, mean: 1, variance: 1)
    power(times, 2, mean: 2, variance: 20)
    power(times, 3, mean: 6, variance: 684)
    power(heights, 1, mean: 0, variance: 1)
    power(heights, 2, mean: 1, variance: 2)
    power(heights, 3, mean: 0, variance: 15)
    power(heights, 4, mean: 3, variance: 96)
  }

  /// Draws next to each other have no correlation: 5 standard errors of 1/√n.
  @Test func neighboursAreIndependent() {
    let n = 1_000_000
    let heights = Self.draws(n, 36) { $0.normal() }
    let times = Self.draws(n, 37) { $0.exponential() }
    let bound = 5 / Double(n).squareRoot()
    #expect(
      abs(zip(heights, heights.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }) / Double(n) < bound)
    let product = zip(times, times.dropFirst()).reduce(0) { $0 + ($1.0 - 1) * ($1.1 - 1) }
    #expect(abs(product) / Double(n) < bound)
  }

  @Test func drawsAreInsideTheirRange() {
    #expect(Self.draws(1_000_000, 38) { $0.exponential() }.allSatisfy { $0 > 0 && $0 < 45 })
    #expect(Self.draws(1_000_000, 39) { $0.normal() }.allSatisfy { abs($0) < 9 })
  }
}
