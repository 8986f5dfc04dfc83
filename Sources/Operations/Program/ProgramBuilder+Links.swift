import Quantities
import Statistics

/// What is sent over links.
extension ProgramBuilder {
  /// A fixed amount of data over a path, whose links stand from near to far.
  mutating func addSending(_ size: DataSize, over path: [Int], isBack: Bool) {
    if path.isEmpty { return }
    addGates(path)
    let way = index(of: Way.Key(path: path, isBack: isBack))
    program.code.append(
      program.ways[Int(way)].shared.count > 0
        ? .carry(way: way, bits: size.bits) : .pass(way: way, bits: size.bits))
  }

  /// Nothing is sent into a cut where it would be lost.
  private mutating func addGates(_ path: [Int]) {
    for link in path where gatedLinks.contains(link) {
      program.code.append(.gate(link: Int32(link)))
    }
  }

  mutating func addTransfer(_ transfer: Transfer) {
    addDelay(transfer.path.reduce(0) { $0 + links[$1].delay.seconds })
    let (size, draw) = (index(of: transfer.size), drawKey(transfer.purpose))
    addGates(transfer.path)
    let way = index(of: Way.Key(path: transfer.path, isBack: transfer.isBack))
    program.code.append(
      program.ways[Int(way)].shared.count > 0
        ? .transfer(way: way, size: size, draw: draw)
        : .transmit(way: way, size: size, draw: draw))
  }

  /// All time on the way of one call, both ways together, that no queue or sharing can change [s].
  mutating func delayOnTheWay(of call: Call) -> Double {
    if call.path.isEmpty { return 0 }
    let travel = call.path.reduce(0) { $0 + 2 * links[$1].delay.seconds }
    let there = program.ways[Int(index(of: Way.Key(path: call.path, isBack: false)))]
    let back = program.ways[Int(index(of: Way.Key(path: call.path, isBack: true)))]
    guard there.shared.count == 0 else { return travel }
    return travel + call.request.bits / there.cap + call.response.bits / back.cap
  }

  /// The way over a path, which is added if it is new.
  private mutating func index(of key: Way.Key) -> Int32 {
    if let known = waysByPath[key] { return known }
    let first = Int32(program.wayLinks.count)
    var way = Way(links: TableRow(first: first, count: Int32(key.path.count)))
    // Links that bind stand first.
    for link in key.path where links[link].binds {
      program.wayLinks.append(Int32(2 * link + (key.isBack ? 1 : 0)))
    }
    way.shared = TableRow(first: first, count: Int32(program.wayLinks.count) - first)
    for link in key.path where !links[link].binds {
      program.wayLinks.append(Int32(2 * link + (key.isBack ? 1 : 0)))
      let bandwidth = key.isBack ? links[link].back ?? links[link].bandwidth : links[link].bandwidth
      way.cap = min(way.cap, bandwidth.bitsPerSecond)
    }
    way.isLastMile = key.path.contains { links[$0].isLastMile }
    program.ways.append(way)
    waysByPath[key] = Int32(program.ways.count - 1)
    return Int32(program.ways.count - 1)
  }
}

/// A way over links in one direction: data cross all of them at once.
struct Way: Sendable {
  /// What leads to it: links from near to far.
  struct Key: Hashable {
    var path: [Int]
    var isBack: Bool
  }
  /// All its links, in `wayLinks`, and those that bind, which stand first.
  var links: TableRow
  var shared = TableRow(first: 0, count: 0)
  /// Bandwidth of the narrowest link that does not bind [bit/s], or infinite.
  var cap = Double.infinity
  /// Whether the user's own data rate limits it, too.
  var isLastMile = false
}

extension NetworkModel {
  /// Links as they are simulated: where an outage must take effect, they bind.
  var simulatedLinks: [LinkModel] {
    let failing = Set(outages.flatMap(\.links))
    return links.enumerated().map { index, link in
      var link = link
      link.binds = link.binds || failing.contains(index)
      return link
    }
  }
}
