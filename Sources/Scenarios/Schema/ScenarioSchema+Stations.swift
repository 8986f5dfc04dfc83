import Quantities

extension ScenarioSchema {
  static let station = ObjectRule(
    "An explicit multi-server station.", basics + queueing + serving + scaling)

  private static let basics: [FieldRule] = [
    .required("servers", .whole(1, 1_000_000), "Number of servers."),
    .required(
      "service_time", .variate(.duration, .aboveZero),
      "Service time of one request on one server."),
    .optional(
      "queue_limit", .whole(0, 100_000_000),
      "Requests that may wait, beyond those in service; no limit when absent."),
    .optional(
      "discipline", .options(QueueDiscipline.self),
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
  ]

  private static let queueing: [FieldRule] = [
    .optional(
      "when_full", .options(FullQueue.self),
      "What a full queue does with who comes: they fail (reject, as when absent), or wait outside while whoever sent them keeps the server it had (block)."
    ),
    .optional(
      "deterrence", .share(.from(0, below: 1)),
      "Share of callers that each waiting request keeps away: who finds n waiting joins with the probability (1 − deterrence)ⁿ.",
      neutral: "0"),
    .optional(
      "drops_expired", .truth,
      "Whether requests whose deadline has passed are thrown away, unserved, when their turn comes.",
      neutral: "false"),
    .optional(
      "rate_limit", .object(rateLimit),
      "How many requests are let in; others fail at once. All are when absent."),
  ]

  private static let serving: [FieldRule] = [
    .optional(
      "contention", .object(contention),
      "How requests in the station, waiting ones included, slow each other down; not at all when absent."
    ),
    .optional("cache", .object(cache), "Answers without a server; none when absent."),
    .optional(
      "batch_limit", .whole(1, 1_000_000),
      "Most requests that one server takes at once, for one service time; 1 when absent."),
  ]

  private static let scaling: [FieldRule] = [
    .optional(
      "replicas", .whole(1, 10_000),
      "Copies of the station, each with its own servers and its own queue; 1 when absent."),
    .optional(
      "balancing", .options(LoadBalancing.self),
      "Which copy a request goes to; random when absent."),
    .optional(
      "shifts", .list(.object(shift)),
      "Other numbers of servers at other times, in order of time; always `servers` when absent."),
    .optional(
      "shift_period", .fixed(.duration, .aboveZero),
      "After this the shifts begin again, such as a week; the last goes on for ever when absent."),
    .optional(
      "opening_hours", .list(.object(opening)),
      "When it is open in each week, with all its servers, in place of shifts; always when absent. Weeks begin on Monday: the run does, unless the window has a date."
    ),
    .optional(
      "closing", .options(ClosingTime.self),
      "What becomes of requests that wait, or come, when there is no server in a shift: they wait (as when absent), or go home (send_home)."
    ),
    .optional(
      "shift_end", .options(EndOfShift.self),
      "What servers that leave do with requests in service: finish them (as when absent), or hand them back where they stopped (interrupt)."
    ),
    .optional(
      "autoscaling", .object(autoscaling),
      "How the number of servers follows the load; not at all when absent."),
    .optional(
      "standby", .name(.station),
      "Station that requests go to while this one has no server up; none when absent."),
    .optional(
      "failover_delay", .duration(), "How long there must have been none until they do.",
      neutral: "0"),
  ]

  static let contention = ObjectRule(
    "With n requests in the station, every server works at the speed 1 / (1 + serial_share (n − 1) + coherency n (n − 1)).",
    [
      .optional(
        "serial_share", .share(), "Share of the work that only one request can do at a time.",
        neutral: "0"),
      .optional(
        "coherency", .share(),
        "Cost of keeping each two requests consistent, as a share of the work.", neutral: "0"),
    ])

  static let cache = ObjectRule(
    "Answers without a server.",
    [
      .required("hit_share", .share(), "Probability that a request is answered so."),
      .optional("hit_time", .duration(), "Time of such an answer.", neutral: "0"),
    ])

  static let rateLimit = ObjectRule(
    "A token bucket: a request takes a token or fails.",
    [
      .required("rate", .rate(.aboveZero), "How fast tokens come."),
      .required(
        "burst", .number(.from(1, to: 1e9)), "Most tokens kept; a run begins with all of them."),
    ])

  static let shift = ObjectRule(
    "The number of servers from a time on.",
    [
      .required(
        "from", .fixed(.duration, .atLeastZero), "Since the start of the run, run-in included."),
      .required("servers", .whole(0, 1_000_000), "Number of servers; 0 for closed."),
    ])

  static let opening = ObjectRule(
    "A part of the same days of every week.",
    [
      .required(
        "days", .list(.options(OpeningTerms.weekdays), acceptsOne: true), "The days of the week."),
      .required("from", .fixed(.duration, .from(0, to: day)), "Since midnight."),
      .required("to", .fixed(.duration, .above(0, to: day)), "Since midnight; after `from`."),
    ])

  private static let day = TimeSpan(days: 1).seconds

  static let autoscaling = ObjectRule(
    "Servers added and removed by load, looked at in steady intervals.",
    [
      .required(
        "signal", .options(ScalingSignal.self),
        "What is looked at: the mean share of busy servers since the last look, or requests waiting per server."
      ),
      .required("low", level(.atLeastZero), "Below this, servers go."),
      .required("target", level(.aboveZero), "What the number of servers aims at."),
      .required("high", level(.aboveZero), "Above this, servers are added."),
      .required("least", .whole(1, 1_000_000), "Fewest servers."),
      .required("most", .whole(1, 1_000_000), "Most servers."),
      .required("interval", .duration(.aboveZero), "Time between looks."),
      .optional("boot_delay", .duration(), "Until an added server works.", neutral: "0"),
      .optional("cool_down", .duration(), "After a change nothing is done so long.", neutral: "0"),
    ])

  private static func level(_ range: ValueRange) -> SchemaShape { .fixed(.share, range) }

  static let link = ObjectRule(
    "An explicit link: users share its bandwidth in each direction, then a delay.",
    [
      .required(
        "bandwidth", .quantity(.bandwidth, .aboveZero), "Its data rate, in each direction."),
      .optional(
        "back", .quantity(.bandwidth, .aboveZero),
        "Data rate from the far end to the near one; as `bandwidth` when absent."),
      .required("delay", .duration(), "Its propagation delay, one way."),
      .optional(
        "cells", .whole(1, 1_000_000),
        "Equal cells side by side, of that bandwidth each; a user's data go through one of them, by chance. 1 when absent."
      ),
      .optional(
        "last_mile", .truth,
        "Whether users hang on it: data go at most as fast as their user's own connection.",
        neutral: "false"),
    ])

  /// Outages are told apart by their first key.
  static let outages = [
    ObjectRule(
      "An outage that happens once.",
      [
        .required("at", .duration(), "When it begins, since the start of the run."),
        lasts,
      ] + everyOutage),
    ObjectRule(
      "An outage at equal distances, such as maintenance.",
      [
        .required("every", .duration(.aboveZero), "Time from one to the next."),
        .optional("from", .duration(), "When the first begins.", neutral: "0"),
        lasts,
      ] + everyOutage),
    ObjectRule(
      "An outage by chance.",
      [
        .required(
          "mean_time_between", .duration(.aboveZero),
          "Mean time from repair to the next failure, exponential."),
        .optional(
          "repair_time", .variate(.duration, .aboveZero),
          "How long a repair takes; needed without `restore`."),
      ] + everyOutage),
  ]

  private static let lasts = FieldRule.optional(
    "lasts", .duration(.aboveZero), "How long it lasts; needed without `restore`.")

  private static let everyOutage: [FieldRule] = [
    .optional("stations", .list(.name(.station), acceptsOne: true), "The stations it hits."),
    .optional("links", .list(.name(.link), acceptsOne: true), "The links it hits."),
    .optional(
      "sites", .list(.name(.site), acceptsOne: true),
      "Of a country: kinds of sites; each site is hit by itself, with all that stands on it."),
    .optional(
      "regions", .list(.name(.region), acceptsOne: true),
      "Of a country: regions whose people are cut off."),
    .optional(
      "left", .share(), "Share of servers and bandwidth that is left meanwhile.", neutral: "0"),
    .optional(
      "restore", .list(.object(restore)),
      "How capacity comes back, step by step, up to 100 %; all at once when absent."),
    .optional(
      "loses_work", .truth,
      "Whether requests in service and in queues fail, and so do those that find no server; otherwise all wait for the repair.",
      neutral: "false"),
  ]

  static let restore = ObjectRule(
    "A step of a recovery.",
    [
      .required("after", .fixed(.duration, .aboveZero), "Since the outage began."),
      .required("share", .fixed(.share, .from(0, to: 1)), "Share of capacity from then on."),
    ])
}
