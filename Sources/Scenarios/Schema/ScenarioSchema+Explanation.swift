import Quantities

/// What one key of a scenario file means.
public struct FieldExplanation: Hashable, Sendable {
  /// Dotted; `*` stands for names of the user's own choice and for positions in lists.
  public var path: String
  /// What it is.
  public var text: String
  /// What may be written.
  public var allowed: String
  public var isRequired: Bool
  /// What absence means, as a file would say it; empty where that is said in `text`.
  public var neutral: String
  /// The parts of the model that it reaches.
  public var reaches: Set<Reach>
}

extension FieldExplanation: CustomStringConvertible {
  /// A few lines for a terminal.
  public var description: String {
    var lines = [path, "  \(text)", "  allowed: \(allowed)"]
    lines.append("  required: " + (isRequired ? "yes" : "no"))
    if !neutral.isEmpty { lines.append("  when absent: \(neutral)") }
    let names = Reach.allCases.filter(reaches.contains).map(\.rawValue)
    if !names.isEmpty { lines.append("  reaches: \(names.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }
}

extension ScenarioSchema {
  /// Every key of the format, outermost first. Overrides of alternatives have the keys of the country
  /// and are not listed again.
  public static let fields: [FieldExplanation] = {
    var list: [FieldExplanation] = []
    explain(.object(root), path: "", reaches: [], into: &list, open: [])
    return list
  }()

  /// What a key path means, such as `money.discount_rate` or `regions.urban.online`; also the last part
  /// alone where only one key is called so.
  public static func explanation(of path: String) -> FieldExplanation? {
    if let field = fields.first(where: { $0.path == path }) { return field }
    let parts = path.split(separator: ".").map(String.init)
    let matching = fields.filter { field in
      let keys = field.path.split(separator: ".")
      return keys.count == parts.count && zip(keys, parts).allSatisfy { $0 == "*" || $0 == $1 }
    }
    if let field = matching.first { return field }
    let named = fields.filter { $0.path.hasSuffix("." + path) }
    return named.count == 1 ? named.first : nil
  }

  /// The path that comes closest to a misspelt one, with its own names in place of `*`.
  public static func nearest(to path: String) -> String? {
    let parts = path.split(separator: ".")
    let filled = fields.compactMap { field -> String? in
      let keys = field.path.split(separator: ".")
      guard keys.count == parts.count else { return nil }
      return zip(keys, parts).map { $0 == "*" ? $1 : $0 }.joined(separator: ".")
    }
    let last = fields.compactMap { $0.path.split(separator: ".").last.map(String.init) }
    return Spelling.nearest(to: path, in: filled) ?? Spelling.nearest(to: path, in: last)
  }

  private static func explain(
    _ shape: SchemaShape, path: String, reaches: Set<Reach>, into list: inout [FieldExplanation],
    open: Set<String>
  ) {
    func below(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    switch shape {
    case .scalar, .variate: return
    case .definition(let name):
      guard !open.contains(name), let shape = definitions[name] else { return }
      explain(shape, path: path, reaches: reaches, into: &list, open: open.union([name]))
    case .map(let item, _), .list(let item, _):
      explain(item, path: below("*"), reaches: reaches, into: &list, open: open)
    case .object(let rule):
      explain(rule.fields, path, reaches, &list, open)
    case .choice(let rules):
      var fields: [FieldRule] = []
      for field in rules.flatMap(\.fields) where !fields.contains(where: { $0.key == field.key }) {
        fields.append(field)
      }
      explain(fields, path, reaches, &list, open)
    }
  }

  private static func explain(
    _ fields: [FieldRule], _ path: String, _ reaches: Set<Reach>,
    _ list: inout [FieldExplanation], _ open: Set<String>
  ) {
    for field in fields {
      let own = field.reaches ?? reaches
      let key = path.isEmpty ? field.key : "\(path).\(field.key)"
      list.append(
        FieldExplanation(
          path: key, text: field.text, allowed: field.shape.allowedText,
          isRequired: field.isRequired, neutral: field.neutral ?? "", reaches: own))
      if field.key == "alternatives" { continue }
      explain(field.shape, path: key, reaches: own, into: &list, open: open)
    }
  }
}
