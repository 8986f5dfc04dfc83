extension Scenario {
  /// Where a lever stands when nobody moves it.
  public enum PresentSetting: Hashable, Sendable {
    /// In the base unit, money in the scenario's own.
    case number(Double)
    case text(String)
  }

  /// The setting of a lever at the central values of all assumptions.
  ///
  /// - Returns: `nil` where the alternatives that it applies to differ in it, or nothing is said.
  public func presentSetting(of lever: Lever) -> PresentSetting? {
    let keys = lever.path.split(separator: ".").map(String.init)
    if keys.count == 3, keys[0] == "assumptions", keys[2] == "value" {
      return assumptions.first { $0.name == keys[1] }.map { .number($0.value) }
    }
    let names = lever.alternatives.isEmpty ? alternatives.map(\.name) : lever.alternatives
    let found = Set(names.map { compiled[$0].flatMap { present(keys, in: $0) } })
    return found.count == 1 ? found.first.flatMap { $0 } : nil
  }

  private func present(_ keys: [String], in root: CompiledNode) -> PresentSetting? {
    var node: CompiledNode? = root
    for key in keys {
      if let position = Int(key), let items = node?.items, items.indices.contains(position) {
        node = items[position]
      } else {
        node = node?[key]
      }
    }
    switch node?.content {
    case .expression(let expression): return .number(expression.value(assumptions.map(\.value)))
    case .whole(let whole): return .number(Double(whole))
    case .text(let text): return .text(text)
    case .truth(let truth): return .text("\(truth)")
    default: return nil
    }
  }

  /// Whether a lever moves an input that counts something.
  public func takesWholeNumbers(_ lever: Lever) -> Bool {
    let keys = lever.path.split(separator: ".").map(String.init)
    switch ScenarioSchema.lookup(keys)?.shape {
    case .scalar(let rule)?, .variate(let rule)?:
      return rule.kind == .whole || rule.kind == .quantity(.count)
    default: return false
    }
  }
}
