/// Finds what a misspelt name was meant to be.
public enum Spelling {
  /// The candidate closest to `name`, or `nil` when none is close enough to be a slip of the pen
  /// (at most a third of the letters changed, transpositions counted as one change).
  ///
  /// - Complexity: O(candidates × letters²); names longer than 64 letters have no nearest one.
  public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate.utf8.count <= 64 {
      let distance = changes(from: wanted, to: Array(candidate.lowercased()))
      guard distance * 3 <= max(wanted.count, 3) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Letters to insert, delete, replace or swap with a neighbour (optimal string alignment).
  static func changes(from a: [Character], to b: [Character]) -> Int {
    var twoAgo = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var least = min(previous[j + 1], current[j]) + 1
        least = min(least, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, twoAgo[j - 1] + 1)
        }
        current.append(least)
      }
      (twoAgo, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
