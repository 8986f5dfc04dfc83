/// A value that one scenario has and another has not, or has otherwise.
public struct InputChange: Hashable, Sendable, Codable {
  public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case added, changed, removed
  }

  public var kind: Kind
  /// Dotted key path, such as `programme.people.engineers`.
  public var path: String
  /// As written; `nil` where there is none.
  public var before: String?
  public var after: String?
  /// Parts of the model that it reaches, sorted.
  public var reaches: [String]
  /// `file:line` where the new value stands; where it was removed, the old one.
  public var place: String
}

extension Scenario {
  /// What differs in another scenario, sorted by path: values, assumptions with their ranges, and titles
  /// of alternatives.
  ///
  /// Entries of lists are told by their place in the list: one that is put in moves those after it.
  public func changes(to other: Scenario) -> [InputChange] {
    let (before, after) = (described, other.described)
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      let (old, new) = (before[path], after[path])
      guard old?.text != new?.text, let present = new ?? old else { return nil }
      let reaches = (old?.reaches ?? []).union(new?.reaches ?? [])
      return InputChange(
        kind: old == nil ? .added : new == nil ? .removed : .changed, path: path,
        before: old?.text, after: new?.text, reaches: reaches.map(\.rawValue).sorted(),
        place: present.place)
    }
  }

  /// Inputs by path, assumptions with their ranges.
  private var described: [String: InputRecord] {
    var records = Dictionary(inputs.map { ($0.path, $0) }) { _, last in last }
    for assumption in assumptions {
      let path = "assumptions.\(assumption.name)"
      guard var record = records[path], assumption.distribution != .fixed else { continue }
      record.text +=
        " (\(assumption.low) to \(assumption.high), \(assumption.distribution.rawValue))"
      records[path] = record
    }
    return records
  }
}
