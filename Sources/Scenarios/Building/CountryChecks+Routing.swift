import Quantities

/// Open-network routing.
extension CountryChecks {
  mutating func checkRouting(_ start: CompiledNode, _ routing: CompiledNode) {
    checkStationNames(start)
    checkStationNames(routing)
    checkSum(
      start.entries.compactMap(\.value.expression), at: start, "probabilities", within: 1e-6)
    for (_, row) in routing.entries {
      checkStationNames(row)
      let sum = worstSum(row.entries.compactMap(\.value.expression))
      guard sum > 1 + 1e-6 else { continue }
      let text = QuantityFormat.number(sum * 100, digits: 6, isGrouped: false)
      add(row, "found probabilities that add up to \(text) %, allowed at most 100 %")
    }
    checkWayOut(start, routing)
  }

  private mutating func checkStationNames(_ map: CompiledNode) {
    let names = country["stations"]?.keys ?? []
    for (name, value) in map.entries where !names.contains(name) {
      add(
        value, "found the station \(excerpt(name)), allowed \(names.joined(separator: ", "))",
        suggestion: Spelling.nearest(to: name, in: names).map { "did you mean \($0)?" })
    }
  }

  /// From every station that can be reached, requests must be able to leave; otherwise they pile up
  /// for ever.
  private mutating func checkWayOut(_ start: CompiledNode, _ routing: CompiledNode) {
    guard !routing.isPartial, routing.entries.allSatisfy({ !$0.value.isPartial }) else { return }
    var next: [String: [String]] = [:]
    var leaving: Set<String> = Set(country["stations"]?.keys ?? []).subtracting(routing.keys)
    for (name, row) in routing.entries {
      let shares = row.entries.compactMap(\.value.expression)
      next[name] = row.entries.filter { ($0.value.expression?.coefficient ?? 0) > 0 }.map(\.key)
      if shares.reduce(0, { $0 + $1.coefficient }) < 1 - 1e-9 { leaving.insert(name) }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (name, followers) in next
      where !leaving.contains(name) && followers.contains(where: leaving.contains) {
        leaving.insert(name)
        isGrowing = true
      }
    }
    for (name, row) in routing.entries where !leaving.contains(name) {
      add(row, "found a station (\(name)) that requests never leave, allowed a way out")
    }
  }
}
