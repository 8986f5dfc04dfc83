import Quantities

/// The scenario format, version 1.
///
///     ScenarioSchema.explanation(of: "money.discount_rate")?.text
///     ScenarioSchema.jsonSchema()          // JSON Schema, draft 2020-12
public enum ScenarioSchema {
  /// Version that files name with `govsim:`.
  public static let version = 1

  /// Everything a file may hold.
  static let root = ObjectRule(
    "A scenario of govsim, format 1: a country (or an explicit queueing model), its alternatives, and what is uncertain.",
    header + country + [alternativesField])

  /// Keys about the study, not about the country.
  static let header: [FieldRule] = [
    .required("govsim", .whole(1, 1), "Version of the format; in every file."),
    .optional("title", .text, "What the scenario is about, in a few words."),
    .optional("question", .text, "The question that it answers, in one or two sentences."),
    .optional(
      "extends", .list(.text, acceptsOne: true),
      "Files to start from, relative to this one and inside its folder tree; maps merge deeply, later ones win."
    ),
    .optional(
      "assumption_tables", .list(.text, acceptsOne: true),
      "CSV files with assumptions, relative to this one."),
    .optional(
      "sources", .map(.text, of: "source"),
      "Full citations by the short keys that `source` may name."),
    .optional(
      "assumptions", .map(.object(assumption), of: "assumption"),
      "Uncertain inputs; `$name` stands for one."),
    .optional("levers", .map(.object(lever), of: "lever"), "Inputs that a user may move."),
    .optional(
      "thresholds", .map(.object(threshold), of: "threshold"),
      "Limits on results; a missed one ends a command with exit code 99."),
    .optional("comparison", .object(comparison), "What is compared with what."),
  ]

  static let alternativesField = FieldRule.optional(
    "alternatives", .map(.object(alternative), of: "alternative"),
    "Ways to organise the same country: each a title and values that replace the country's own.")

  /// What an alternative may say: anything about the country but its calendar.
  static let alternative = ObjectRule(
    "One way to organise the country.",
    [.optional("title", .text, "Name for readers.")] + country.filter { $0.key != "time" })

  static let assumption = ObjectRule(
    "An uncertain input: a central value, a range, and where both come from.",
    [
      .required("value", .literal, "Central value, in `unit` or with a unit of its own."),
      .optional("low", .literal, "Low end of the range (5 % point of unbounded distributions)."),
      .optional("high", .literal, "High end of the range (95 % point of unbounded distributions)."),
      .optional(
        "unit", .text, "Unit of the values, such as months, share, 1, USD/month.", neutral: "1"),
      .optional(
        "distribution", .options(AssumptionDistribution.allCases.map(\.rawValue)),
        "How the value is spread over its range."),
      .optional(
        "reaches", .list(.options(Reach.allCases.map(\.rawValue)), acceptsOne: true),
        "The parts of the model it reaches; follows from where it is used."),
      .optional("reason", .text, "Why the value and the range are what they are."),
    ])

  static let lever = ObjectRule(
    "An input that a user may move.",
    [
      .optional("title", .text, "Name for readers."),
      .required(
        "path", .text, "Key path of the value it sets, such as organisation.central_share."),
      .required("low", .text, "Lowest setting, as a file would say it."),
      .required("high", .text, "Highest setting, as a file would say it."),
      .optional(
        "alternatives", .names(.alternative), "Alternatives it applies to; all, when absent."),
      .optional(
        "reaches", .list(.options(Reach.allCases.map(\.rawValue)), acceptsOne: true),
        "The parts of the model it reaches; follows from the path."),
    ])

  static let threshold = ObjectRule(
    "A limit on a result.",
    [
      .required("metric", .text, "Name of the metric, as listed by `govsim explain`."),
      .required("alternative", .name(.alternative), "The alternative it is about."),
      .optional("above", .literal, "The result must be above this."),
      .optional("below", .literal, "The result must be below this."),
    ])

  static let comparison = ObjectRule(
    "What is compared with what.",
    [
      .optional(
        "reference", .name(.alternative),
        "Net present value is counted against this alternative (the first, when absent)."),
      .optional(
        "baseline", .name(.alternative),
        "Differences are taken from this alternative (the first, when absent)."),
    ])

  /// Everything about the country, in the order of `Country`.
  static let country: [FieldRule] = [
    .optional(
      "time", .object(time), "When it starts and how long it is looked at.",
      reaches: Set(Reach.allCases)),
    .optional("money", .object(money), "Prices and the terms of valuation.", reaches: [.valuation]),
    .optional(
      "regions", .map(.object(region), of: "region"),
      "Parts of the country with their own access to networks.", reaches: [.operations]),
    .optional(
      "sites", .map(.object(site), of: "site"), "Kinds of places where servers stand.",
      reaches: [.operations]),
    .optional(
      "agencies", .map(.object(agency), of: "agency"), "Bodies that own services and registries.",
      reaches: [.delivery, .operations]),
    .optional(
      "blocks", .map(.object(block), of: "block"), "Reusable building blocks.", reaches: [.delivery]
    ),
    .optional(
      "services", .map(.object(service), of: "service"), "Archetypes of citizen service.",
      reaches: [.delivery]),
    .optional(
      "catalogue", .list(.object(catalogueLine)),
      "How many services of each archetype each agency offers; demand shares add up to 100 %.",
      reaches: [.delivery, .operations]),
    .optional(
      "programme", .object(programme),
      "The people, money and rules that bring services to life; without it everything is live from the start.",
      reaches: [.delivery]),
    .optional(
      "organisation", .object(organisation),
      "What distinguishes the alternatives, and nothing else does.",
      reaches: [.delivery, .operations]),
    .optional(
      "existing", .list(.object(existing)),
      "Blocks that are live at the start: sunk, usable on every side.",
      reaches: [.delivery, .operations]),
    .optional(
      "legacy", .map(.object(legacySystem), of: "system"),
      "Old systems that agencies' services depend on.", reaches: [.delivery]),
    .optional(
      "operations", .object(operations),
      "Demand, service goals, and the hours that are simulated request by request.",
      reaches: [.operations]),
    .optional(
      "stations", .map(.object(station), of: "station"), "Explicit multi-server stations.",
      reaches: [.operations]),
    .optional(
      "links", .map(.object(link), of: "link"), "Explicit shared links.", reaches: [.operations]),
    .optional(
      "outages", .map(.choice(outages), of: "outage"),
      "What takes explicit stations and links down together.", reaches: [.operations]),
    .optional(
      "policies", .map(.object(policy), of: "policy"),
      "Rules of callers: time limits, retries, breakers. Whoever names a policy shares its budget, its breaker and its limit.",
      reaches: [.operations]),
    .optional(
      "journeys", .map(.choice([stepJourney, routedJourney]), of: "journey"),
      "Explicit journeys: what one request does.", reaches: [.operations]),
    .optional(
      "demand", .map(.choice(demandStreams), of: "stream"), "Explicit streams of requests.",
      reaches: [.operations]),
    .optional(
      "calendars", .map(.object(calendar), of: "calendar"),
      "How demand moves over a year: they move demand, and add none.", reaches: [.operations]),
    .optional(
      "window", .object(window), "How long an explicit model is observed.", reaches: [.operations]),
    .optional(
      "sizing", .map(.object(sizingPart), of: "part"),
      "Units, processors and memory that a load takes, counted as sizing guides do.",
      reaches: [.operations]),
    .optional(
      "measurements", .map(.object(measurement), of: "measurement"),
      "Known figures that `govsim verify` holds the model against.", reaches: [.operations]),
  ]

  static let countryKeys = Set(country.map(\.key))

  /// Shapes that contain themselves.
  static let definitions: [String: SchemaShape] = [
    "service_step": .choice(serviceSteps),
    "journey_step": .choice(journeySteps),
  ]
}
