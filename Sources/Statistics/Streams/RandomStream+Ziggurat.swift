/// Standard exponential and normal draws by the ziggurat method.
///
///     let gap = 2 * stream.exponential()            // mean 2
///     let height = 180 + 7 * stream.normal()        // mean 180, standard deviation 7
///
/// A word picks one of 256 layers by its low 8 bits and a point in the layer by its high 52, which
/// do not overlap: sharing them, as the first ziggurats did, shows in chi-square tests. In 98.9 % of
/// draws the point lies under the density at once. The rest is decided exactly: in the wedge by
/// comparison with the density, in the tail by a law that has no end.
///
/// These are calls, not inlined into other modules: only here does the compiler know the tables'
/// length and address, so that an access costs neither a bounds check nor a check for first use.
///
/// - Source: Marsaglia and Tsang, The ziggurat method for generating random variables, J. Stat.
///   Software 5 (2000); Doornik, An improved ziggurat method to generate normal random samples
///   (2005), for the bits.
extension RandomStream {
  /// The next number from the exponential distribution of mean 1, above 0.
  @inline(never)
  public mutating func exponential() -> Double {
    let word = next()
    let layer = Int(truncatingIfNeeded: word & 255)
    let x = StreamName.openUnit(word) * ZigguratEdges.exponential[layer]
    if _fastPath(x < ZigguratEdges.exponential[layer + 1]) { return x }
    return exponentialEdge(layer, x)
  }

  /// The next number from the normal distribution of mean 0 and standard deviation 1.
  @inline(never)
  public mutating func normal() -> Double {
    let word = next()
    let layer = Int(truncatingIfNeeded: word & 255)
    let sign = (word & 256) &<< 55
    let x = StreamName.openUnit(word) * ZigguratEdges.normal[layer]
    if _fastPath(x < ZigguratEdges.normal[layer + 1]) {
      return Double(bitPattern: x.bitPattern | sign)
    }
    return normalEdge(layer, x, sign)
  }

  /// Decides on a point outside the safe part of its layer; starts anew if it falls.
  @inline(never)
  mutating func exponentialEdge(_ layer: Int, _ x: Double) -> Double {
    let edges = ZigguratEdges.exponential
    // What is left of an exponential time beyond r is again exponential.
    if layer == 0 { return edges[1] - Portable.log(uniform()) }
    let low = Portable.exp(-edges[layer])
    let high = Portable.exp(-edges[layer + 1])
    return low + uniform() * (high - low) < Portable.exp(-x) ? x : exponential()
  }

  @inline(never)
  mutating func normalEdge(_ layer: Int, _ x: Double, _ sign: UInt64) -> Double {
    let edges = ZigguratEdges.normal
    if layer == 0 { return Double(bitPattern: normalTail(edges[1]).bitPattern | sign) }
    let low = Portable.exp(-0.5 * edges[layer] * edges[layer])
    let high = Portable.exp(-0.5 * edges[layer + 1] * edges[layer + 1])
    let isUnder = low + uniform() * (high - low) < Portable.exp(-0.5 * x * x)
    return isUnder ? Double(bitPattern: x.bitPattern | sign) : normal()
  }

  /// A normal number, given that it is above r.
  ///
  /// - Source: Marsaglia, Generating a variable from the tail of the normal distribution,
  ///   Technometrics 6 (1964).
  private mutating func normalTail(_ r: Double) -> Double {
    while true {
      let beyond = exponential() / r
      if 2 * exponential() > beyond * beyond { return r + beyond }
    }
  }
}
