/// One row of the table of what must be reached.
public struct Requirement: Sendable {
  /// What is divided by what.
  public enum Rule: Sendable {
    /// Events per processor second of a program over those of the fastest of others.
    case speed(of: String, overFastestOf: [String])
    /// Wall-clock seconds of the first over those of the second.
    case wallTime(of: String, over: String)
    /// Processor seconds per event of the first over those of the second.
    case costPerEvent(of: String, over: String)
    /// A figure that was taken once, by its name in `Singles`.
    case single(String)
  }

  /// What the ratio must be.
  public enum Bound: Sendable {
    case atLeast(Double, goal: Double?)
    case below(Double)
    /// 1 ± share.
    case oneWithin(Double)
    /// Fewer than one in 100 000: a queue that reaches a new record length may grow its ring.
    case zero
    /// Told, not asked for.
    case none
  }

  public var title: String
  public var rule: Rule
  public var bound: Bound

  public init(_ title: String, _ rule: Rule, _ bound: Bound) {
    self.title = title
    self.rule = rule
    self.bound = bound
  }
}

extension Requirement {
  /// Names of the programs that the row needs.
  public var programs: [String] {
    switch rule {
    case .speed(let program, let others): [program] + others
    case .wallTime(let first, let second), .costPerEvent(let first, let second): [first, second]
    case .single: []
    }
  }

  /// Whether a session that runs these programs and takes these figures has this row.
  func belongs(to names: Set<String>, _ singles: Singles) -> Bool {
    if case .single(let name) = rule { return singles[name] != nil }
    return programs.allSatisfy(names.contains)
  }
}

/// A row with what was measured.
public struct Verdict: Codable, Equatable, Sendable {
  public enum Standing: String, Codable, Sendable {
    case goal = "goal met"
    case met
    case missed = "MISSED"
    case unmeasured = "not measured"
    case told = ""
  }

  public var title: String
  public var ratio: Ratio?
  /// What was asked for, in words.
  public var required: String
  public var goal: String
  public var standing: Standing
  /// What one must know to read the figure: who the ratio is to, or why there is none.
  public var note: String
}

/// Figures that are taken once and not in rounds, by name, or why one is missing.
public typealias Singles = [String: Result<Ratio, MeasuringError>]

extension Requirement {
  /// Holds the row against the results.
  public func verdict(_ results: Results, _ singles: Singles = [:]) -> Verdict {
    let (ratio, note) = measure(results, singles)
    return Verdict(
      title: title, ratio: ratio, required: bound.required, goal: bound.goal,
      standing: ratio.map { bound.standing(of: $0.value) } ?? .unmeasured, note: note)
  }

  private func measure(_ results: Results, _ singles: Singles) -> (Ratio?, note: String) {
    switch rule {
    case .speed(let program, let others):
      guard let other = results.fastest(of: others) else {
        return (nil, missing(others, results))
      }
      let ratio = Ratio(results.rates(program), over: results.rates(other))
      let note = others.count > 1 ? "to \(other)" : ""
      return (ratio, ratio == nil ? missing([program], results) : note)
    case .wallTime(let first, let second):
      let ratio = Ratio(
        results.measurements(first).mapValues(\.wallSeconds),
        over: results.measurements(second).mapValues(\.wallSeconds))
      return (ratio, ratio == nil ? missing([first, second], results) : "")
    case .costPerEvent(let first, let second):
      let ratio = Ratio(results.rates(second), over: results.rates(first))
      return (ratio, ratio == nil ? missing([first, second], results) : "")
    case .single(let name):
      switch singles[name] {
      case .success(let ratio): return (ratio, "")
      case .failure(let fault): return (nil, fault.description)
      case nil: return (nil, "not run")
      }
    }
  }

  private func missing(_ programs: [String], _ results: Results) -> String {
    programs.compactMap { program in
      results.reasonMissing(program).map { "\(program): \($0)" }
    }.joined(separator: "; ")
  }
}

extension Requirement.Bound {
  var required: String {
    switch self {
    case .atLeast(let least, _): "≥ \(rounded(least))"
    case .below(let limit): "< \(rounded(limit))"
    case .oneWithin(let share): "1 ± \(rounded(share))"
    case .zero: "0"
    case .none: "–"
    }
  }

  var goal: String {
    if case .atLeast(_, let goal?) = self { rounded(goal) } else { "–" }
  }

  func standing(of value: Double) -> Verdict.Standing {
    switch self {
    case .atLeast(let least, let goal):
      if value < least { return .missed }
      return value >= goal ?? .infinity ? .goal : .met
    case .below(let limit): return value < limit ? .met : .missed
    case .oneWithin(let share): return abs(value - 1) <= share ? .met : .missed
    case .zero: return value < 1e-5 ? .met : .missed
    case .none: return .told
    }
  }
}
