import Operations
import Quantities
import Scenarios
import Statistics

/// Who asks for services, how often, and on which channel.
///
///     population × use per person × share of the service × adoption × who can use the channel
///
/// People online use the web. Of the others, those with a phone use text where the service allows it;
/// of the rest, those with an assisted point in reach use that. What is not digital goes to the counter.
/// Adoption follows Bass from the programme's start, in all alternatives alike; it counts only where a
/// service is live. Some of those who failed in one year stay at the counter in the next.
struct Demand {
  /// Digital channels, in the order in which a failed request tries them.
  enum Channel: String, CaseIterable {
    case web
    case text
    case assisted
  }
  /// What people of one region ask for on one channel.
  struct Stream {
    /// Its place in `streams`.
    let index: Int
    let region: Int
    let channel: Channel
    /// As results name it, such as "urban/web".
    let name: String
    let key: UInt64
  }

  /// Region by region, channels in their order.
  let streams: [Stream]
  /// Transactions of one person [1/year], on all channels.
  let transactionsPerPerson: Double
  /// Transactions of the whole country [1/year], on all channels.
  let allTransactions: Double
  private let regions: [Region]
  private let isTextual: [Bool]
  private let diffusion: BassDiffusion
  private let ceiling: Double
  private let lostAfterFailure: Double
  /// Share of a stream's users who have not stayed away after failures [1], shape [streams].
  private var retention: [Double]

  init(_ country: Country, _ terms: OperationsTerms) {
    let channels = Channel.allCases.filter { $0 != .text || terms.channels.text != nil }
    streams = country.regions.enumerated().flatMap { region, terms in
      channels.enumerated().map { position, channel in
        let name = "\(terms.name)/\(channel.rawValue)"
        return Stream(
          index: region * channels.count + position, region: region, channel: channel,
          name: name, key: StreamName.hash(name))
      }
    }
    retention = Array(repeating: 1, count: streams.count)
    lostAfterFailure = terms.adoption.lostAfterFailure.fraction
    regions = country.regions
    isTextual = country.services.map { $0.isTextual && terms.channels.text != nil }
    transactionsPerPerson = terms.transactionsPerPerson.perYear
    allTransactions =
      country.regions.reduce(0) { $0 + $1.population } * terms.transactionsPerPerson.perYear
    diffusion = BassDiffusion(
      p: terms.adoption.innovation.perYear, q: terms.adoption.imitation.perYear,
      initial: terms.adoption.initial.fraction)
    ceiling = terms.adoption.ceiling.fraction
  }

  /// Share of those who can use a digital channel and do, `years` after the start [1].
  func adoption(at years: Double) -> Double { ceiling * diffusion.share(at: years) }

  /// The demand of a year after one in which such shares of attempts succeeded, shape [streams].
  ///
  /// Planners forecast without it; nobody plans for failures.
  func following(completion: [Double]) -> Demand {
    var demand = self
    demand.retention = completion.map { 1 - lostAfterFailure * (1 - min(1, max(0, $0))) }
    return demand
  }

  /// The stream of a channel in a region; `nil` where there is none.
  func index(of channel: Channel, inRegion region: Int) -> Int? {
    streams.firstIndex { $0.region == region && $0.channel == channel }
  }

  /// Whether a service is offered on a channel.
  func offers(_ item: Catalogue.Item, on channel: Channel) -> Bool {
    channel != .text || isTextual[item.service]
  }

  /// Share of a region's people who use a service on a channel once they are digital [1].
  private func share(of stream: Stream, for item: Catalogue.Item) -> Double {
    let region = regions[stream.region]
    let online = region.online.fraction
    let byText =
      isTextual[item.service] ? max(0, (region.mobile ?? region.online).fraction - online) : 0
    return switch stream.channel {
    case .web: online
    case .text: byText
    case .assisted: (1 - online - byText) * region.assistedReach.fraction
    }
  }

  /// Digital transactions of a service in a stream, were it live [1/year].
  func yearlyTransactions(
    of item: Catalogue.Item, in stream: Stream, at years: Double
  ) -> Double {
    regions[stream.region].population * share(of: stream, for: item) * transactionsPerPerson
      * item.demandShare * adoption(at: years) * retention[stream.index]
  }

  /// Digital transactions of a service in all streams, were it live [1/year].
  func yearlyTransactions(of item: Catalogue.Item, at years: Double) -> Double {
    streams.reduce(0) { $0 + yearlyTransactions(of: item, in: $1, at: years) }
  }

  /// Transactions of a service in a region on all channels, counters included [1/year].
  func yearlyTransactions(of item: Catalogue.Item, inRegion region: Int) -> Double {
    regions[region].population * transactionsPerPerson * item.demandShare
  }

  /// The channel that somebody tries whose request failed on another one, by chance; with what is missing
  /// to 1, the counter.
  ///
  /// Whoever is online has a phone.
  func nextChannel(
    after channel: Channel, for item: Catalogue.Item, inRegion region: Int
  ) -> (channel: Channel, probability: Double)? {
    switch channel {
    case .web where isTextual[item.service]: (.text, 1)
    case .web, .text: (.assisted, regions[region].assistedReach.fraction)
    case .assisted: nil
    }
  }
}

extension Demand {
  /// What becomes of a service's digital transactions, stream by stream.
  struct Outcome {
    /// Attempts, and attempts with an answer in time [1/year], shape [streams].
    var tried: [Double]
    var done: [Double]
  }

  /// Follows those who fail from channel to channel.
  ///
  /// - Parameter completion: share of attempts with an answer in time, shape [streams].
  func outcome(
    of item: Catalogue.Item, at years: Double, completion: [Double]
  ) -> Outcome {
    var tried = streams.map { yearlyTransactions(of: item, in: $0, at: years) }
    var done = tried.map { _ in 0.0 }
    for (index, stream) in streams.enumerated() {
      done[index] = tried[index] * completion[index]
      guard let next = nextChannel(after: stream.channel, for: item, inRegion: stream.region),
        let target = self.index(of: next.channel, inRegion: stream.region)
      else { continue }
      tried[target] += (tried[index] - done[index]) * next.probability
    }
    return Outcome(tried: tried, done: done)
  }
}
