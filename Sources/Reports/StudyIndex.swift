import Store

/// What one line of a table or one chart asks the study.
struct Question: Hashable, Sendable {
  var metric: String
  var entity = "country"
  var year: Int?
  var window = ""
}

/// Finds summaries and comparisons of the study's base point in constant time.
struct StudyIndex: Sendable {
  let study: StoredStudy
  /// Setting of levers that the report is about.
  let point: String
  private let summaries: [Key: StoredSummary]
  private let comparisons: [PairKey: StoredComparison]
  /// Questions that some alternative has an answer to, in stored order, by metric.
  private let questions: [String: [Question]]

  private struct Key: Hashable {
    var alternative: String
    var question: Question
  }

  private struct PairKey: Hashable {
    var key: Key
    var baseline: String
  }

  init(_ study: StoredStudy) {
    self.study = study
    let points = study.summaries.map(\.point)
    point = points.contains("base") ? "base" : points.first ?? "base"
    var summaries: [Key: StoredSummary] = [:]
    var comparisons: [PairKey: StoredComparison] = [:]
    var questions: [String: [Question]] = [:]
    var seen: Set<Question> = []
    for row in study.summaries where row.point == point {
      let question = Question(row)
      summaries[Key(alternative: row.alternative, question: question)] = row
      if seen.insert(question).inserted { questions[row.metric, default: []].append(question) }
    }
    for row in study.comparisons where row.point == point {
      let key = Key(alternative: row.alternative, question: Question(row))
      comparisons[PairKey(key: key, baseline: row.baseline)] = row
    }
    (self.summaries, self.comparisons, self.questions) = (summaries, comparisons, questions)
  }

  func summary(_ question: Question, of alternative: StoredAlternative) -> StoredSummary? {
    summaries[Key(alternative: alternative.name, question: question)]
  }

  /// `alternative` minus the study's baseline, world by world.
  func comparison(_ question: Question, of alternative: StoredAlternative) -> StoredComparison? {
    let key = Key(alternative: alternative.name, question: question)
    return comparisons[PairKey(key: key, baseline: study.record.baseline)]
  }

  /// All questions about `metric` that have an answer.
  func questions(about metric: String) -> [Question] { questions[metric] ?? [] }

  /// Years in which `metric` of `entity` was summarised, in order.
  func years(_ metric: String, entity: String = "country", window: String = "") -> [Int] {
    let all = questions(about: metric).filter { $0.entity == entity && $0.window == window }
    return Set(all.compactMap(\.year)).sorted()
  }

  /// Entities of which `metric` was summarised, in stored order.
  func entities(_ metric: String) -> [String] {
    var seen: Set<String> = []
    return questions(about: metric).map(\.entity).filter { seen.insert($0).inserted }
  }
}

extension StudyIndex {
  var record: StoredRecord { study.record }
  var alternatives: [StoredAlternative] { record.alternatives }

  var baseline: StoredAlternative? { alternatives.first { $0.name == record.baseline } }
  var reference: StoredAlternative? { alternatives.first { $0.name == record.reference } }

  /// The alternatives that are held against the baseline. The reference is one only where no other is.
  var contenders: [StoredAlternative] {
    let others = alternatives.filter { $0.name != record.baseline }
    let choices = others.filter { $0.name != record.reference }
    return choices.isEmpty ? others : choices
  }

  func title(of name: String) -> String {
    alternatives.first { $0.name == name }?.title ?? name
  }

  /// Months from the programme's start to the end of the horizon: what was not reached by then counts
  /// as this.
  var horizonMonths: Double { Double(record.horizonYears) * 12 }

  /// First and last calendar year: `2024–2033`.
  var period: String {
    "\(record.startYear)–\(record.startYear + max(record.horizonYears, 1) - 1)"
  }
}

extension Question {
  init(_ row: StoredSummary) {
    self.init(metric: row.metric, entity: row.entity, year: row.year, window: row.window)
  }

  init(_ row: StoredComparison) {
    self.init(metric: row.metric, entity: row.entity, year: row.year, window: row.window)
  }
}
