import Operations

/// Something that a run has figures of.
public struct ModelEntity: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable, Codable { case stream, station, link, policy }
  public let kind: Kind
  /// Of its rows: its name in the file, with the kind behind it where another kind has the same name,
  /// such as `identity (policy)`. Stations always keep theirs.
  public let name: String

  /// What stands for all streams together.
  static let all = ModelEntity(kind: .stream, name: "all")
}

extension NetworkModel {
  /// Everything that rows may be about: streams, all of them together, stations, links, policies.
  var entities: [ModelEntity] {
    var taken = Set(stations.map(\.name))
    let streams = unique(groups, .stream, &taken)
    let links = unique(links.map(\.name), .link, &taken)
    return streams + (groups.count > 1 ? [.all] : [])
      + stations.map { ModelEntity(kind: .station, name: $0.name) } + links
      + unique(policies.map(\.name), .policy, &taken)
  }

  private func unique(
    _ names: [String], _ kind: ModelEntity.Kind, _ taken: inout Set<String>
  ) -> [ModelEntity] {
    let entities = names.map { name in
      ModelEntity(
        kind: kind, name: taken.contains(name) ? "\(name) (\(kind.rawValue))" : name)
    }
    taken.formUnion(names)
    return entities
  }
}
