import Quantities

/// What a load takes when it is shared by equal units (pods, virtual machines), as sizing guides count:
/// the peak over what one unit bears, rounded up.
///
///     let pods = UnitSizing(
///       peak: Rate(perSecond: 41.7), perUnit: Rate(perSecond: 5), processors: 4.5,
///       memory: DataSize(bytes: 4e9))
///     pods.units                  // 9
///
/// - Source: as in MOSIP's resource calculators (2022) and Keycloak's sizing guide (2025).
public struct UnitSizing: Hashable, Sendable {
  /// [1], ≥ 0.
  public var units: Int
  /// Of all units, without and with headroom [1].
  public var processors: Double
  public var processorsWithHeadroom: Double
  /// Of all units.
  public var memory: DataSize

  /// A fixed number of units.
  ///
  /// - Parameters:
  ///   - units: [1], ≥ 0.
  ///   - processors: of one unit [1].
  ///   - memory: of one unit.
  ///   - headroom: processors beyond those that the load takes, as a share of them [1].
  public init(units: Int, processors: Double, memory: DataSize, headroom: Double = 0) {
    self.units = units
    self.processors = Double(units) * processors
    processorsWithHeadroom = self.processors * (1 + headroom)
    self.memory = DataSize(bytes: Double(units) * memory.bytes)
  }

  /// As many units as the peak takes.
  ///
  /// - Parameters:
  ///   - peak: load at the peak.
  ///   - perUnit: load that one unit bears, above 0.
  ///   - processors, memory, headroom: as above.
  /// - Throws: `OperationsError.invalid` for a load that is negative, or more than a million million units
  ///   could bear.
  public init(
    peak: Rate, perUnit: Rate, processors: Double, memory: DataSize, headroom: Double = 0
  ) throws(OperationsError) {
    var faults = FaultList()
    faults.check(peak.perSecond, from: 0, "peak")
    faults.check(perUnit.perSecond, above: 0, "perUnit")
    let exact = peak.perSecond / perUnit.perSecond
    faults.check(exact, from: 0, to: 1e12, "units")
    guard faults.found.isEmpty else { throw .invalid(faults.found) }
    // Half a unit of rounding in the quotient asks for no unit more.
    let units = Int((exact * (1 - 1e-12)).rounded(.up))
    self.init(units: units, processors: processors, memory: memory, headroom: headroom)
  }

  /// The load of a day's busiest hour.
  ///
  /// - Parameters:
  ///   - daily: mean over the day.
  ///   - share: of the day's load in the busiest hour.
  public static func peak(daily: Rate, share: Share) -> Rate {
    Rate(perSecond: daily.perSecond * 24 * share.fraction)
  }
}
