/// One link in the window: both directions together, and each by itself.
public struct LinkResult: Hashable, Sendable {
  public var name: String
  /// Whether it was simulated as shared, or as a delay only.
  public var binds: Bool
  /// From the near end to the far one, and back.
  public var there: DirectionResult
  public var back: DirectionResult
  /// Mean time of transfers that began in the window, without propagation [s]; `nil` where none did
  /// or the link does not bind.
  public var transferTime: Double?
  /// Time of those transfers that citizens' requests waited for, all together [s]; 0 where the link does not
  /// bind.
  public var awaitedTime: Double

  /// Transfers that began in the window [1].
  public var transfers: Int { there.transfers + back.transfers }
  /// Data of those transfers per second [bit/s].
  public var load: Double { there.load + back.load }
  /// That of the direction that is used more [1].
  public var utilisation: Double { max(there.utilisation, back.utilisation) }
  /// Time average of transfers under way [1]; of a link that does not bind, load over bandwidth.
  public var transfersUnderWay: Double { there.transfersUnderWay + back.transfersUnderWay }
}

/// One direction of a link in the window, all its cells together.
public struct DirectionResult: Hashable, Sendable {
  /// Transfers that began in the window [1].
  public var transfers: Int
  /// Data of those transfers per second [bit/s].
  public var load: Double
  /// Data carried in the window over what it could have carried without outages [1]; of a link that
  /// does not bind, load over bandwidth.
  public var utilisation: Double
  /// Share of time in which transfers took all that there was, so that it was what limited them [1], mean
  /// over cells; 0 for a link that does not bind.
  public var boundShare: Double
  /// Time average of transfers under way [1]; of a link that does not bind, its utilisation.
  public var transfersUnderWay: Double
  /// Mean time of transfers that began in the window, from end to end of their path and without
  /// propagation [s]; `nil` where none did or the link does not bind.
  public var transferTime: Double?
}
