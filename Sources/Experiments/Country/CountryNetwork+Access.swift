import Operations
import Quantities
import Scenarios
import Statistics

/// How citizens reach services: past what can cut their region off, and over their own connections.
struct CountryAccess {
  /// What a request does before and after the steps of its service.
  struct Way {
    var before: [Step] = []
    var after: [Step] = []
  }
  /// Those of one stream of demand.
  struct Users {
    /// Index into `ways`.
    var way: Int
    /// Of their own connection [bit/s]; `nil` for no limit.
    var rate: Distribution?
    /// Of all pages or screens together.
    var roundTrip: TimeSpan
  }
  fileprivate(set) var ways: [Way] = []
  /// Shape [streams].
  fileprivate(set) var users: [Users] = []
}

extension CountryNetwork {
  /// Adds the links between citizens and the backbone.
  func addAccess(
    _ isLive: [Bool], _ years: Double, to model: inout NetworkModel
  ) throws(ExperimentError) -> CountryAccess {
    let doors = addDoors(to: &model)
    let shared = addSharedAccess(isLive, years, to: &model)
    var access = CountryAccess()
    var known: [String: Int] = [:]
    for stream in demand.streams {
      let region = map.country.regions[stream.region]
      let (door, path) = (doors[stream.region], shared[stream.region])
      // Regions without links of their own have their ways in common.
      let isText = stream.channel == .text
      let ownLinks = door.isEmpty && (path.isEmpty || isText) ? "" : region.name
      let way = known["\(ownLinks) \(isText)"] ?? access.ways.count
      if way == access.ways.count {
        known["\(ownLinks) \(isText)"] = way
        access.ways.append(.init(before: door, after: isText ? texts : pages(over: path)))
      }
      let units = isText ? terms.channels.text?.screens ?? 0 : terms.interactionsPerTransaction
      let roundTrip =
        isText ? terms.channels.text?.roundTrip ?? .zero : region.lastMile.roundTrip
      access.users.append(
        .init(
          way: way,
          rate: isText
            ? nil : try distribution(region.lastMile.rate, "regions.\(region.name).last_mile.rate"),
          roundTrip: TimeSpan(seconds: roundTrip.seconds * units)))
    }
    return access
  }

  /// A transaction is a series of pages.
  private var pageWeight: DataSize {
    DataSize(bytes: terms.pageWeight.bytes * terms.interactionsPerTransaction)
  }

  private func pages(over path: [Int]) -> [Step] {
    guard !path.isEmpty else { return [.lastMile(size: pageWeight)] }
    let transfer = Transfer(
      path: path, size: .constant(pageWeight.bytes), isBack: true,
      purpose: StreamName.hash("pages"))
    return [.lastMile(size: DataSize(bytes: 0)), .transfer(transfer)]
  }

  /// Screens of text weigh too little to wait for their data.
  private var texts: [Step] { [.lastMile(size: DataSize(bytes: 0))] }

  /// Adds radio cells and backhauls of regions that have any.
  ///
  /// - Returns: the path of pages to users of each region, from near to far; empty where only their own
  ///   connections count.
  private func addSharedAccess(
    _ isLive: [Bool], _ years: Double, to model: inout NetworkModel
  ) -> [[Int]] {
    let peak = calendar.peakHour
    return map.country.regions.enumerated().map { index, region in
      guard let cells = region.cells else { return [] }
      // Data of pages at the forecast peak [bit/s].
      var load = 0.0
      for (number, item) in map.catalogue.items.enumerated() where isLive[number] {
        for stream in demand.streams where stream.region == index && stream.channel != .text {
          load +=
            demand.yearlyTransactions(of: item, in: stream, at: years)
            * calendar.ratio(of: number, in: peak) / TimeSpan.secondsPerYear * pageWeight.bits
        }
      }
      let inAll = Double(cells.count) * cells.bandwidth.bitsPerSecond
      model.links.append(
        LinkModel(
          name: "cells@\(region.name)", bandwidth: cells.bandwidth,
          binds: load >= Self.bindingUtilisation * inAll, cells: cells.count, isLastMile: true))
      var path = [model.links.count - 1]
      if let backhaul = region.backhaul {
        model.links.append(
          LinkModel(
            name: "backhaul@\(region.name)", bandwidth: backhaul.bandwidth, delay: backhaul.delay,
            binds: load >= Self.bindingUtilisation * backhaul.bandwidth.bitsPerSecond))
        path.append(model.links.count - 1)
      }
      return path
    }
  }
}
