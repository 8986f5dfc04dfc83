/// From how many services on a shared block costs less than one block per service.
///
/// In units of what the one-off block of one service costs. With n services, own blocks cost n·f; a
/// shared one costs RCWR·f + F once and RCR·f + a per service.
///
/// - Source: Poulin, Measuring Software Reuse (1997).
public struct ReuseBreakEven: Hashable, Sendable {
  /// Relative cost of reuse, RCR [1].
  public var costOfReuse: Double
  /// Relative cost of writing for reuse, RCWR [1].
  public var costOfWritingForReuse: Double
  /// Share f of a service that the block can replace [1].
  public var sharedFraction: Double
  /// Fixed cost F of the centre, and onboarding cost a of one service [one-off blocks].
  public var centralCost: Double
  public var onboardingCost: Double

  public init(
    costOfReuse: Double, costOfWritingForReuse: Double, sharedFraction: Double = 1,
    centralCost: Double = 0, onboardingCost: Double = 0
  ) {
    self.costOfReuse = costOfReuse
    self.costOfWritingForReuse = costOfWritingForReuse
    self.sharedFraction = sharedFraction
    self.centralCost = centralCost
    self.onboardingCost = onboardingCost
  }

  /// n* [services]: sharing costs less above it; `nil` when each further service saves nothing.
  public var services: Double? {
    let saving = (1 - costOfReuse) * sharedFraction - onboardingCost
    return saving > 0 ? (costOfWritingForReuse * sharedFraction + centralCost) / saving : nil
  }

  /// Services that must be planned when only a share of them joins; `nil` if sharing never pays.
  public func plannedServices(joining: Double) -> Double? {
    guard joining > 0 else { return nil }
    return services.map { $0 / joining }
  }

  /// What n services save by sharing, over what their own blocks cost [1]; negative below
  /// break-even.
  public func saving(services n: Double) -> Double {
    let own = n * sharedFraction
    let once = costOfWritingForReuse * sharedFraction + centralCost
    return 1 - (once + n * (costOfReuse * sharedFraction + onboardingCost)) / own
  }
}

/// From how many links on one agency integrates for less through a hub than point to point.
///
/// In units of one point-to-point link.
public struct IntegrationBreakEven: Hashable, Sendable {
  /// Cost of an agency's first link through the hub, and of each later one [links].
  public var first: Double
  public var later: Double

  public init(first: Double, later: Double) {
    self.first = first
    self.later = later
  }

  /// Cost of k links point to point [links].
  public func pointToPoint(links k: Int) -> Double { Double(k) }

  /// Cost of k links through the hub [links].
  public func hub(links k: Int) -> Double { k < 1 ? 0 : first + later * Double(k - 1) }

  /// Number of links at which both cost the same [1]; `nil` when the hub never catches up.
  public var links: Double? {
    if first <= 1, later <= 1 { return 0 }
    return later < 1 ? (first - later) / (1 - later) : nil
  }
}
