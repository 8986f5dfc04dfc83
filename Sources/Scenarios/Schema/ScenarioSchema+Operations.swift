import Quantities

extension ScenarioSchema {
  static let operations = ObjectRule(
    "Demand, service goals, and the hours that are simulated request by request.",
    [
      .required(
        "transactions_per_person", .rate(), "Transactions one person makes, on all channels."),
      .required(
        "adoption", .object(adoption), "Bass diffusion of digital use among those who can."),
      .required(
        "peak_hour_ratio", .number(.from(1, to: 24)),
        "Busiest hour of a day over the day's mean hour."),
      .required(
        "peak_day_ratio", .number(.from(1, to: 365)), "Busiest day of a year over the mean day."),
      .required(
        "ordinary_hour_ratio", .number(.above(0, to: 24)),
        "Ordinary office hour over the day's mean hour."),
      .required(
        "patience", .duration(.aboveZero),
        "Citizens who wait longer than this for the system give up and take the next channel."),
      .required(
        "machine_calls_per_transaction", .number(.from(0, to: 10_000)),
        "Exchange-layer calls by machines for each transaction of a person, to registries."),
      .required("page_weight", .size(), "Data that one interaction page takes on the last mile."),
      .required(
        "interactions_per_transaction", .number(.from(0, to: 10_000)),
        "Interaction pages in one transaction."),
      .required(
        "goal", .object(goal),
        "What installed capacity must hold at the forecast peak: one rule for all alternatives."),
      .required("windows", .object(windows), "Hours that are simulated request by request."),
    ])

  static let adoption = ObjectRule(
    "Bass diffusion of digital use among those who can.",
    [
      .required("innovation", .rate(), "Innovation coefficient p."),
      .required("imitation", .rate(), "Imitation coefficient q."),
      .required(
        "ceiling", .share(),
        "Ceiling, as a share of the people who are online or have an assisted point in reach."),
      .required("initial", .share(), "Share of use already reached at the start."),
    ])

  static let goal = ObjectRule(
    "What installed capacity must hold at the forecast peak.",
    [
      .required(
        "waiting_time", .duration(.aboveZero), "95th percentile of waiting time at each station."),
      .required(
        "spare_servers", .whole(0, 1_000), "Servers that may be down while the goal still holds."),
      .required("link_utilisation", .share(.above(0, to: 1)), "Highest utilisation of a link."),
    ])

  static let windows = ObjectRule(
    "Hours that are simulated request by request.",
    [
      .required("years", .list(.whole(1, 100)), "Years after the start, 1 = first year."),
      .required("run_in", .fixed(.duration, .atLeastZero), "Time before counting starts."),
      .required("length", .fixed(.duration, .aboveZero), "Time that is counted."),
      .required(
        "worlds", .whole(1, 1_000_000),
        "Worlds in which windows are simulated; elsewhere closed forms corrected by these stand in."
      ),
    ])

  static let station = ObjectRule(
    "An explicit multi-server station.",
    [
      .required("servers", .whole(1, 1_000_000), "Number of servers."),
      .required(
        "service_time", .variate(.duration, .aboveZero),
        "Service time of one request on one server."),
      .optional(
        "queue_limit", .whole(0, 100_000_000),
        "Requests that may wait, beyond those in service; no limit when absent."),
      .optional(
        "discipline", .options(QueueDiscipline.allCases.map(\.rawValue)),
        "Who is served first; first_come_first_served when absent."),
      .optional(
        "patience", .variate(.duration),
        "How long a request waits in the queue before it gives up; for ever when absent."),
      .optional(
        "mean_time_between_failures", .duration(.aboveZero),
        "Mean time between failures of one server; none fails when absent."),
      .optional(
        "mean_time_to_repair", .duration(.aboveZero),
        "Mean time to repair one server; needed with failures."),
    ])

  static let link = ObjectRule(
    "An explicit shared link: processor sharing of its bandwidth, then a delay.",
    [
      .required("bandwidth", .quantity(.bandwidth, .aboveZero), "Its data rate."),
      .required("delay", .duration(), "Its propagation delay."),
    ])

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

  /// Streams are told apart by their first key.
  static let demandStreams = [
    ObjectRule(
      "A Poisson stream of requests.", [.required("rate", .rate(), "Arrival rate.")] + everyStream),
    ObjectRule(
      "A Poisson stream whose rate changes with time, over and over.",
      [
        .required("rates", .list(.rate()), "Arrival rates, one after the other."),
        .required("each", .duration(.aboveZero), "How long each of them lasts."),
      ] + everyStream),
    ObjectRule(
      "A stream of requests with independent gaps.",
      [.required("gap", .variate(.duration), "Time between arrivals.")] + everyStream),
    ObjectRule(
      "Customers in a closed circle: each thinks, asks, has an answer and thinks again.",
      [
        .required("customers", .whole(1, 1_000_000), "How many customers there are."),
        .required("think", .variate(.duration), "How long a customer thinks."),
      ] + everyStream),
  ]

  private static let everyStream: [FieldRule] = [
    .required("journey", .name(.journey), "What each request does."),
    .optional(
      "batch", .whole(1, 1_000_000), "Requests that come at each arrival; 1 when absent."),
    .optional(
      "priority", .whole(0, 255),
      "Urgency at stations with priorities: 0, as when absent, goes first."),
  ]

  static let window = ObjectRule(
    "How long an explicit model is observed.",
    [
      .required("run_in", .fixed(.duration, .atLeastZero), "Time before counting starts."),
      .required("length", .fixed(.duration, .aboveZero), "Time that is counted."),
      .required("replications", .whole(1, 1_000_000), "Independent runs."),
    ])

  /// Steps of a journey: those of services call blocks, explicit ones call stations.
  static func steps(callee: NameKind, next: String, hasRegistry: Bool) -> [ObjectRule] {
    let times = FieldRule.optional(
      "times", .number(.from(0, to: 10_000)), "How often, on average.", neutral: "1",
      reaches: [.operations])
    var call: [FieldRule] = [
      .required("call", .name(callee), "What is called; the request waits for the answer.")
    ]
    if hasRegistry {
      call.append(
        .optional("of", .name(.registry), "Whose registry is called; needed for registries."))
    }
    return [
      ObjectRule("A call.", call + [times]),
      ObjectRule(
        "A call whose answer nobody waits for.",
        [.required("notify", .name(callee), "What is called."), times]),
      ObjectRule(
        "Time the citizen needs; no system works meanwhile.",
        [.required("think", .variate(.duration), "How long.", reaches: [.operations])]),
      ObjectRule(
        "Data over an explicit link.",
        [
          .required("transfer", .name(.link), "The link."),
          .required("size", .variate(.dataSize), "How much data.", reaches: [.operations]),
        ]),
      ObjectRule(
        "One of several ways, by chance.",
        [
          .required(
            "branch", .list(.object(way(next))), "The ways; their probabilities add up to 100 %.")
        ]),
      ObjectRule(
        "Several things at once; the request goes on when all are done.",
        [.required("parallel", .list(.object(lane(next))), "What is done at once.")]),
    ]
  }

  private static func lane(_ next: String) -> ObjectRule {
    ObjectRule(
      "One of several things at once.",
      [.required("steps", .list(.definition(next)), "What is done there, step by step.")])
  }

  private static func way(_ next: String) -> ObjectRule {
    ObjectRule(
      "One of several ways.",
      [
        .required("probability", .share(), "Probability of this way.", reaches: [.operations]),
        .required("steps", .list(.definition(next)), "What is done then; [] for nothing."),
      ])
  }
}
