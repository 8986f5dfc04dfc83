import Quantities

/// `journeys:` What one request does.
public struct Journey: Sendable {
  public var name: String
  public var body: JourneyBody
}

public enum JourneyBody: Sendable {
  case steps([JourneyStep])
  /// Open-network routing: first station by probability, then from station to station by
  /// probability; what is missing to 1 leaves. Names of stations.
  case routing(
    start: [(station: String, probability: Double)],
    next: [(from: String, to: String, probability: Double)])
}

public indirect enum JourneyStep: Sendable {
  case call(CallTerms)
  /// The same, but nobody waits for the answer.
  case notify(CallTerms)
  /// Time the citizen needs; no system works meanwhile.
  case think(VariateSpec)
  /// Time until somebody outside has decided; the request waits.
  case wait(VariateSpec)
  /// Data over explicit links, from near to far or back.
  case transfer(links: [String], size: VariateSpec, isBack: Bool)
  /// Data over the user's own connection.
  case page(DataSize)
  case branch([(probability: Double, steps: [JourneyStep])])
  /// Several things at once; the request goes on when so many are done, `nil` for all.
  case parallel([[JourneyStep]], needed: Int?, cancels: Bool)
  /// Steps that are gone through again by chance.
  case loop([JourneyStep], again: Double, atMost: Int)
  case attempt(AttemptTerms)
}

/// A call of a block, or of an explicit station.
public struct CallTerms: Sendable {
  public var target: String
  /// Whose registry, where the block is one.
  public var registry: String?
  /// How often, on average [1].
  public var times: Double
  /// Names of links from caller to station; answers come back the other way round.
  public var via: [String]
  public var request: DataSize
  public var response: DataSize
  /// Pure delay, both ways together.
  public var delay: TimeSpan
  /// Name of the caller's rules.
  public var policy: String?
  /// What is done while the call keeps its server.
  public var holding: [JourneyStep]
}

/// `attempt:` Steps that may fail, and what is done then.
public struct AttemptTerms: Sendable {
  public var steps: [JourneyStep]
  /// Name of the caller's rules; `nil` to try once, for as long as it takes.
  public var policy: String?
  /// What is done when the steps have failed for good.
  public var otherwise: [JourneyStep]
  public var then: AfterFailure
}

/// Whether a request goes on after steps have failed for good.
public enum AfterFailure: String, CaseIterable, Sendable {
  /// It fails all the same: `otherwise` undoes what was done.
  case fail
  /// It goes on: `otherwise` took the place of the steps.
  case goOn = "go_on"
}
