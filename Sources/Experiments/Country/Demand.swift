import Operations
import Quantities
import Scenarios
import Statistics

/// Who asks for services, how often, and on which channel.
///
///     population × use per person × share of the service × adoption × who can use the channel
///
/// People online use the web; of the others, those with an assisted point in reach use that. What is
/// not digital goes to the counter. Adoption follows Bass from the programme's start, in all
/// alternatives alike; it counts only where a service is live.
struct Demand {
  enum Channel: String, CaseIterable {
    case web
    case assisted
  }
  struct Stream {
    let region: Int
    let channel: Channel
    /// As results name it, such as "urban/web".
    let name: String
    let key: UInt64
    /// People who can use the channel here [1].
    let people: Double
  }

  let streams: [Stream]
  /// Transactions of one person [1/year], on all channels.
  let transactionsPerPerson: Double
  /// Transactions of the whole country [1/year], on all channels.
  let allTransactions: Double
  private let diffusion: BassDiffusion
  private let ceiling: Double

  init(_ country: Country, _ terms: OperationsTerms) {
    streams = country.regions.enumerated().flatMap { index, region in
      Channel.allCases.map { channel in
        let online = region.online.fraction
        let share = channel == .web ? online : (1 - online) * region.assistedReach.fraction
        let name = "\(region.name)/\(channel.rawValue)"
        return Stream(
          region: index, channel: channel, name: name, key: StreamName.hash(name),
          people: region.population * share)
      }
    }
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

  /// Digital transactions of a stream in all services together, were all live [1/year].
  func yearlyTransactions(_ stream: Stream, at years: Double) -> Double {
    stream.people * transactionsPerPerson * adoption(at: years)
  }

  /// Digital transactions of all streams, were all services live [1/year].
  func yearlyTransactions(at years: Double) -> Double {
    streams.reduce(0) { $0 + yearlyTransactions($1, at: years) }
  }
}
