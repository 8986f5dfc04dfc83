import Quantities

/// A goal that installed capacity must meet, in words of the field.
///
///     let goal = try ServiceLevelObjective(parsing: "p95 sojourn_time < 2 s")
///     goal.quantile                  // 0.95
///
/// Its grammar is `[pNN] FIGURE < LIMIT [at NAME]`; shares that are good when high have `>`.
public struct ServiceLevelObjective: Hashable, Sendable {
  /// What is limited.
  public enum Figure: String, CaseIterable, Hashable, Sendable {
    case sojournTime = "sojourn_time"
    case waitingTime = "waiting_time"
    case completionShare = "completion_share"
    case blockingShare = "blocking_share"
    case abandonmentShare = "abandonment_share"
    case utilisation

    /// Whether it is a time, of which quantiles can be asked.
    public var isTime: Bool { self == .sojournTime || self == .waitingTime }
    /// Whether more of it is better.
    public var isBetterHigh: Bool { self == .completionShare }
  }
  public var figure: Figure
  /// Share of requests, or calls, that must keep the limit [1]; `nil` for a limit on the mean.
  public var quantile: Double?
  /// [s] of a time, else [1].
  public var limit: Double
  /// The station, link or stream that it is about; `nil` for all of them.
  public var place: String?
  /// As written.
  public var text: String

  /// - Throws: `ExperimentError.badOption` for what is not a goal, or one that nothing can meet or miss.
  public init(parsing text: String) throws(ExperimentError) {
    self.text = text.split(separator: " ").joined(separator: " ")
    var words = Self.words(of: text)
    func refuse(_ allowed: String) -> ExperimentError {
      .badOption(name: "--slo", found: "'\(text)'", allowed: allowed)
    }
    guard let first = words.first else { throw refuse(Self.grammar) }
    if first.first == "p", first.dropFirst().first?.isNumber == true {
      guard let percent = Double(first.dropFirst()), percent > 0, percent < 100 else {
        throw refuse("p1 to p99.9 for a share of requests, such as p95")
      }
      quantile = percent / 100
      words.removeFirst()
    }
    guard words.count >= 3 else { throw refuse(Self.grammar) }
    let name = words.removeFirst()
    guard let figure = Figure(rawValue: name) else {
      let names = Figure.allCases.map(\.rawValue)
      let hint = Spelling.nearest(to: name, in: names).map { "; did you mean \($0)?" } ?? ""
      throw refuse("one of \(names.joined(separator: ", "))\(hint)")
    }
    self.figure = figure
    guard quantile == nil || figure.isTime else {
      throw refuse("a quantile of sojourn_time or waiting_time only; write \(name) alone")
    }
    let sign = figure.isBetterHigh ? ">" : "<"
    let operation = words.removeFirst()
    guard operation == sign || operation == sign + "=" else {
      throw refuse(
        "\(name) \(sign) LIMIT: more capacity can only make it \(sign == "<" ? "lower" : "higher")")
    }
    if let at = words.firstIndex(of: "at") {
      place = words[(at + 1)...].joined(separator: " ")
      words.removeSubrange(at...)
      guard place != "" else { throw refuse("at NAME, a station, link or stream of the file") }
    }
    do {
      limit = try Self.limit(words.joined(separator: " "), of: figure)
    } catch {
      let hint = error.suggestion.map { "; \($0)" } ?? ""
      throw refuse("a limit of \(error.allowed)\(hint)")
    }
    guard figure.isTime ? limit > 0 : limit > 0 && limit < 1 else {
      throw refuse(
        figure.isTime
          ? "a time above 0" : "a share above 0 % and below 100 %, which chance can keep")
    }
  }

  private static let grammar =
    "[pNN] FIGURE < LIMIT [at NAME], such as 'p95 sojourn_time < 2 s' or 'completion_share > 99 %'"

  private static func limit(_ text: String, of figure: Figure) throws(QuantityError) -> Double {
    figure.isTime ? try TimeSpan(parsing: text).seconds : try Share(parsing: text).fraction
  }

  /// Words and signs, with or without spaces between them.
  private static func words(of text: String) -> [String] {
    var spaced = ""
    for character in text {
      let isSign = "<>=".contains(character)
      let followsSign = spaced.last.map { "<>".contains($0) } ?? false
      if isSign, !(character == "=" && followsSign) { spaced += " " }
      if !isSign, let last = spaced.last, "<>=".contains(last) { spaced += " " }
      spaced.append(character)
    }
    return spaced.split(separator: " ").map(String.init)
  }
}
