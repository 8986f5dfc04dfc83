import ArgumentParser
import Experiments
import Quantities
import Scenarios

/// Says what a metric, a key of scenario files or a term means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a metric, a key of scenario files or a term means.",
    discussion: """
      Without a name it lists all metrics with their units.

      EXAMPLES
        govsim explain sojourn_time.p95
        govsim explain regions.urban.population
        govsim explain retry budget
        govsim explain patience
      """)

  @Argument(help: ArgumentHelp("A metric, a key path or a term.", valueName: "name"))
  var words: [String] = []

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let name = words.joined(separator: " ")
    guard !name.isEmpty else { return try list() }
    let answer = Explanation(of: name)
    guard !answer.isEmpty else { throw unknown(name) }
    if output.json { return try JSONOutput.write(answer) }
    try Console.write(answer.text(colour: output.isColoured))
  }

  private func unknown(_ name: String) -> Failure {
    let names = MetricCatalogue.all.map(\.name) + Glossary.terms.flatMap(\.names)
    let nearest = Spelling.nearest(to: name, in: names) ?? ScenarioSchema.nearest(to: name)
    let hint =
      nearest.map { "did you mean \($0)?" } ?? "govsim explain lists the metrics and terms"
    return Failure(
      .usage, "found \(name), allowed a metric, a key of scenario files or a term; \(hint)")
  }

  private func list() throws {
    let metrics = MetricCatalogue.all.map(Explanation.MetricEntry.init)
    guard !output.json else {
      return try JSONOutput.write(MetricList(metrics: metrics, terms: Glossary.terms))
    }
    var table = TextTable([.left("metric"), .left("unit"), .left("part"), .left("meaning")])
    for metric in metrics {
      table.add([metric.name, metric.unit, metric.part, metric.title])
    }
    try Console.write(table.text(colour: output.isColoured))
    output.note("terms: \(Glossary.terms.map(\.name).joined(separator: ", "))")
    output.note(
      "govsim explain NAME says more about one of these, or about a key of scenario files")
  }
}

private struct MetricList: Encodable {
  var metrics: [Explanation.MetricEntry]
  var terms: [Glossary.Term]
}

/// Everything that goes by one name; the JSON of `explain NAME`.
private struct Explanation: Encodable {
  struct MetricEntry: Encodable {
    var name: String
    var unit: String
    var part: String
    var title: String
    var meaning: String

    init(_ metric: Metric) {
      (name, unit, part) = (metric.name, metric.unit, metric.part.rawValue)
      (title, meaning) = (metric.title, metric.meaning)
    }
  }

  struct Field: Encodable {
    var path: String
    var meaning: String
    var allowed: String
    var isRequired: Bool
    var whenAbsent: String
    var reaches: [String]
    /// The lines for human eyes.
    var text: String

    init(_ field: FieldExplanation) {
      (path, meaning, allowed) = (field.path, field.text, field.allowed)
      (isRequired, whenAbsent) = (field.isRequired, field.neutral)
      reaches = Reach.allCases.filter(field.reaches.contains).map(\.rawValue)
      text = field.description
    }
  }

  var name: String
  var metric: MetricEntry?
  var term: Glossary.Term?
  /// Keys of scenario files: that of a path, or all that are called so.
  var fields: [Field]

  init(of name: String) {
    self.name = name
    metric = MetricCatalogue.named(name).map(MetricEntry.init)
    term = Glossary.term(name)
    fields = Self.fields(of: name).map(Field.init)
  }

  /// A key path as it is, then all keys of that last name, then the section that holds many of them.
  private static func fields(of name: String) -> [FieldExplanation] {
    let key = name.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
    if let field = ScenarioSchema.explanation(of: name) ?? ScenarioSchema.explanation(of: key) {
      return [field]
    }
    let plurals = [key + "s", key.hasSuffix("y") ? key.dropLast() + "ies" : key]
    return ScenarioSchema.fields.filter {
      plurals.contains($0.path) || $0.path.hasSuffix("." + key)
    }
  }

  var isEmpty: Bool { metric == nil && fields.isEmpty && term == nil }

  func text(colour: Bool) -> String {
    var parts: [String] = []
    if let metric {
      parts.append(
        "\(Ink.bold.applied(to: metric.name, colour)) [\(metric.unit)], a metric of \(metric.part)\n"
          + "  \(metric.title). \(metric.meaning)\n")
    }
    if let term {
      parts.append("\(Ink.bold.applied(to: term.name, colour)), a term\n  \(term.meaning)\n")
    }
    if let field = fields.first, fields.count == 1 {
      parts.append("A key of scenario files: \(field.text)\n")
    } else if !fields.isEmpty {
      parts.append("Keys of scenario files:\n")
      parts += fields.map { $0.text + "\n" }
    }
    return parts.joined(separator: "\n")
  }
}
