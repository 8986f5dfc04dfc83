import Operations
import Quantities
import Scenarios
import Statistics

/// What takes sites and regions of a country down.
extension CountryNetwork {
  /// Outages of sites, site by site, and of regions.
  func addOutages(_ stations: [Int?], to model: inout NetworkModel) throws(ExperimentError) {
    for outage in map.country.outages {
      for (site, place) in map.sites.enumerated()
      where outage.sites.contains(map.country.sites[place.kind].name) {
        let standing = stations.indices.compactMap { deployment in
          map.siteOf[deployment] == site ? stations[deployment] : nil
        }
        guard !standing.isEmpty else { continue }
        // Named by where it is, so that a site has the same power cuts in every alternative.
        let name = "\(outage.name)@\(map.ownerName(place.owner))"
        model.outages.append(
          try OutageModel(outage, name: name, stations: standing, links: []))
      }
      for place in map.country.regions
      where outage.regions.contains(place.name) {
        guard let link = model.links.firstIndex(where: { $0.name == Self.doorName(place) }) else {
          continue
        }
        model.outages.append(
          try OutageModel(
            outage, name: "\(outage.name)@\(place.name)", stations: [], links: [link]))
      }
    }
  }

  /// The first step of requests, by region: past the region's own door, where outages cut regions off.
  ///
  /// - Returns: shape [regions][steps]; no steps where no outage hits the region.
  func addDoors(to model: inout NetworkModel) -> [[Step]] {
    let hit = Set(map.country.outages.flatMap(\.regions))
    return map.country.regions.map { region in
      guard hit.contains(region.name) else { return [] }
      model.links.append(
        LinkModel(name: Self.doorName(region), bandwidth: Self.endless, binds: false))
      let transfer = Transfer(
        path: [model.links.count - 1], size: .constant(0),
        purpose: StreamName.hash("door of a region"))
      return [.transfer(transfer)]
    }
  }

  private static func doorName(_ region: Region) -> String { "access@\(region.name)" }

  /// Of links that are there to be cut, not to be full.
  private static let endless = Bandwidth(bitsPerSecond: 1e15)
}
