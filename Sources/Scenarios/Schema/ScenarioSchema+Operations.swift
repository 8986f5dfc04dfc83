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
        "calendar", .name(.calendar),
        "How demand moves over a year, for services without a calendar of their own."),
      .required(
        "peakedness", .number(.from(0, to: 4)),
        "Power to which the factors of calendars are raised: 1 as they are, 0 for an even year."),
      .optional(
        "policy", .name(.policy),
        "How services deal with calls that are slow or fail, where a step says nothing else; for as long as it takes when absent."
      ),
      .required(
        "recovery_time", .duration(),
        "After an outage, the time that is simulated and weighed as recovery."),
      .required(
        "patience", .duration(.aboveZero),
        "Citizens who wait longer than this for the system, in the whole transaction, give up and take the next channel."
      ),
      .required(
        "machine_calls_per_transaction", .number(.from(0, to: 10_000)),
        "Exchange-layer calls by machines for each transaction of a person, to registries."),
      .required("page_weight", .size(), "Data that one interaction page takes on the last mile."),
      .required(
        "interactions_per_transaction", .number(.from(0, to: 10_000)),
        "Interaction pages in one transaction."),
      .optional("channels", .object(channels), "Ways to a service other than the web."),
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
      .optional(
        "lost_after_failure", .share(),
        "Share of those whose digital attempts failed in one year who stay at the counter in the next.",
        neutral: "0"),
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
        "Worlds whose windows are simulated, the first ones; in others every digital request counts as completed, and they have no figures of windows."
      ),
    ])
}
