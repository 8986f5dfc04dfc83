/// Merging and editing trees. Every piece keeps its own place and source.
extension ScenarioNode {
  /// This tree with another on top: maps merge key by key, scalars and lists are replaced. A map that
  /// names a `distribution` replaces the whole distribution, because parameters of two families don't
  /// mix (assumptions, which have a range of their own, merge).
  func merged(with over: ScenarioNode, path: [String] = []) -> ScenarioNode {
    guard case .map(let base) = content, case .map(let top) = over.content else { return over }
    let isAssumption = path.first == "assumptions"
    if !isAssumption, over["distribution"] != nil { return over }
    var index: [String: Int] = [:]
    for (position, entry) in base.enumerated() { index[entry.key] = position }
    var entries = base
    for entry in top {
      guard let position = index[entry.key] else {
        entries.append(entry)
        continue
      }
      entries[position].value = entries[position].value.merged(
        with: entry.value, path: path + [entry.key])
      if entry.value.text != nil { entries[position].keyPlace = entry.keyPlace }
    }
    var copy = self
    copy.content = .map(entries)
    return copy
  }

  /// This map without some keys.
  func dropping(_ keys: Set<String>) -> ScenarioNode {
    var copy = self
    copy.content = .map(entries.filter { !keys.contains($0.key) })
    return copy
  }

  /// This map with only some keys.
  func keeping(_ keys: Set<String>) -> ScenarioNode {
    var copy = self
    copy.content = .map(entries.filter { keys.contains($0.key) })
    return copy
  }

  /// The same tree, every piece marked as part of an alternative's overrides.
  func marked(origin: String) -> ScenarioNode {
    var copy = self
    copy.origin = origin
    switch content {
    case .scalar: break
    case .list(let items): copy.content = .list(items.map { $0.marked(origin: origin) })
    case .map(let entries):
      copy.content = .map(
        entries.map { entry in
          var entry = entry
          entry.value = entry.value.marked(origin: origin)
          return entry
        })
    }
    return copy
  }

  /// The piece at a path of keys and list positions, or `nil`.
  func node(at path: some Collection<String>) -> ScenarioNode? {
    guard let first = path.first else { return self }
    switch content {
    case .scalar: return nil
    case .map: return self[first]?.node(at: path.dropFirst())
    case .list(let items):
      guard let position = Int(first), items.indices.contains(position) else { return nil }
      return items[position].node(at: path.dropFirst())
    }
  }

  /// The same tree with one piece replaced or, below maps, added; `nil` where a list has no such
  /// position.
  func setting(_ path: some Collection<String>, to node: ScenarioNode) -> ScenarioNode? {
    guard let first = path.first else { return node }
    var copy = self
    switch content {
    case .list(var items):
      guard let position = Int(first), items.indices.contains(position) else { return nil }
      guard let item = items[position].setting(path.dropFirst(), to: node) else { return nil }
      items[position] = item
      copy.content = .list(items)
    case .scalar, .map:
      var entries = entries
      let empty = ScenarioNode(.map([]), at: node.place)
      if let position = entries.firstIndex(where: { $0.key == first }) {
        guard let value = entries[position].value.setting(path.dropFirst(), to: node) else {
          return nil
        }
        entries[position].value = value
      } else {
        guard let value = empty.setting(path.dropFirst(), to: node) else { return nil }
        entries.append(.init(key: first, keyPlace: node.place, value: value))
      }
      copy.content = .map(entries)
    }
    return copy
  }
}
