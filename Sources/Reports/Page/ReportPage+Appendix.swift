import Quantities
import Store

extension ReportPage {
  /// Every input with its source, and how to make this result again.
  var appendix: [Markup?] { [repeating, conversions, inputs, scenario] }

  private var repeating: Markup {
    let run = index.study.run
    let facts = [
      (
        "To repeat",
        "govsim compare \(record.study).yaml --seed \(record.seed) --replications \(record.worlds)"
          + (record.settings ?? []).map { " --set '\($0)'" }.joined()
      ),
      ("Software", "govsim \(record.softwareVersion)"),
      (
        "Random draws",
        "seed \(record.seed), \(Words.count(record.worlds, "world")), "
          + "\(Words.count(record.replications, "replication")) in each"
      ),
      ("Scenario digest", record.scenarioDigest),
      ("Results digest", "\(digest) (the same rows have the same digest)"),
      (
        "This run",
        "\(run.startedAt), \(Scale.fixed(run.wallSeconds, decimals: 1)) s on "
          + "\(Words.count(run.threads, "thread")): \(Words.count(run.windows, "window")), "
          + "\(Words.count(run.requests, "request")), \(Words.count(run.events, "event"))"
      ),
    ]
    let rows = facts.map { name, text in
      Markup.tag(
        "tr", [:],
        [.tag("th", ["scope": "row"], name), .tag("td", ["class": "value"], text)])
    }
    return .tag("table", [:], [.tag("tbody", [:], rows)])
  }

  /// Money of other currencies and price years; nothing where there is none.
  private var conversions: Markup? {
    guard let all = record.conversions, !all.isEmpty else { return nil }
    let titles = ["Input", "As written", "Exchange rate", "Price level", "Result"]
    let rows = all.map { conversion in
      let factors = [conversion.exchangeRate, conversion.priceLevel].map {
        QuantityFormat.number($0, digits: 6)
      }
      let cells = [conversion.path, conversion.text] + factors + [conversion.result]
      return Markup.tag("tr", [:], cells.map { .tag("td", ["class": "source"], $0) })
    }
    return .tag("h3", [:], "Money of other currencies and price years")
      + .tag(
        "p", ["class": "note"],
        "An amount times its exchange rate over the price level of its year, that of "
          + "\(record.priceYear) being 1.")
      + .tag(
        "table", ["class": "inputs"],
        [
          .tag(
            "thead", [:], [.tag("tr", [:], titles.map { .tag("th", ["scope": "col"], $0) })]),
          .tag("tbody", [:], rows),
        ])
  }

  private var inputs: Markup? {
    guard !index.study.inputs.isEmpty else { return nil }
    let titles = ["Input", "Value", "Range", "Source", "Year", "Grade"]
    let rows = index.study.inputs.map { input in
      Markup.tag(
        "tr", [:],
        [
          .tag("td", ["class": "source"], input.path), .tag("td", ["class": "value"], input.text),
          .tag("td", [:], input.range), .tag("td", ["class": "source"], input.source),
          .tag("td", [:], input.year.map { String($0) } ?? ""), .tag("td", [:], input.grade),
        ])
    }
    return .tag("h3", [:], "All inputs")
      + .tag(
        "p", ["class": "note"],
        "Grades: H, M, L for strong, medium and weak evidence; ASSUMPTION where there is none, with "
          + "a range of at least half to double.")
      + .tag(
        "div", ["class": "scroll"],
        [
          .tag(
            "table", ["class": "inputs"],
            [
              .tag(
                "thead", [:],
                [.tag("tr", [:], titles.map { .tag("th", ["scope": "col"], $0) })]),
              .tag("tbody", [:], rows),
            ])
        ])
  }

  private var scenario: Markup? {
    guard !record.scenarioText.isEmpty else { return nil }
    return .tag(
      "details", ["class": "screen"],
      [
        .tag("summary", [:], "The whole scenario as it was run"),
        .tag("pre", [:], record.scenarioText),
      ])
  }
}
