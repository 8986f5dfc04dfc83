import Quantities
import Statistics

extension Portfolio.Rules {
  /// Planned effort of a service whose blocks are live: what no block replaces is written, the rest
  /// costs its reuse [person-month].
  ///
  /// - Parameter isShared: whether it uses blocks that other agencies use too.
  func plannedEffort(of service: Portfolio.Service, isShared: Bool = false) -> Double {
    let f = service.sharedFraction.fraction
    return service.effort.personMonths * (1 - f + f * reuse.costOfReuse(isShared: isShared))
  }

  /// Part of a service's effort that goes into reusing blocks [1].
  func adaptationShare(of service: Portfolio.Service, isShared: Bool = false) -> Double {
    let f = service.sharedFraction.fraction
    let reused = f * reuse.costOfReuse(isShared: isShared)
    let whole = 1 - f + reused
    return whole > 0 ? reused / whole : 0
  }

  /// Planned effort of a deployment: written for reuse if several agencies use it, else with the
  /// scope that one agency needs [person-month].
  func plannedEffort(of block: Portfolio.Block, isShared: Bool) -> Double {
    let whole = block.effort.personMonths
    let obtained = block.mode == .adopt ? whole * block.adoptEffortShare.fraction : whole
    return obtained * (isShared ? reuse.costOfSharedBlock : reuse.scopeForOneAgency.fraction)
  }

  /// The law of a project that its whole team would work on from end to end.
  ///
  /// - Parameter plannedEffort: engineering and training [person-month].
  func overrunLaw(plannedEffort: Double) -> OverrunLaw {
    let crew = Double(teamSize.crew(plannedEffort: plannedEffort))
    return OverrunLaw(overruns, plannedYears: plannedEffort / crew / 12)
  }
}

extension Portfolio {
  /// A service's part of moving its agency's old systems [person-month]: each of the agency's services in
  /// the whole catalogue takes the same.
  func migrationEffort(of service: Int) -> Double {
    let agency = services[service].agency
    let count = Double(max(1, agencies[agency].serviceCount))
    return legacy.reduce(0) { sum, system in
      system.agency == agency && system.strategy == .migrate
        ? sum + system.effort.personMonths / count : sum
    }
  }

  /// Share of the people who in one year ask some agency for a service: demand is Poisson, so nobody is
  /// counted twice at one deployment, and everybody once at each [1].
  func shareOfPeople(using users: [Int]) -> Double {
    let rate = services.reduce(0) { sum, service in
      users.contains(service.agency) ? sum + service.useRate : sum
    }
    return -Portable.expm1(-rate)
  }
}
