/// Points that fill a cube of up to 512 dimensions more evenly than random ones.
///
///     let name = StreamName(seed: 7).child("assumptions")
///     var points = try SobolPoints(dimensions: 300, scrambling: name)
///     for point in points.prefix(1_024) { … }      // 300 numbers, each in (0, 1)
///     try points.point(at: 5_000)                  // any point by its number
///
/// Take a power of two of them, from number 0: then each dimension has one point in each of that
/// many cells of equal width. The mean of a smooth function over n scrambled points is unbiased, and
/// its error falls nearly like n^−1.5, against n^−0.5 for random points. An interval needs several
/// scramblings (children of one name), for the points of one are not independent.
///
/// Without a scrambling, the points are those published: all on a grid, and point 0 is the corner
/// (0, …, 0), where quantile functions are infinite. Points are made of whole numbers only, so they
/// are the same bits on every machine and may reach a replication.
///
/// *Why Owen's scrambling.* Nested uniform scrambling flips each digit at random, dependent on all
/// digits before it. A digital shift or a random matrix (Matoušek) leaves more structure, and proofs
/// of the faster convergence are for this one. The usual shortcut is a hash that resembles it (Laine
/// and Karras, 2011; Burley, 2020); here each node of the tree of digits has a bit of its own from
/// the name's hash, which costs six mixes for a coordinate.
///
/// - Complexity: O(dimensions) per point in sequence, O(32 × dimensions) by number.
/// - Source: Sobol', USSR Comput. Math. Math. Phys. 7 (1967); order by Gray code after Antonov and
///   Saleev (1979); Owen, Randomly permuted (t, m, s)-nets and (t, s)-sequences (1995).
public struct SobolPoints: Sequence, IteratorProtocol, Sendable {
  /// Dimensions that there are numbers for.
  public static let dimensionLimit = 512
  /// Points in one sequence, 2^32.
  public static let countLimit = 1 << 32

  /// Coordinates of a point [1].
  public let dimensions: Int
  /// The number of the point that ``next()`` gives, from 0.
  public private(set) var index = 0
  /// The coordinates of that point before scrambling, as 32 binary digits.
  private var words: [UInt32]
  /// The names of the scramblings, one for each dimension; empty for none.
  private let keys: [StreamName]

  /// The sequence from its first point.
  ///
  /// - Parameters:
  ///   - dimensions: 1 … 512.
  ///   - scrambling: the name of the scrambling; equal names give equal points. `nil` for the
  ///     points as published.
  /// - Throws: `StatisticsError.outOfRange`.
  public init(dimensions: Int, scrambling: StreamName? = nil) throws(StatisticsError) {
    guard (1...Self.dimensionLimit).contains(dimensions) else {
      throw .outOfRange(
        name: "dimensions", found: Double(dimensions), allowed: "1 … \(Self.dimensionLimit)")
    }
    self.dimensions = dimensions
    words = [UInt32](repeating: 0, count: dimensions)
    keys = scrambling.map { name in (0..<dimensions).map { name.child(UInt64($0)) } } ?? []
  }

  /// The next point, shape [dimensions]; `nil` after 2^32 points.
  public mutating func next() -> [Double]? {
    guard index < Self.countLimit else { return nil }
    let point = coordinates(of: words)
    index += 1
    // Point numbers in Gray code differ in one digit: one direction changes.
    if index < Self.countLimit {
      let digit = index.trailingZeroBitCount
      for dimension in 0..<dimensions {
        words[dimension] ^= SobolDirections.table[dimension * 32 + digit]
      }
    }
    return point
  }

  /// Makes ``next()`` go on with a given point.
  ///
  /// - Parameter index: 0 … 2^32 − 1.
  /// - Throws: `StatisticsError.outOfRange`.
  /// - Complexity: O(32 × dimensions).
  public mutating func skip(to index: Int) throws(StatisticsError) {
    words = try words(at: index)
    self.index = index
  }

  /// The point with a given number, shape [dimensions].
  ///
  /// - Parameter index: 0 … 2^32 − 1.
  /// - Throws: `StatisticsError.outOfRange`.
  /// - Complexity: O(32 × dimensions).
  public func point(at index: Int) throws(StatisticsError) -> [Double] {
    coordinates(of: try words(at: index))
  }

  private func words(at index: Int) throws(StatisticsError) -> [UInt32] {
    guard (0..<Self.countLimit).contains(index) else {
      throw .outOfRange(name: "index", found: Double(index), allowed: "0 … 2^32 − 1")
    }
    let gray = index ^ (index >> 1)
    var words = [UInt32](repeating: 0, count: dimensions)
    for digit in 0..<32 where (gray >> digit) & 1 == 1 {
      for dimension in 0..<dimensions {
        words[dimension] ^= SobolDirections.table[dimension * 32 + digit]
      }
    }
    return words
  }

  private func coordinates(of words: [UInt32]) -> [Double] {
    if keys.isEmpty { return words.map { Double($0) * 0x1p-32 } }
    return zip(words, keys).map { OwenScrambling.coordinate($0, key: $1) }
  }
}

/// Nested uniform scrambling of one dimension.
enum OwenScrambling {
  /// A coordinate in (0, 1) from its 32 binary digits: they are scrambled, and 20 random digits and
  /// half a unit follow.
  static func coordinate(_ word: UInt32, key: StreamName) -> Double {
    let tail = key.child(32 << 32 | UInt64(word)).bits >> 44
    let digits = UInt64(scrambled(word, key: key)) << 20 | tail
    return (Double(digits) + 0.5) * 0x1p-52
  }

  /// Flips each digit by the bit of the node that the digits before it lead to.
  ///
  /// Six levels of the tree share a hash: its bits 1 … 63 are the nodes of a subtree, those below
  /// node i being 2i and 2i + 1.
  static func scrambled(_ word: UInt32, key: StreamName) -> UInt32 {
    var flips: UInt32 = 0
    for level in stride(from: 0, to: 32, by: 6) {
      let prefix = UInt64(word) >> UInt64(32 - level)
      let bits = key.child(UInt64(level) << 32 | prefix).bits
      var node = 1
      for depth in level..<Swift.min(level + 6, 32) {
        let place = UInt32(31 - depth)
        flips |= UInt32(bits >> UInt64(node) & 1) << place
        node = 2 * node + Int(word >> place & 1)
      }
    }
    return word ^ flips
  }
}

/// Direction numbers of all dimensions.
enum SobolDirections {
  /// Shape [512 × 32]: the digits that each digit of a point's number flips. 64 kB, made once.
  static let table: [UInt32] = {
    // The first dimension is van der Corput's: the digits in reverse.
    var table = (0..<32).map { UInt32(1) << UInt32(31 - $0) }
    table.reserveCapacity(32 * SobolPoints.dimensionLimit)
    var next = 0
    while next < JoeKuo.numbers.count {
      let polynomial = UInt32(JoeKuo.numbers[next])
      let degree = 31 - polynomial.leadingZeroBitCount
      table += directions(polynomial, JoeKuo.numbers[next + 1...next + degree])
      next += degree + 1
    }
    return table
  }()

  /// Bratley and Fox's recurrence over the polynomial's bits.
  private static func directions(_ polynomial: UInt32, _ initial: ArraySlice<UInt16>) -> [UInt32] {
    let degree = initial.count
    var result = initial.enumerated().map { UInt32($1) << UInt32(31 - $0) }
    for digit in degree..<32 {
      var direction = result[digit - degree] >> UInt32(degree) ^ result[digit - degree]
      for term in 1..<degree where polynomial >> UInt32(degree - term) & 1 == 1 {
        direction ^= result[digit - term]
      }
      result.append(direction)
    }
    return result
  }
}
