import Quantities

/// A scenario's values for one alternative in one world: every assumption drawn, every override
/// applied, every quantity in its unit. All money is in the scenario's currency and price year.
///
/// A file may leave out `programme` (everything is live from the start), `regions` (arrivals then
/// come from `demand`), and everything that only those parts need.
public struct Country: Sendable {
  public var title: String
  public var time: TimeFrame
  public var money: MoneyTerms?
  public var regions: [Region]
  public var sites: [Site]
  public var agencies: [Agency]
  public var blocks: [Block]
  public var services: [Service]
  public var catalogue: [CatalogueLine]
  public var programme: Programme?
  public var organisation: Organisation?
  public var existing: [ExistingBlock]
  public var legacy: [LegacySystem]
  public var operations: OperationsTerms?
  /// Explicit parts, for models without a country (queueing checks, teaching).
  public var stations: [Station]
  public var links: [Link]
  public var outages: [Outage]
  /// Rules of callers, for steps of services and of explicit journeys.
  public var policies: [Policy]
  public var journeys: [Journey]
  public var demand: [DemandStream]
  public var calendars: [CalendarTerms]
  public var window: ObservationWindow?
  /// What an installation takes, by arithmetic.
  public var sizing: [SizingTerms]
  /// Known figures that the model is held against.
  public var measurements: [Measurement]
}

/// `time:`
public struct TimeFrame: Sendable {
  /// The calendar year in which the programme starts.
  public var start: Int
  public var horizon: TimeSpan
}

/// A value that varies by chance: a family and its parameters in base units
/// (durations [s], sizes [byte], shares and plain numbers [1]).
public struct VariateSpec: Hashable, Sendable {
  /// Names as in a scenario file; each takes the parameters listed by `parameters`.
  public enum Family: String, CaseIterable, Sendable {
    case constant, exponential, erlang, lognormal, gamma, hyperexponential, uniform, triangular
    case pert, weibull, pareto, normal
  }
  public var family: Family
  /// By parameter name: `value`, `mean`, `cv`, `low`, `mode`, `high`, `shape`, `scale`,
  /// `standard_deviation`.
  public var parameters: [String: Double]

  public init(family: Family, parameters: [String: Double]) {
    self.family = family
    self.parameters = parameters
  }
}

extension VariateSpec: CustomDebugStringConvertible {
  /// Equal for equal values: parameters by name.
  public var debugDescription: String {
    let parts = parameters.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return "\(family.rawValue)(\(parts.joined(separator: ", ")))"
  }
}
