import Quantities

extension Scenario {
  /// Stands for a file in the faults of settings.
  static let settingPlace = "--set"

  /// The scenario as if its files had said so: one value set on top of everything, the overrides of
  /// alternatives included.
  ///
  ///     try scenario.setting("organisation.central_share", to: "20 %", alternatives: ["platform"])
  ///     try scenario.setting("assumptions.discount_rate.value", to: "0.05")
  ///
  /// - Parameters:
  ///   - path: dotted key path; items of lists by position from 0.
  ///   - text: the value, as a file would say it.
  ///   - alternatives: the only alternatives it applies to; all when empty.
  /// - Throws: `.invalid` with the place `--set`; `.unknownAlternative`.
  public func setting(
    _ path: String, to text: String, alternatives only: [String] = []
  ) throws(ScenarioError) -> Scenario {
    let place = Place.whole(Self.settingPlace)
    let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for name in only where !alternatives.contains(where: { $0.name == name }) {
      throw .unknownAlternative(name, known: alternatives.map(\.name))
    }
    let node = try Self.value(text, path: path, at: place)
    guard !keys.contains(""), ScenarioSchema.lookup(keys) != nil else {
      throw Self.unknown(path, at: place)
    }
    let isCountry = ScenarioSchema.countryKeys.contains(keys[0])
    let hasAlternatives = !(assembled.node["alternatives"]?.entries.isEmpty ?? true)
    var root: ScenarioNode? = assembled.node
    if only.isEmpty || !isCountry || !hasAlternatives {
      root = set(keys, to: node, inShadowsToo: isCountry)
    } else {
      for name in only { root = root.flatMap { Self.override(keys, to: node, of: name, in: $0) } }
    }
    guard let root else { throw Self.unknown(path, at: place) }
    var digest = ContentDigest()
    let change = [assembled.digest, path, text] + only
    for part in change { digest.add(part.utf8) }
    var changed = try reread(root, digest: digest.hex)
    let target = only.isEmpty ? path : "\(only.joined(separator: ",")):\(path)"
    changed.settings = settings + ["\(target)=\(text)"]
    return changed
  }

  /// The scenario with its alternatives renamed: which overrides belong to which name changes, while
  /// comparison, levers and thresholds keep theirs. With `["silo": "platform", "platform": "silo"]`,
  /// every figure must come out mirrored.
  public func renamingAlternatives(_ names: [String: String]) throws(ScenarioError) -> Scenario {
    var written = assembled.node["alternatives"]?.entries ?? []
    for name in names.keys where !written.contains(where: { $0.key == name }) {
      throw .unknownAlternative(name, known: alternatives.map(\.name))
    }
    for index in written.indices {
      written[index].key = names[written[index].key] ?? written[index].key
    }
    guard Set(written.map(\.key)).count == written.count else {
      throw .invalid([
        Diagnostic(
          .error, file: study,
          message: "found two alternatives of one name after renaming, allowed different names")
      ])
    }
    let place = assembled.node["alternatives"]?.place ?? assembled.node.place
    let renamed = ScenarioNode(.map(written), at: place)
    guard let root = assembled.node.setting(["alternatives"], to: renamed) else { return self }
    var digest = ContentDigest()
    digest.add(assembled.digest.utf8)
    for entry in written { digest.add(entry.key.utf8) }
    return try reread(root, digest: digest.hex)
  }

  // MARK: Parts

  private func reread(_ root: ScenarioNode, digest: String) throws(ScenarioError) -> Scenario {
    var changed = assembled
    changed.node = root
    changed.digest = digest
    return try ScenarioReader.read(changed, study: study, DiagnosticList())
  }

  /// A setting is a scalar, or a map or list in YAML's own brackets.
  private static func value(
    _ text: String, path: String, at place: Place
  ) throws(ScenarioError) -> ScenarioNode {
    guard text.hasPrefix("{") || text.hasPrefix("[") else {
      return ScenarioNode(text: text, at: place)
    }
    let parsed = ScenarioParser.parse(ScenarioFile(path: place.file, text: text))
    var faults = DiagnosticList()
    faults.add(contentsOf: parsed.faults)
    guard let root = parsed.root else { throw .invalid(faults.sorted) }
    let node = root.handingDownProvenance(
      path: path.split(separator: ".").map(String.init), faults: &faults)
    guard !faults.hasErrors else { throw .invalid(faults.sorted) }
    return node
  }

  private static func unknown(_ path: String, at place: Place) -> ScenarioError {
    let nearest = ScenarioSchema.nearest(to: path).flatMap { $0 == path ? nil : $0 }
    return .invalid([
      Diagnostic(
        at: place, keyPath: path, "found an unknown key path, allowed one of this scenario",
        suggestion: ScenarioSchema.successor(of: path) ?? nearest.map { "did you mean \($0)?" })
    ])
  }

  /// Sets a value of the country, and wherever an alternative has its own.
  private func set(
    _ keys: [String], to node: ScenarioNode, inShadowsToo: Bool
  ) -> ScenarioNode? {
    var root = assembled.node
    var isSet = false
    if let changed = root.setting(keys, to: node) {
      root = changed
      isSet = true
    }
    guard inShadowsToo else { return isSet ? root : nil }
    for entry in root["alternatives"]?.entries ?? []
    where Self.isShadowed(keys[...], by: entry.value) {
      guard let changed = root.setting(["alternatives", entry.key] + keys, to: node) else {
        return nil
      }
      root = changed
      isSet = true
    }
    return isSet ? root : nil
  }

  /// Whether overrides replace the value at a path.
  private static func isShadowed(_ keys: ArraySlice<String>, by overrides: ScenarioNode) -> Bool {
    guard let first = keys.first else { return true }
    guard case .map = overrides.content else { return true }
    if overrides["distribution"] != nil { return true }
    return overrides[first].map { isShadowed(keys.dropFirst(), by: $0) } ?? false
  }

  /// Sets a value of one alternative. A list is overridden as a whole, so it is copied first.
  private static func override(
    _ keys: [String], to node: ScenarioNode, of name: String, in root: ScenarioNode
  ) -> ScenarioNode? {
    let overrides = ["alternatives", name]
    for count in 1..<max(keys.count, 2) {
      let part = Array(keys.prefix(count))
      let written = root.node(at: overrides + part)
      guard case .list = root.node(at: part)?.content, written == nil else { continue }
      guard let list = root.node(at: part) else { continue }
      return root.setting(overrides + part, to: list)?.setting(overrides + keys, to: node)
    }
    return root.setting(overrides + keys, to: node)
  }
}
