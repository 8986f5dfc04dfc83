import Operations
import Quantities
import Statistics

/// Random journeys.
extension FuzzModel {
  /// Where steps stand.
  struct Place {
    var depth = 0
    var isParallel = false
    /// Most stations whose servers are kept here [1], in layers: the first of those behind them.
    var layer = 0
  }

  mutating func steps(_ place: Place, _ count: Int) -> [Step] {
    (0..<count).compactMap { _ in
      room -= 1
      return room > 0 && place.layer < model.stations.count ? step(place) : nil
    }
  }

  /// Few purposes, so that steps draw for the same one.
  private mutating func purpose() -> UInt64 { UInt64(number(1, 6)) }

  private mutating func inner(_ place: Place) -> [Step] {
    var place = place
    place.depth += 1
    return steps(place, number(1, 3))
  }

  private mutating func step(_ place: Place) -> Step {
    let kind = number(0, place.depth < 4 ? 19 : 9)
    switch kind {
    case 0...4: return .call(call(place))
    case 5:
      var call = call(place)
      call.holding = []
      return .notify(call)
    case 6 where !place.isParallel: return .think(law(amount(0.1, 3)), purpose: purpose())
    case 6, 7: return .wait(law(amount(0.1, 2)), purpose: purpose())
    case 8 where !model.links.isEmpty: return .transfer(transfer())
    case 8, 9: return .lastMile(size: DataSize(bytes: amount(0, 5e4)))
    case 10, 11: return .attempt(attempt(place))
    case 12: return .branch(ways(place), purpose: purpose())
    case 13, 14: return .parallel(parallel(place))
    case 15:
      return .loop(
        Loop(
          steps: inner(place), again: amount(0, 0.9), atMost: number(1, 4),
          purpose: purpose()))
    case 16 where !isLayered || place.layer == 0: return route()
    default: return .attempt(attempt(place))
    }
  }

  private mutating func call(_ place: Place) -> Call {
    let station = number(isLayered ? place.layer : 0, model.stations.count - 1)
    var call = Call(station: station, purpose: purpose())
    if happens(0.2) { call.times = happens(0.3) ? 2 : amount(0, 2.5) }
    if happens(0.3) {
      (call.path, call.request) = (path(), DataSize(bytes: happens(0.2) ? 0 : amount(0, 4e4)))
      call.response = DataSize(bytes: amount(0, 4e4))
    }
    if happens(0.2) { call.fixedDelay = span(0, 0.5) }
    if place.depth < 4 && happens(0.25) {
      var behind = place
      if isLayered { behind.layer = station + 1 }
      call.holding = inner(behind)
    }
    return call
  }

  private mutating func path() -> [Int] {
    let all = model.links.indices.filter { _ in happens(0.6) }
    return happens(0.5) ? all : all.reversed()
  }

  private mutating func transfer() -> Transfer {
    let path = path()
    return Transfer(
      path: path.isEmpty ? [0] : path, size: law(amount(1e2, 4e4)), isBack: happens(0.5),
      purpose: purpose())
  }

  private mutating func ways(_ place: Place) -> [(Double, [Step])] {
    (0..<number(1, 3)).map { _ in (amount(0, 0.33), inner(place)) }
  }

  private mutating func parallel(_ place: Place) -> Parallel {
    var place = place
    place.isParallel = true
    let branches = (0..<number(1, 4)).map { _ in
      happens(0.1) ? [] : inner(place)
    }
    return Parallel(
      branches: branches, needed: number(1, branches.count), cancels: happens(0.5),
      purpose: purpose())
  }

  private mutating func attempt(_ place: Place) -> Attempt {
    let policy =
      model.policies.isEmpty || happens(0.2) ? nil : number(0, model.policies.count - 1)
    return Attempt(
      inner(place), policy: policy,
      otherwise: happens(0.6) ? inner(place) : [], goesOn: happens(0.5),
      purpose: purpose())
  }

  private mutating func route() -> Step {
    let count = model.stations.count
    let rows = (0...count).map { _ in
      (0..<number(0, 2)).map { _ in (station: number(0, count - 1), probability: amount(0, 0.4)) }
    }
    return .route(start: rows[0], next: Array(rows.dropFirst()), purpose: purpose())
  }
}
