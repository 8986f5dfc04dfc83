import EventEngine
import Statistics

/// Paths whose classes come into being when they are first needed: one for each combination of cells,
/// and for each band of users' own data rates.
extension FlowNetwork {
  /// Adds a path.
  ///
  /// - Parameters:
  ///   - links: each with its first cell, the number of its cells [1], and a number by which a user finds
  ///     the same cell again in both directions and on all paths.
  ///   - cap: the most that one flow can have [bit/s], whatever its band.
  /// - Returns: its index.
  mutating func addPath(_ links: [PathLink], cap: Double = .infinity) -> Int {
    precondition(!links.isEmpty)
    let first = pathLinks.count
    var combinations = 1
    for link in links {
      precondition(link.cells >= 1)
      pathLinks.append(link)
      let product = combinations.multipliedReportingOverflow(by: Int(link.cells))
      precondition(!product.overflow && product.partialValue < FlowClassTable.cellLimit)
      combinations = product.partialValue
    }
    paths.append(
      FlowPath(first: Int32(first), end: Int32(pathLinks.count), cells: combinations, cap: cap))
    return paths.count - 1
  }

  /// The cells through which a user's flows go, all links of a path in one number: 0 where all have one.
  @inline(__always)
  func cells(on path: Int, of user: StreamName) -> Int {
    guard paths[path].cells > 1 else { return 0 }
    var result = 0
    for i in Int(paths[path].first)..<Int(paths[path].end) {
      let cells = Int(pathLinks[i].cells)
      guard cells > 1 else { continue }
      let share = user.child(Purpose.cell).child(UInt64(pathLinks[i].identity)).uniform
      result = result * cells + min(cells - 1, Int(share * Double(cells)))
    }
    return result
  }

  /// The class of flows over certain cells of a path, with the cap of a band.
  ///
  /// - Parameters:
  ///   - cells: as from `cells(on:of:)`.
  ///   - band: `nil` for no cap.
  mutating func flowClass(on path: Int, cells: Int, band: RateBand?) -> Int {
    let key = FlowClassTable.key(path: path, cells: cells, band: band)
    if let known = pathClasses[key] { return known }
    beginClass()
    var (rest, divisor) = (cells, paths[path].cells)
    for i in Int(paths[path].first)..<Int(paths[path].end) {
      divisor /= Int(pathLinks[i].cells)
      addHop(over: Int(pathLinks[i].firstCell) + rest / divisor)
      rest %= divisor
    }
    let flowClass = endClass(cap: min(paths[path].cap, band?.rate ?? .infinity))
    pathClasses[key] = flowClass
    return flowClass
  }
}

/// A way through the network: its links, and in how many ways their cells combine [1].
struct FlowPath {
  let first: Int32
  let end: Int32
  let cells: Int
  /// [bit/s].
  let cap: Double
}

/// A link on a path, see `FlowNetwork.addPath`.
struct PathLink {
  var firstCell: Int32
  var cells: Int32 = 1
  var identity: Int32 = 0
}

extension Purpose {
  /// Which cell of a link a user is in.
  static let cell = StreamName.hash("cell of a link")
}
