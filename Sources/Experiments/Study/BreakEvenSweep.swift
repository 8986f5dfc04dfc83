import Statistics

/// Finds from how many services on an alternative costs less than the baseline, by trying prefixes
/// of the programme's service order.
///
/// Cost is PVC per service-year live, so that an alternative which delivers less doesn't look cheap.
struct BreakEvenSweep: Sendable {
  let prefixes: [Int]

  /// Sizes that grow by about a third: 1, 2, 3, 4, 6, 8, 11 … up to all services.
  static func prefixes(upTo count: Int) -> [Int] {
    guard count > 0 else { return [] }
    var sizes = [1]
    while let last = sizes.last, last < count {
      sizes.append(min(count, max(last + 1, last + last / 3)))
    }
    return sizes
  }

  /// The smallest prefix from which on the alternative costs less at every size tried.
  ///
  /// - Parameter cost: PVC per service-year of a prefix, of the baseline or the alternative.
  /// - Returns: `nil` where it does not cost less for the whole catalogue ("not within").
  func breakEven(
    cost: (_ prefix: Int, _ isBaseline: Bool) -> Double?
  ) -> Int? {
    var found: Int?
    for prefix in prefixes.reversed() {
      // Where nothing goes live, a service-year costs more than any money.
      let there = cost(prefix, true) ?? .infinity
      let here = cost(prefix, false) ?? .infinity
      guard here < there else { break }
      found = prefix
    }
    return found
  }

  /// Collects the break-even of all worlds.
  func summary(
    _ perWorld: [Int?], alternative: String, baseline: String, formula: Double?
  ) -> BreakEven {
    let sorted = perWorld.map { $0.map(Double.init) ?? .infinity }.sorted()
    func point(_ p: Double) -> Int? {
      guard !sorted.isEmpty else { return nil }
      let value = sorted[min(sorted.count - 1, Int(p * Double(sorted.count)))]
      return value.isFinite ? Int(value) : nil
    }
    let within = perWorld.filter { $0 != nil }.count
    return BreakEven(
      alternative: alternative, baseline: baseline, prefixes: prefixes, perWorld: perWorld,
      p05: point(0.05), p50: point(0.5), p95: point(0.95),
      shareWithin: perWorld.isEmpty ? 0 : Double(within) / Double(perWorld.count),
      formula: formula)
  }
}
