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
  /// What differs in another scenario, sorted by path: values, assumptions with their ranges, thresholds,
  /// levers, and which alternatives there are.
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
    for threshold in thresholds {
      let limits = [threshold.above.map { "above \($0)" }, threshold.below.map { "below \($0)" }]
      add(
        "thresholds.\(threshold.name)",
        ([threshold.alternative, threshold.metric] + limits.compactMap(\.self))
          .joined(separator: " "), to: &records)
    }
    for lever in levers {
      add(
        "levers.\(lever.name)", "\(lever.path) from \(lever.low) to \(lever.high)", to: &records)
    }
    for alternative in alternatives {
      add("alternatives.\(alternative.name)", alternative.title, to: &records)
    }
    add("baseline", baseline, to: &records)
    add("reference", reference, to: &records)
    return records
  }

  /// What is no input: it moves no simulated number, but what is made of them.
  private func add(_ path: String, _ text: String, to records: inout [String: InputRecord]) {
    records[path] = InputRecord(
      path: path, text: text, source: "", year: nil, grade: nil, reaches: [], place: "")
  }
}
