/// The order of one round.
///
/// Programs of a family stay neighbours, so that their ratio is taken within seconds; families, and
/// the programs inside each, move on by one place every round, so that nobody always goes first.
///
/// - Parameter round: from 1.
public func order(of programs: [Program], round: Int) -> [Program] {
  var families: [String] = []
  for program in programs where !families.contains(program.family) {
    families.append(program.family)
  }
  return rotated(families, by: round - 1).flatMap { family in
    rotated(programs.filter { $0.family == family }, by: round - 1)
  }
}

/// The items with the first `places` moved to the end, around and around.
func rotated<Item>(_ items: [Item], by places: Int) -> [Item] {
  guard !items.isEmpty else { return [] }
  let start = places % items.count
  return Array(items[start...] + items[..<start])
}
