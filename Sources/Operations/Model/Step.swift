import Quantities
import Statistics

/// What one request does, from its arrival to its answer.
public struct JourneyModel: Sendable {
  public var name: String
  public var steps: [Step]

  public init(name: String, steps: [Step]) {
    self.name = name
    self.steps = steps
  }
}

/// One step of a journey.
///
/// A *purpose* is a stable key of what is asked ("verify identity", "pay"). A request's draws are
/// keyed by purpose and by how often the request drew for that purpose before, so the same errand
/// asks for the same work in two models even if one of them has steps that the other lacks.
public indirect enum Step: Sendable {
  /// Calls a station and waits for the answer.
  case call(Call)

  /// Asks for the same work as `call`, but nobody waits for it, and its failure hurts nobody.
  case notify(Call)

  /// Time [s] that the citizen needs; no system works meanwhile, and no system time passes.
  case think(Distribution, purpose: UInt64)

  /// Time [s] until somebody outside has decided, such as an official who approves; the request waits.
  case wait(Distribution, purpose: UInt64)

  /// Sends data over links.
  case transfer(Transfer)

  /// Moves data over the user's own connection: size over the user's rate, and one round trip.
  case lastMile(size: DataSize)

  /// Takes one of several ways; with what is missing to 1, none of them.
  case branch([(probability: Double, steps: [Step])], purpose: UInt64)

  /// Does several things at once (fork and join).
  case parallel(Parallel)

  /// Goes through its steps, and again with a probability, at most so often.
  case loop(Loop)

  /// Does its steps under the rules of a caller: time limits, retries, a breaker.
  case attempt(Attempt)

  /// Open-network routing: goes to a first station by probability and from each station to a next one;
  /// with what is missing to 1, the route ends.
  ///
  /// - start: station indices with probabilities.
  /// - next: for each station of the model, in order, the same; shape [stations].
  case route(
    start: [(station: Int, probability: Double)],
    next: [[(station: Int, probability: Double)]], purpose: UInt64)

  /// A plain call, see `Call`.
  public static func call(
    station: Int, times: Double = 1, purpose: UInt64, fixedDelay: TimeSpan = .zero
  ) -> Step {
    .call(Call(station: station, times: times, purpose: purpose, fixedDelay: fixedDelay))
  }

  /// A call that nobody waits for, see `Call`.
  public static func notify(
    station: Int, times: Double = 1, purpose: UInt64, fixedDelay: TimeSpan = .zero
  ) -> Step {
    .notify(Call(station: station, times: times, purpose: purpose, fixedDelay: fixedDelay))
  }

  /// Data over one link, see `Transfer`.
  public static func transfer(link: Int, size: Distribution, purpose: UInt64) -> Step {
    .transfer(Transfer(path: [link], size: size, purpose: purpose))
  }

  /// Branches that must all end, see `Parallel`.
  public static func parallel(_ branches: [[Step]], purpose: UInt64) -> Step {
    .parallel(Parallel(branches: branches, purpose: purpose))
  }
}

/// A call of a station.
public struct Call: Sendable {
  /// Index into `NetworkModel.stations`.
  public var station: Int
  /// Mean number of calls in a row [1], ≥ 0; made as its whole part, and one more with the
  /// probability of its fraction.
  public var times: Double
  public var purpose: UInt64
  /// Links from caller to station, in order; answers go back the other way round.
  public var path: [Int]
  /// What the call and its answer weigh on the way.
  public var request: DataSize
  public var response: DataSize
  /// Pure delay of one call, both ways together. (All pure delays of a call are spent before it reaches
  /// the station.)
  public var fixedDelay: TimeSpan
  /// What the station does for this call after its own work, while the call keeps its server (layered
  /// queueing). Empty for a plain call.
  public var holding: [Step]

  public init(
    station: Int, times: Double = 1, purpose: UInt64, path: [Int] = [],
    request: DataSize = DataSize(bytes: 0), response: DataSize = DataSize(bytes: 0),
    fixedDelay: TimeSpan = .zero, holding: [Step] = []
  ) {
    self.station = station
    self.times = times
    self.purpose = purpose
    self.path = path
    self.request = request
    self.response = response
    self.fixedDelay = fixedDelay
    self.holding = holding
  }
}

/// Data that go over links, all of them at once.
public struct Transfer: Sendable {
  /// Indices into `NetworkModel.links`, from near to far.
  public var path: [Int]
  /// [byte], drawn anew each time.
  public var size: Distribution
  /// Whether the data come from the far end to the near one.
  public var isBack: Bool
  public var purpose: UInt64

  public init(path: [Int], size: Distribution, isBack: Bool = false, purpose: UInt64) {
    self.path = path
    self.size = size
    self.isBack = isBack
    self.purpose = purpose
  }
}

/// Several things at once.
public struct Parallel: Sendable {
  public var branches: [[Step]]
  /// Branches that must succeed before the request goes on [1]: all, 1 for the first, or k of n. The
  /// request fails as soon as so many cannot succeed any more.
  public var needed: Int
  /// Whether branches that are no longer needed are called back; otherwise their work is done all the
  /// same.
  public var cancels: Bool
  public var purpose: UInt64

  /// - Parameter needed: `nil` for all of them.
  public init(branches: [[Step]], needed: Int? = nil, cancels: Bool = false, purpose: UInt64) {
    self.branches = branches
    self.needed = needed ?? branches.count
    self.cancels = cancels
    self.purpose = purpose
  }
}

/// Steps that are repeated.
public struct Loop: Sendable {
  public var steps: [Step]
  /// Probability of going through the steps once more [1].
  public var again: Double
  /// Most times in all [1], ≥ 1.
  public var atMost: Int
  public var purpose: UInt64

  public init(steps: [Step], again: Double, atMost: Int, purpose: UInt64) {
    self.steps = steps
    self.again = again
    self.atMost = atMost
    self.purpose = purpose
  }
}

/// Steps that may fail, and what is done then.
public struct Attempt: Sendable {
  public var steps: [Step]
  /// Index into `NetworkModel.policies`; `nil` to try once, for as long as it takes.
  public var policy: Int?
  /// What is done when the steps have failed for good: a fallback, or what undoes them (compensation).
  public var otherwise: [Step]
  /// Whether the request goes on after `otherwise` (fallback), or fails all the same (compensation).
  public var goesOn: Bool
  public var purpose: UInt64

  public init(
    _ steps: [Step], policy: Int? = nil, otherwise: [Step] = [], goesOn: Bool = false,
    purpose: UInt64
  ) {
    self.steps = steps
    self.policy = policy
    self.otherwise = otherwise
    self.goesOn = goesOn
    self.purpose = purpose
  }
}
