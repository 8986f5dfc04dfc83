import Statistics

extension Summarising {
  /// Every metric that has a better and a worse, contender against baseline, world by world.
  func comparisons(
    _ template: ResultRow, contenders: [String], baseline: String, level: Double
  ) throws(ExperimentError) -> [ComparisonRow] {
    var rows: [ComparisonRow] = []
    for key in keys where contenders.contains(key.alternative) {
      guard let metric = MetricCatalogue.named(key.metric), metric.sense != .neither else {
        continue
      }
      let other = Key(
        alternative: baseline, year: key.year, window: key.window, entity: key.entity,
        metric: key.metric)
      let there = Dictionary(uniqueKeysWithValues: values(other).map { ($0.world, $0.value) })
      let pairs = values(key).compactMap { world, value in there[world].map { (value, $0) } }
      guard !pairs.isEmpty else { continue }
      rows.append(try comparison(template, key, baseline, metric, pairs, level))
    }
    return rows
  }

  private func comparison(
    _ template: ResultRow, _ key: Key, _ baseline: String, _ metric: Metric,
    _ pairs: [(Double, Double)], _ level: Double
  ) throws(ExperimentError) -> ComparisonRow {
    let figures = try figures(pairs.map { $0.0 - $0.1 }, level: level)
    let verdict = try Verdict(pairs, sense: metric.sense, level: level)
    return ComparisonRow(
      study: template.study, scenario: template.scenario, point: template.point,
      alternative: key.alternative, baseline: baseline, year: key.year, window: key.window,
      entity: key.entity, metric: key.metric, unit: unit(key), mean: figures.interval.mean,
      lower: figures.interval.lower, upper: figures.interval.upper, level: level,
      n: pairs.count, p05: figures.p05, p50: figures.p50, p95: figures.p95,
      probability: verdict.probability.mean, probabilityLower: verdict.probability.lower,
      probabilityUpper: verdict.probability.upper, verdict: verdict.words)
  }
}

/// Which of two is better, in words, from the share of worlds in which it is.
///
/// At least 90 % of worlds: "cheaper"; 70–90 %: "probably cheaper"; else "no clear difference". Where
/// the interval of that share reaches into another class, "not computed precisely enough": more
/// worlds would decide it. Between the first two, "at least probably cheaper" holds in either case.
public struct Verdict: Hashable, Sendable {
  /// Share of worlds in which the first is better, ties counted half, with its interval.
  public let probability: Interval
  public let words: String
  /// −2 clearly worse, −1 probably, 0 no clear difference, 1 probably better, 2 clearly; `nil` where it is
  /// not computed precisely enough.
  public let rank: Int?

  static let clear = 0.9
  static let probable = 0.7
  public static let noClearDifference = "no clear difference"
  public static let notPrecise = "not computed precisely enough"

  /// - Parameter pairs: the first's and the second's value in each world.
  init(
    _ pairs: [(Double, Double)], sense: Metric.Sense, level: Double
  ) throws(ExperimentError) {
    let sign: Double
    let better: String
    let worse: String
    switch sense {
    case .lower(let betterWord, let worseWord): (sign, better, worse) = (-1, betterWord, worseWord)
    case .higher(let betterWord, let worseWord): (sign, better, worse) = (1, betterWord, worseWord)
    case .neither: (sign, better, worse) = (0, "", "")
    }
    let wins = pairs.reduce(0.0) { sum, pair in
      let gain = sign * (pair.0 - pair.1)
      return sum + (gain > 0 ? 1 : gain == 0 ? 0.5 : 0)
    }
    let isAlwaysEqual = pairs.allSatisfy { $0.0 == $0.1 }
    let share = try inPart("statistics") { () throws(StatisticsError) in
      try Intervals.wilson(successes: wins, n: pairs.count, level: level)
    }
    probability = share
    let classes = Set([share.lower, share.mean, share.upper].map(Self.rank))
    rank = isAlwaysEqual ? 0 : classes.count > 1 ? nil : Self.rank(share.mean)
    words =
      rank.map { Self.text($0, better: better, worse: worse) }
      ?? Self.open(classes, better: better, worse: worse)
  }

  /// What holds in all classes that the interval reaches into.
  private static func open(_ classes: Set<Int>, better: String, worse: String) -> String {
    if classes.allSatisfy({ $0 >= 1 }) { return "at least probably \(better)" }
    if classes.allSatisfy({ $0 <= -1 }) { return "at least probably \(worse)" }
    return notPrecise
  }

  /// −2 clearly worse, −1 probably, 0 no difference, 1 probably better, 2 clearly.
  private static func rank(_ probability: Double) -> Int {
    switch probability {
    case clear...: 2
    case probable...: 1
    case ...(1 - clear): -2
    case ...(1 - probable): -1
    default: 0
    }
  }

  private static func text(_ rank: Int, better: String, worse: String) -> String {
    switch rank {
    case 2: better
    case 1: "probably \(better)"
    case -1: "probably \(worse)"
    case -2: worse
    default: noClearDifference
    }
  }
}
