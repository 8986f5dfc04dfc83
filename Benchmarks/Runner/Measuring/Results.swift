/// What all rounds gave, looked up by program.
public struct Results: Sendable {
  private let runs: [String: [Run]]
  /// Why a program was never run, by name.
  private let absent: [String: String]

  public init(runs: [Run], absent: [String: String] = [:]) {
    self.runs = Dictionary(grouping: runs, by: \.program)
    self.absent = absent
  }

  /// Measurements of a program by round.
  public func measurements(_ program: String) -> [Int: Measurement] {
    let measured = (runs[program] ?? []).compactMap { run in
      run.measurement.map { (run.round, $0) }
    }
    return Dictionary(measured) { _, last in last }
  }

  /// Events per processor second by round [1/s].
  public func rates(_ program: String) -> [Int: Double] {
    measurements(program).compactMapValues { $0.rate }
  }

  /// Summary of the rates [1/s]; nil when the program never gave one.
  public func rate(_ program: String) -> Summary? {
    Summary(Array(rates(program).values))
  }

  /// Processor time of the whole process less what the program measured itself [s], a median.
  public func secondsOutside(_ program: String) -> Double? {
    let outside = (runs[program] ?? []).compactMap { run in
      run.measurement.map { run.processSeconds - $0.processorSeconds }
    }
    return Summary(outside)?.median
  }

  /// The program with the highest median rate.
  public func fastest(of programs: [String]) -> String? {
    programs.filter { rate($0) != nil }
      .max { (rate($0)?.median ?? 0) < (rate($1)?.median ?? 0) }
  }

  /// Why a program has no measurement; nil when it has one.
  public func reasonMissing(_ program: String) -> String? {
    if !measurements(program).isEmpty { return nil }
    if let reason = absent[program] { return reason }
    return runs[program]?.first?.failure ?? "not run"
  }
}
