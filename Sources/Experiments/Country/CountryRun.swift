import Economics
import Operations
import Quantities
import Scenarios
import Statistics

/// What of a country is run, request by request: one alternative in one year of the programme.
public struct CountryChoice: Hashable, Sendable {
  /// A stretch of the year.
  public enum Stretch: Hashable, Sendable {
    /// As if it had no end.
    case hour(WindowKind)
    /// The busiest day, from midnight to midnight.
    case deadlineDay
    /// Every request of the whole year.
    case wholeYear
    /// Since 1 January.
    case between(TimeSpan, TimeSpan)
  }
  /// Its name; `nil` for the one that the file names last.
  public var alternative: String?
  /// Of the programme, from 1; `nil` for the last.
  public var year: Int?
  /// `nil` for the peak hour.
  public var stretch: Stretch?
  /// The state of faults, by its name; `nil` for failures and outages as chance brings them.
  public var state: String?

  public init(
    alternative: String? = nil, year: Int? = nil, stretch: Stretch? = nil,
    state: String? = nil
  ) {
    (self.alternative, self.year) = (alternative, year)
    (self.stretch, self.state) = (stretch, state)
  }

  /// Names of states.
  public static var states: [String] { WindowState.allCases.map(\.rawValue) }
}

/// A network with what is observed of it, and how often.
struct NetworkRun {
  var model: NetworkModel
  var window: Window
  var replications: Int
  /// How times of the run are told.
  var clock = RunClock.sinceStart
  /// What a reader should know besides.
  var notes: [String] = []

  /// Runs of a window of a country, unless said otherwise [1].
  private static let usualReplications = 10

  /// The network that a file states itself, or a stretch of a country's year at the central values of all
  /// assumptions.
  ///
  /// - Throws: `ExperimentError` for choices that the file does not have.
  init(
    _ scenario: Scenario, _ options: StudyOptions, _ choice: CountryChoice?
  ) throws(ExperimentError) {
    let baseline = try readCountry(scenario, scenario.baseline, [:])
    guard baseline.stations.isEmpty else {
      guard choice == nil else {
        throw .wrongKind(
          found: "a file that states its stations and window",
          needed: "a country; of this file observe another stretch with --from and --to")
      }
      try self.init(explicit: baseline, options)
      return
    }
    try self.init(country: scenario, baseline, options, choice ?? CountryChoice())
  }

  /// The network that a file states itself.
  init(explicit country: Country, _ options: StudyOptions) throws(ExperimentError) {
    let model = try NetworkModel(explicit: country)
    guard let terms = country.window else {
      throw .wrongKind(found: "a file without window", needed: "window")
    }
    self.init(
      model: model, window: Window(runIn: terms.runIn, length: terms.length, drain: terms.drain),
      replications: options.replications ?? terms.replications)
  }

  /// - Parameter baseline: the country in the baseline, whose prices planners reckon with.
  private init(
    country scenario: Scenario, _ baseline: Country, _ options: StudyOptions,
    _ choice: CountryChoice
  ) throws(ExperimentError) {
    let alternative = try Self.alternative(choice.alternative, of: scenario)
    let name = StreamName(seed: options.seed).child("chance").child(0).child(0)
    let replication = try Replication(
      try readCountry(scenario, alternative, [:]), prefix: nil, name: name,
      planPrices: try Prices(baseline).plan)
    let year = choice.year ?? replication.years
    guard (1...replication.years).contains(year) else {
      throw .badOption(
        name: "--year", found: "\(year)",
        allowed: "1 to \(replication.years), years of the programme")
    }
    guard let network = replication.network else {
      throw try Self.nothingRuns(in: alternative, of: scenario)
    }
    let usual = choice.stretch == .wholeYear ? 1 : Self.usualReplications
    self = try network.stretch(
      choice, year: year - 1, plan: replication.plans[year - 1], name: name,
      replications: options.replications ?? usual)
    let number = baseline.time.start + year - 1
    notes.insert("\(alternative), \(number), at the central values of all assumptions", at: 0)
  }

  init(model: NetworkModel, window: Window, replications: Int) {
    (self.model, self.window, self.replications) = (model, window, replications)
  }

  static func alternative(
    _ name: String?, of scenario: Scenario
  ) throws(ExperimentError) -> String {
    let names = scenario.alternatives.map(\.name)
    guard let name else { return names.last ?? scenario.baseline }
    guard names.contains(name) else {
      throw .badOption(
        name: "--alternative", found: name, allowed: names.joined(separator: ", "))
    }
    return name
  }

  /// Why an alternative cannot be run, and which others can.
  static func nothingRuns(
    in alternative: String, of scenario: Scenario
  ) throws(ExperimentError) -> ExperimentError {
    var others: [String] = []
    for name in scenario.alternatives.map(\.name) {
      let country = try readCountry(scenario, name, [:])
      if country.organisation?.delivers == true { others.append(name) }
    }
    return .badOption(
      name: "--alternative",
      found:
        "\(alternative), in which no programme is run: all requests go to counters, and there are "
        + "no stations to simulate",
      allowed: others.isEmpty ? "none of this file" : others.joined(separator: ", "))
  }
}

extension CountryNetwork {
  /// The network in a stretch of a year, and what is observed of it.
  ///
  /// - Parameter year: of the programme, from 0.
  func stretch(
    _ choice: CountryChoice, year: Int, plan: CapacityPlan, name: StreamName, replications: Int = 1
  ) throws(ExperimentError) -> NetworkRun {
    let runIn = terms.windows.runIn
    let (span, isHour) = span(of: choice.stretch ?? .hour(.peakHour))
    guard span.length.seconds > 0 else {
      throw .badOption(
        name: "--window", found: "\(span.start) to \(span.end)",
        allowed: "two times of the year, the first one first")
    }
    let load =
      isHour
      ? CountryLoad.steady(span)
      : try CountryLoad.following(
        calendar,
        CalendarSpan(
          start: TimeSpan(seconds: span.start.seconds - runIn.seconds),
          length: TimeSpan(seconds: runIn.seconds + span.length.seconds + drain.seconds)))
    var model = try model(year: year, plan: plan, load: load)
    // Scripted times are those of the stretch.
    for index in model.outages.indices { model.outages[index].pattern.delay(by: runIn) }
    let window = Window(runIn: runIn, length: span.length, drain: drain)
    let weights = WindowState.weights(
      model, recoveryTime: terms.recoveryTime, horizon: map.country.time.horizon)
    if let named = choice.state {
      guard let state = WindowState(rawValue: named) else {
        throw .badOption(
          name: "--state", found: named, allowed: CountryChoice.states.joined(separator: ", "))
      }
      model = state.model(model, window: window, name: name)
    }
    var run = NetworkRun(model: model, window: window, replications: replications)
    run.clock = RunClock(
      calendar.whole.year, start: TimeSpan(seconds: span.start.seconds - runIn.seconds),
      showsDates: span.length.seconds > TimeSpan.secondsPerDay)
    run.notes = [text(of: span, year: year), Self.text(of: weights)]
    run.notes += [Self.text(of: model.links), Self.counters(of: model)].compactMap(\.self)
    return run
  }

  private func span(of stretch: CountryChoice.Stretch) -> (CalendarSpan, isHour: Bool) {
    switch stretch {
    case .hour(let kind): (kind.span(calendar), true)
    case .deadlineDay: (calendar.whole.deadlineDay, false)
    case .wholeYear: (CalendarSpan(start: .zero, length: calendar.length), false)
    case .between(let from, let to):
      (
        CalendarSpan(start: from, length: TimeSpan(seconds: to.seconds - from.seconds)), false
      )
    }
  }

  private func text(of span: CalendarSpan, year: Int) -> String {
    let ratio = QuantityFormat.number(calendar.whole.relativeRate(over: span), digits: 3)
    let date = calendar.whole.year.text(of: span.start, in: map.country.time.start + year)
    return "\(date), \(span.length) long: \(ratio) times the year's mean demand"
  }

  /// Which links are delays only; `nil` where there is none.
  private static func text(of links: [LinkModel]) -> String? {
    let free = links.filter { !$0.binds }.map(\.name)
    guard !free.isEmpty else { return nil }
    let load = QuantityFormat.number(bindingUtilisation * 100, digits: 3)
    return
      "\(free.count) of \(links.count) links have less than \(load) % of their bandwidth to carry at the "
      + "peak and are delays only: \(free.prefix(6).joined(separator: ", "))"
      + (free.count > 6 ? " …" : "")
  }

  /// How many officials there are; `nil` where no counters are simulated.
  private static func counters(of model: NetworkModel) -> String? {
    let counters = model.stations.filter { $0.name.hasPrefix(counterPrefix) }
    guard !counters.isEmpty else { return nil }
    let parts = counters.map { counter in
      "\(counter.name): \(counter.replicas) offices with \(counter.servers) officials each"
    }
    return parts.joined(separator: "; ")
  }

  private static func text(of weights: [(state: WindowState, weight: Double)]) -> String {
    let hours = weights.map { state, weight in
      "\(state.rawValue) \(QuantityFormat.number(weight * TimeSpan(years: 1).hours, digits: 3)) h"
    }
    return "hours of a year by state of faults: \(hours.joined(separator: ", "))"
  }
}

extension CountryCalendar {
  /// Of the year.
  var length: TimeSpan { TimeSpan(seconds: whole.year.seconds) }
}

extension OutageModel.Pattern {
  /// Counts scripted times from later on.
  fileprivate mutating func delay(by time: TimeSpan) {
    func later(_ moment: TimeSpan) -> TimeSpan {
      TimeSpan(seconds: moment.seconds + time.seconds)
    }
    switch self {
    case .once(let at, let length): self = .once(at: later(at), length: length)
    case .every(let period, let from, let length):
      self = .every(period, from: later(from), length: length)
    case .random: break
    }
  }
}
