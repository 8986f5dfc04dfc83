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
      "last_mile", .object(lastMile), "The users' own connections; without limit when absent."),
    .optional(
      "background", .truth, "Machines' traffic, left out of figures about citizens.",
      neutral: "false"),
  ]

  static let window = ObjectRule(
    "How long an explicit model is observed.",
    [
      .required("run_in", .fixed(.duration, .atLeastZero), "Time before counting starts."),
      .required("length", .fixed(.duration, .aboveZero), "Time that is counted."),
      .optional(
        "drain", .fixed(.duration, .atLeastZero),
        "Time after the window in which its requests are followed to their end, while demand goes on.",
        neutral: "0"),
      .required("replications", .whole(1, 1_000_000), "Independent runs."),
    ])
}
