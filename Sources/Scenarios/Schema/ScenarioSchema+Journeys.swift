import Quantities

extension ScenarioSchema {
  static let stepJourney = ObjectRule(
    "A journey of steps.",
    [.required("steps", .list(.definition("journey_step")), "What one request does, step by step.")]
  )

  static let routedJourney = ObjectRule(
    "Open-network routing from station to station.",
    [
      .required(
        "start", .map(.share(), of: "station"),
        "Probability of each first station; they add up to 100 %."),
      .required(
        "routing", .map(.map(.share(), of: "station"), of: "station"),
        "Probability of each next station; what is missing to 100 % leaves."),
    ])

  /// Steps of explicit journeys: they call stations.
  static let journeySteps: [ObjectRule] = {
    let next = "journey_step"
    let way: [FieldRule] = [
      times,
      .optional(
        "via", .list(.name(.link), acceptsOne: true),
        "Links on the way, from near to far; the answer comes back the other way round."),
      .optional(
        "request", .size(), "What the call weighs on these links.", neutral: "0",
        reaches: [.operations]),
      .optional(
        "response", .size(), "What the answer weighs on them.", neutral: "0",
        reaches: [.operations]),
      .optional(
        "delay", .duration(), "Pure delay, both ways together.", neutral: "0",
        reaches: [.operations]),
    ]
    let holding = FieldRule.optional(
      "holding", .list(.definition(next)),
      "What is done after the station's own work, while the call keeps its server.")
    return [
      call([.required("call", .name(.station), calledText)] + way + [callPolicy, holding]),
      notice([.required("notify", .name(.station), "What is called.")] + way),
      think, wait, transfer,
      ObjectRule(
        "Data over the user's own connection.",
        [
          .required(
            "page", .size(), "How much data; takes the stream's last_mile.", reaches: [.operations])
        ]),
    ] + structures(next)
  }()

  /// Steps of services: they call blocks, wherever the blocks stand.
  static let serviceSteps: [ObjectRule] = {
    let registry = FieldRule.optional(
      "of", .name(.registry), "Whose registry is called; needed for registries.")
    return [
      call([.required("call", .name(.block), calledText), registry, times, callPolicy]),
      notice([.required("notify", .name(.block), "What is called."), times]),
      think, wait, transfer,
    ] + structures("service_step")
  }()

  private static let calledText = "What is called; the request waits for the answer."

  private static func call(_ fields: [FieldRule]) -> ObjectRule { ObjectRule("A call.", fields) }

  private static func notice(_ fields: [FieldRule]) -> ObjectRule {
    ObjectRule("A call whose answer nobody waits for.", fields)
  }

  private static let times = FieldRule.optional(
    "times", .number(.from(0, to: 10_000)), "How often, on average.", neutral: "1",
    reaches: [.operations])

  private static let callPolicy = FieldRule.optional(
    "policy", .name(.policy), "Rules of the caller, for all `times` together; none when absent.")

  private static let think = ObjectRule(
    "Time the citizen needs; no system works meanwhile.",
    [.required("think", .variate(.duration), "How long.", reaches: [.operations])])

  private static let wait = ObjectRule(
    "Time until somebody outside has decided, such as an official who approves.",
    [.required("wait", .variate(.duration), "How long.", reaches: [.operations])])

  private static let transfer = ObjectRule(
    "Data over explicit links, all of them at once.",
    [
      .required(
        "transfer", .list(.name(.link), acceptsOne: true), "The link, or several from near to far."),
      .required("size", .variate(.dataSize), "How much data.", reaches: [.operations]),
      .optional(
        "back", .truth, "Whether the data come from the far end to the near one.",
        neutral: "false", reaches: [.operations]),
    ])

  /// Steps that hold steps.
  private static func structures(_ next: String) -> [ObjectRule] {
    let steps = SchemaShape.list(.definition(next))
    return [
      ObjectRule(
        "One of several ways, by chance.",
        [
          .required(
            "branch", .list(.object(way(steps))), "The ways; their probabilities add up to 100 %.")
        ]),
      parallel(steps),
      ObjectRule(
        "Steps that are gone through again by chance.",
        [
          .required("repeat", steps, "The steps."),
          .required(
            "again", .share(), "Probability of going through them once more.",
            reaches: [.operations]),
          .required(
            "at_most", .whole(1, 1_000_000), "Most times in all.", reaches: [.operations]),
        ]),
      attempt(steps),
    ]
  }

  private static func parallel(_ steps: SchemaShape) -> ObjectRule {
    let lane = ObjectRule(
      "One of several things at once.",
      [.required("steps", steps, "What is done there, step by step.")])
    return ObjectRule(
      "Several things at once.",
      [
        .required("parallel", .list(.object(lane)), "What is done at once."),
        .optional(
          "needed", .whole(1, 1_000),
          "How many of them must succeed before the request goes on; all when absent.",
          reaches: [.operations]),
        .optional(
          "cancel", .truth,
          "Whether those that are no longer needed are called back; otherwise their work is done all the same.",
          neutral: "false", reaches: [.operations]),
      ])
  }

  private static func attempt(_ steps: SchemaShape) -> ObjectRule {
    ObjectRule(
      "Steps that may fail, and what is done then.",
      [
        .required("attempt", steps, "The steps."),
        .optional(
          "policy", .name(.policy),
          "Rules of the caller; one try, for as long as it takes, when absent."),
        .optional("otherwise", steps, "What is done when the steps have failed for good."),
        .optional(
          "then", .options(AfterFailure.self),
          "Whether the request fails all the same (fail, as when absent), or goes on (go_on).",
          reaches: [.operations]),
      ])
  }

  private static func way(_ steps: SchemaShape) -> ObjectRule {
    ObjectRule(
      "One of several ways.",
      [
        .required("probability", .share(), "Probability of this way.", reaches: [.operations]),
        .required("steps", steps, "What is done then; [] for nothing."),
      ])
  }
}
