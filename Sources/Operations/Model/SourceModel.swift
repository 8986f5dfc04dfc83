import Quantities
import Statistics

/// When the requests of a source arrive.
public enum ArrivalPattern: Hashable, Sendable {
  /// A Poisson process of the source's rate.
  case poisson
  /// A Poisson process whose rate changes with time, from time 0 of the run; the source's rate is of no
  /// account.
  case profile(RateProfile)
  /// Independent gaps [s] whose mean is one over the source's rate; the first ends at a gap's length.
  case renewal(Distribution)
  /// So many customers in a closed circle: each thinks [s], asks, has an answer or fails, and thinks
  /// again. The source's rate is of no account.
  case closed(customers: Int, thinkTime: Distribution)
  /// At the times given [s], ascending; the source's rate is of no account.
  case trace([Double])
}

/// Where users go whose request failed, or was answered too late: to a request of another source, with
/// draws of its own (overflow traffic).
///
/// Which way a user takes, and how long that lasts, is keyed by the user's first request, so that the same
/// citizen does the same in every model.
public struct Fallback: Sendable {
  /// Index into `NetworkModel.sources`; a source may fall back to itself.
  public var source: Int
  /// [1].
  public var probability: Double
  /// From the failure to the new request [s].
  public var delay: Distribution

  public init(source: Int, probability: Double = 1, delay: Distribution = .constant(0)) {
    self.source = source
    self.probability = probability
    self.delay = delay
  }
}

/// A stretch of time in which requests can come.
public struct OpenTime: Hashable, Sendable {
  /// From the start of the run, ≥ 0.
  public var from: TimeSpan
  /// Above `from`.
  public var to: TimeSpan

  public init(from: TimeSpan, to: TimeSpan) {
    self.from = from
    self.to = to
  }
}

/// A stream of requests.
public struct SourceModel: Sendable {
  public var name: String
  /// Identity of what is asked (region × service × channel): all draws of its requests are keyed
  /// from it, so that the same errands arise in every model that has the key. No two sources of one
  /// model may have the same.
  public var key: UInt64
  /// Requests per second.
  public var rate: Rate
  /// Candidates per second, ≥ `rate`. Models with the same ceiling see the same candidates; each
  /// candidate has one mark in (0, 1) and becomes a request where the mark is below
  /// `rate / ceilingRate`. So a higher rate keeps all requests of a lower one.
  public var ceilingRate: Rate
  /// How arrivals follow each other.
  public var pattern: ArrivalPattern
  /// A factor on the rates of a profile [1], ≥ 0, so that many sources can share one.
  public var intensity = 1.0
  /// Requests that come at each arrival [1], ≥ 1.
  public var batchSize: Int
  /// Urgency at stations with priorities: 0 goes first.
  public var priority: Int
  /// Index into `NetworkModel.journeys`.
  public var journey: Int
  /// Index into `NetworkModel.groups`.
  public var group: Int
  /// System time (sojourn without thinking) beyond which an answer is late; `nil` for never. Work for
  /// late requests is done all the same.
  public var patience: TimeSpan?
  /// Time after arrival beyond which nobody works for the request knowingly: no call is begun, waits of
  /// attempts end, and stations that look at deadlines throw its calls away. `nil` for none.
  public var deadline: TimeSpan?
  /// Other sources that its requests try when they failed or were late, by chance; with what is missing
  /// to 1, or none of them, the user gives up.
  public var fallbacks: [Fallback] = []
  /// When requests that fall back to this source can come, in order of time; `nil` for any time.
  public var openTimes: [OpenTime]?
  /// Data rate of the user's own connection [bit/s], drawn once per request; `nil` for no limit.
  public var lastMileRate: Distribution?
  /// Round trip on the user's own connection, spent at each `Step.lastMile`.
  public var lastMileRoundTrip: TimeSpan

  /// - Parameter ceilingRate: `nil` for the rate itself: every candidate is a request.
  public init(
    name: String, key: UInt64, rate: Rate, ceilingRate: Rate? = nil, journey: Int, group: Int,
    pattern: ArrivalPattern = .poisson, batchSize: Int = 1, priority: Int = 0,
    patience: TimeSpan? = nil, lastMileRate: Distribution? = nil,
    lastMileRoundTrip: TimeSpan = .zero
  ) {
    self.name = name
    self.key = key
    self.rate = rate
    self.ceilingRate = ceilingRate ?? rate
    self.pattern = pattern
    self.batchSize = batchSize
    self.priority = priority
    self.journey = journey
    self.group = group
    self.patience = patience
    self.lastMileRate = lastMileRate
    self.lastMileRoundTrip = lastMileRoundTrip
  }
}
