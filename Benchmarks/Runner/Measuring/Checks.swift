/// Whether those who were compared did the same work: what must be equal, and was it?
public func checks(_ programs: [Program], _ results: Results) -> [String] {
  sameOrderOfBareLoops(programs, results) + sameFingerprints(programs, results)
    + farFromTheory(programs, results) + outsideTheClock(programs, results)
}

/// All bare event lists of one size must have fired the same events.
private func sameOrderOfBareLoops(_ programs: [Program], _ results: Results) -> [String] {
  let families = Set(programs.filter { $0.engine == .bare }.map(\.family)).sorted()
  let unequal = families.filter { family in
    let marks = programs.filter { $0.engine == .bare && $0.family == family }
      .flatMap { results.measurements($0.name).values }
      .map { "\($0.finalClock ?? 0) \($0.checksum ?? "")" }
    return Set(marks).count > 1
  }
  return unequal.map { "FAULT: the bare loops fired different events in \($0)" }
    + (unequal.isEmpty && !families.isEmpty ? ["bare loops: all fired the same events"] : [])
}

/// Our runs of one family must have one fingerprint: in all rounds, for all calendars and threads.
private func sameFingerprints(_ programs: [Program], _ results: Results) -> [String] {
  let families = Set(programs.map(\.family)).sorted()
  var told = 0
  var faults: [String] = []
  for family in families {
    let prints = programs.filter { $0.engine == .govsim && $0.family == family }
      .flatMap { results.measurements($0.name).values }.compactMap(\.fingerprint)
    if !prints.isEmpty { told += 1 }
    if Set(prints).count > 1 {
      faults.append("FAULT: govsim's fingerprints differ in \(family)")
    }
  }
  if !faults.isEmpty { return faults }
  return told == 0
    ? [] : ["govsim: one fingerprint per model, for all rounds, calendars and threads"]
}

/// A mean that is a tenth off is told: the run was too short, or the model another.
private func farFromTheory(_ programs: [Program], _ results: Results) -> [String] {
  programs.compactMap { program in
    let measured = results.measurements(program.name).values.first
    guard let departure = measured?.statistic?.departure, abs(departure) > 0.1 else { return nil }
    return "\(program.name): \(rounded(100 * abs(departure))) % from theory; a short run?"
  }
}

/// Processor time of govsim that its own clock left out: set-up, and nothing worth hiding.
private func outsideTheClock(_ programs: [Program], _ results: Results) -> [String] {
  programs.filter { $0.engine == .govsim }.compactMap { program in
    guard let outside = results.secondsOutside(program.name), outside > 0.2 else { return nil }
    return "\(program.name): \(figures(outside)) processor seconds outside its clock"
  }
}
