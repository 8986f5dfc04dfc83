/// Spearman's rank correlation, −1 … 1; ties share the mean of their ranks.
///
/// - Parameters:
///   - x, y: samples, finite, equally many, at least 2.
/// - Throws: `StatisticsError.noVariation` when all of x or of y are equal; `.shapeMismatch`,
///   `.tooFewSamples`, `.notFinite`.
/// - Complexity: O(n log n).
public func spearman(_ x: [Double], _ y: [Double]) throws(StatisticsError) -> Double {
  guard x.count == y.count else {
    throw .shapeMismatch(name: "y", found: y.count, expected: x.count)
  }
  guard x.count >= 2 else { throw .tooFewSamples(found: x.count, needed: 2) }
  try requireFinite(x, "x")
  try requireFinite(y, "y")
  let xRanks = ranks(x)
  let yRanks = ranks(y)
  let middle = Double(x.count + 1) / 2
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for (a, b) in zip(xRanks, yRanks) {
    xx += (a - middle) * (a - middle)
    yy += (b - middle) * (b - middle)
    xy += (a - middle) * (b - middle)
  }
  guard xx > 0 else { throw .noVariation(name: "x") }
  guard yy > 0 else { throw .noVariation(name: "y") }
  return xy / (xx * yy).squareRoot()
}

/// Ranks from 1, tied values sharing the mean of theirs.
func ranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var result = [Double](repeating: 0, count: values.count)
  var first = 0
  while first < order.count {
    var last = first
    while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
    for place in first...last { result[order[place]] = Double(first + last) / 2 + 1 }
    first = last + 1
  }
  return result
}
