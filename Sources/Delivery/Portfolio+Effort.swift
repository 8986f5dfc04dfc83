import Quantities

extension Portfolio.Rules {
  /// Persons at work on one item at once, at most [person].
  var crew: Int { max(1, Int(teamSize)) }

  /// Planned effort of a service whose blocks are live: what no block replaces is written, the rest
  /// costs its reuse [person-month].
  func plannedEffort(of service: Portfolio.Service) -> Double {
    let f = service.sharedFraction.fraction
    return service.effort.personMonths * (1 - f + f * reuse.costOfReuse)
  }

  /// Part of a service's effort that goes into reusing blocks [1].
  func adaptationShare(of service: Portfolio.Service) -> Double {
    let f = service.sharedFraction.fraction
    let whole = 1 - f + f * reuse.costOfReuse
    return whole > 0 ? f * reuse.costOfReuse / whole : 0
  }

  /// Planned effort of a deployment: written for reuse if several agencies use it, else with the
  /// scope that one agency needs [person-month].
  func plannedEffort(of block: Portfolio.Block, isShared: Bool) -> Double {
    let whole = block.effort.personMonths
    let obtained = block.mode == .adopt ? whole * block.adoptEffortShare.fraction : whole
    return obtained
      * (isShared ? reuse.costOfWritingForReuse : reuse.scopeForOneAgency.fraction)
  }

  /// The law of a project that one team of full size would work on from end to end.
  ///
  /// - Parameter plannedEffort: engineering and training [person-month].
  func overrunLaw(plannedEffort: Double) -> OverrunLaw {
    OverrunLaw(overruns, plannedYears: plannedEffort / Double(crew) / 12)
  }
}
