import Quantities

/// `demand:` An explicit stream of requests.
public struct DemandStream: Sendable {
  public var name: String
  public var arrivals: DemandArrivals
  public var journey: String
  /// Requests at each arrival [1].
  public var batch: Int
  /// Urgency: 0 goes first.
  public var priority: Int
  /// Answers after this count as late; `nil` for never.
  public var patience: TimeSpan?
  /// Nobody works knowingly for requests older than this; `nil` for none.
  public var deadline: TimeSpan?
  /// The users' own connections; `nil` for no limit.
  public var lastMile: LastMile?
  /// Machines' traffic, left out of figures about citizens.
  public var isBackground: Bool
}

/// How the requests of an explicit stream come.
public enum DemandArrivals: Sendable {
  /// A Poisson process.
  case poisson(Rate)
  /// A Poisson process whose rate changes: each rate lasts so long, and at the end they begin again.
  case profile(rates: [Rate], each: TimeSpan)
  /// Independent gaps.
  case renewal(gap: VariateSpec)
  /// So many customers who think, ask, and think again.
  case closed(customers: Int, think: VariateSpec)
}

/// `window:` How long an explicit model is observed.
public struct ObservationWindow: Sendable {
  public var runIn: TimeSpan
  public var length: TimeSpan
  /// How long requests of the window are followed after its end.
  public var drain: TimeSpan
  public var replications: Int
}
