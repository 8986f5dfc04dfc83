import Quantities
import Statistics

/// One step of a journey.
///
/// A *purpose* is a stable key of what is asked ("verify identity", "pay"). A request's draws are
/// keyed by purpose and by how often the request drew for that purpose before, so the same errand
/// asks for the same work in two models even if one of them has steps that the other lacks.
public indirect enum Step: Sendable {
  /// Calls a station and waits for the answer.
  ///
  /// - station: index into `NetworkModel.stations`.
  /// - times: mean number of calls in a row [1], ≥ 0; made as its whole part, and one more with the
  ///   probability of its fraction.
  /// - path: links from caller to station, in order; answers go back the other way round.
  /// - fixedDelay: pure delay of one call, both ways together. (All pure delays of a call are spent
  ///   before it reaches the station.)
  case call(
    station: Int, times: Double = 1, purpose: UInt64, path: [Hop] = [],
    fixedDelay: TimeSpan = .zero)

  /// Asks for the same work as `call`, but nobody waits for it, and its failure hurts nobody.
  case notify(
    station: Int, times: Double = 1, purpose: UInt64, path: [Hop] = [],
    fixedDelay: TimeSpan = .zero)

  /// Time [s] that the citizen needs; no system works meanwhile, and no system time passes.
  case think(Distribution, purpose: UInt64)

  /// Sends data of a drawn size [byte] over a link.
  case transfer(link: Int, size: Distribution, purpose: UInt64)

  /// Moves data over the user's own connection: size over the user's rate, and one round trip.
  case lastMile(size: DataSize)

  /// Takes one of several ways; with what is missing to 1, none of them.
  case branch([(probability: Double, steps: [Step])], purpose: UInt64)

  /// Does several things at once, and goes on when all are done (fork and join). Where one of them fails,
  /// the request fails, once the others have ended too.
  case parallel([[Step]], purpose: UInt64)

  /// Open-network routing: goes to a first station by probability and from each station to a next one;
  /// with what is missing to 1, the route ends.
  ///
  /// - start: station indices with probabilities.
  /// - next: for each station of the model, in order, the same; shape [stations].
  case route(
    start: [(station: Int, probability: Double)],
    next: [[(station: Int, probability: Double)]], purpose: UInt64)
}

/// One link on the way of a call, with what the call and its answer weigh there.
public struct Hop: Hashable, Sendable {
  /// Index into `NetworkModel.links`.
  public var link: Int
  public var request: DataSize
  public var response: DataSize

  public init(link: Int, request: DataSize, response: DataSize) {
    self.link = link
    self.request = request
    self.response = response
  }
}
