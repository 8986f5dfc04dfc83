import Quantities

extension ScenarioSchema {
  /// Streams are told apart by their first key.
  static let demandStreams = [
    ObjectRule(
      "A Poisson stream of requests.", [.required("rate", .rate(), "Arrival rate.")] + everyStream),
    ObjectRule(
      "A Poisson stream whose rate changes with time, over and over.",
      [
        .required(
          "rates", .list(.rate(.from(0, to: 1e12))), "Arrival rates, one after the other."),
        .required(
          "each", .duration(.above(0, to: TimeSpan(years: 100).seconds)),
          "How long each of them lasts."),
      ] + everyStream),
    ObjectRule(
      "A stream of requests with independent gaps.",
      [.required("gap", .variate(.duration, .aboveZero), "Time between arrivals.")] + everyStream),
    ObjectRule(
      "Customers in a closed circle: each thinks, asks, has an answer and thinks again.",
      [
        .required("customers", .whole(1, 1_000_000), "How many customers there are."),
        .required("think", .variate(.duration), "How long a customer thinks."),
      ] + everyStream.filter { !["batch", "fallback"].contains($0.key) }),
    ObjectRule(
      "A Poisson stream spread over the year by a calendar.",
      [
        .required("per_year", .count(.from(0, to: 1e15)), "Requests in a year."),
        .required("calendar", .name(.calendar), "How they are spread over the year."),
      ] + everyStream),
    ObjectRule(
      "Requests that were counted somewhere, from the start of the run.",
      [
        .required(
          "trace", .trace,
          "A CSV file, relative to this one, with the columns time (and count), or hour and requests; or the table itself."
        )
      ] + everyStream),
  ]

  private static let everyStream: [FieldRule] = [
    .required("journey", .name(.journey), "What each request does."),
    .optional(
      "batch", .whole(1, 1_000_000), "Requests that come at each arrival; 1 when absent."),
    .optional(
      "priority", .whole(0, 255),
      "Urgency at stations with priorities: 0, as when absent, goes first."),
    .optional(
      "patience", .duration(.aboveZero),
      "Answers that take longer count as late, thinking aside; none does when absent."),
    .optional(
      "deadline", .duration(.aboveZero),
      "Time after arrival from which no call is begun for a request, and attempts end; none when absent."
    ),
    .optional(
      "fallback", .list(.object(fallback)),
      "Streams that users try whose request failed or was answered too late, one of them by chance; they give up when absent."
    ),
    .optional(
      "last_mile", .object(lastMile), "The users' own connections; without limit when absent."),
    .optional(
      "background", .truth, "Machines' traffic, left out of figures about citizens.",
      neutral: "false"),
  ]

  static let fallback = ObjectRule(
    "Where users go who had no answer in time.",
    [
      .required("to", .name(.stream), "The stream whose request they make."),
      .optional("probability", .share(), "How many of them do; all when absent.", neutral: "1"),
      .optional(
        "delay", .variate(.duration), "How long it takes them to get there; no time when absent."),
    ])

  static let calendar = ObjectRule(
    "How demand moves over a year; only ratios within a list matter.",
    [
      .optional("months", factors, "12 factors of the rate, January first; all alike when absent."),
      .optional("weekdays", factors, "7 factors, Monday first; all alike when absent."),
      .optional("hours", factors, "24 factors, from midnight; all alike when absent."),
      .optional(
        "season", .object(season), "When there is any demand; the whole year when absent."),
      .optional("deadlines", .list(.object(deadline)), "Days towards which demand rises."),
    ])

  private static let factors = SchemaShape.list(.fixed(.number, .from(0, to: 1e9)))

  static let season = ObjectRule(
    "Days of the year with demand, both ends included; it may go over the turn of the year.",
    [
      .required("first", .monthDay, "First day."), .required("last", .monthDay, "Last day."),
    ])

  static let deadline = ObjectRule(
    "Demand that rises day by day towards the end of a day, in place of what months and season give.",
    [
      .required("day", .monthDay, "The last day."),
      .required(
        "share", .fixed(.share, .above(0, to: 1)),
        "Of the year's demand, in the run-up together."),
      .required(
        "last_day_share", .fixed(.share, .above(0, to: 1)),
        "Of the year's demand, on the last day: from share / days to share."),
      .required("days", .whole(1, 366), "Length of the run-up in days, the last included."),
      .optional(
        "hours", factors, "24 factors on the last day, from midnight; as on any day when absent."),
    ])

  static let window = ObjectRule(
    "How long an explicit model is observed.",
    [
      .optional(
        "start", .moment,
        "When counting starts, where a stream has a calendar; a time since 1 January counts from the year in which `time` starts."
      ),
      .required("run_in", .fixed(.duration, .atLeastZero), "Time before counting starts."),
      .required("length", .fixed(.duration, .aboveZero), "Time that is counted."),
      .optional(
        "drain", .fixed(.duration, .atLeastZero),
        "Time after the window in which its requests are followed to their end, while demand goes on.",
        neutral: "0"),
      .required("replications", .whole(1, 1_000_000), "Independent runs."),
    ])
}
