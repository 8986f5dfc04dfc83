import Operations
import Quantities
import Statistics

/// One-step changes of a network, and its load times a factor.
extension NetworkModel {
  /// The same network with `factor` times as many requests.
  ///
  /// - Parameter ceiling: the largest factor asked for: all loads up to it thin the same candidates, so
  ///   that a heavier load keeps all requests of a lighter one.
  /// - Throws: `ExperimentError.wrongKind` for recorded arrivals, which cannot be multiplied.
  func loaded(_ factor: Double, ceiling: Double) throws(ExperimentError) -> NetworkModel {
    var model = self
    for index in sources.indices {
      switch sources[index].pattern {
      case .poisson:
        model.sources[index].rate = Rate(perSecond: sources[index].rate.perSecond * factor)
        model.sources[index].ceilingRate =
          Rate(perSecond: sources[index].ceilingRate.perSecond * max(ceiling, factor))
      case .profile: model.sources[index].intensity *= factor
      case .renewal(let gap):
        guard let faster = gap.scaled(by: 1 / factor) else {
          throw .wrongKind(
            found: "gaps of a beta law (\(sources[index].name))", needed: "gaps that can be scaled")
        }
        model.sources[index].pattern = .renewal(faster)
      case .closed(let customers, let thinkTime):
        let count = max(1, Int((Double(customers) * factor).rounded()))
        model.sources[index].pattern = .closed(customers: count, thinkTime: thinkTime)
      case .trace:
        throw .wrongKind(
          found: "recorded arrivals (\(sources[index].name))",
          needed: "streams with rates: a record cannot be multiplied")
      }
    }
    return model
  }

  /// The same network with one more server at a station.
  func withOneMoreServer(at station: Int) -> NetworkModel {
    var model = self
    model.stations[station].servers += 1
    return model
  }

  /// The same network with a link of twice the bandwidth.
  func withTwiceTheBandwidth(of link: Int) -> NetworkModel {
    var model = self
    let twice = { (rate: Bandwidth) in Bandwidth(bitsPerSecond: rate.bitsPerSecond * 2) }
    model.links[link].bandwidth = twice(links[link].bandwidth)
    model.links[link].back = links[link].back.map(twice)
    return model
  }
}
