extension Glossary {
  /// Of stretches of time, queues, callers' rules and faults.
  static let modelTerms: [Term] = [
    // What is run
    term("station", "", "A place with servers and a queue: a block's copy, a desk, a portal."),
    term("link", "", "A connection with a bandwidth that transfers share."),
    term("stream", "", "Requests of one kind, such as those of a region on a channel."),
    term(
      "request", "", also: ["requests"],
      "What one citizen or machine asks for: it goes through a journey."),
    term("call", "", "A request's visit of a station."),
    term("transfer", "", "Data that a request sends over a link."),
    term("background", "", "Streams that load stations and links, but do not count in \"all\"."),
    term("all", "", "All streams together but the background."),
    term("event", "", "A thing that happens in a model: an arrival, an end of service, a failure."),
    term(
      "fingerprint", "", "A hash of all events of a run: equal for equal runs on any machine."),

    // Stretches of time
    term(
      "window", "", "The stretch of a run that is observed: after the run-in, before the drain."),
    term("warm-up", "", "The beginning of a run, not counted because it starts empty."),
    term("run-in", "", "The stretch of a run before counting starts; see warm-up."),
    term("drain", "", "After the window: requests that came in it are followed until they end."),
    term("bucket", "", "One step of a time series; --bucket gives its length."),
    term(
      "peak hour", "",
      "The busiest hour of the year, all services together and deadline days included. Capacity is "
        + "sized for it."),
    term(
      "ordinary hour", "",
      "The office hour with the median demand, outside the days before a deadline."),
    term("deadline day", "", "The busiest day of the year, from midnight to midnight."),
    term(
      "every request", "", "The whole year, request by request, with faults as chance brings them."),
    term(
      "calendar", "",
      "How demand moves over months, weekdays, hours and towards deadlines. It moves demand and adds none."
    ),

    // Queues
    term("arrival rate", "", "Requests that arrive per unit of time."),
    term(
      "utilisation", "", also: ["busy", "busiest"],
      "Mean share of servers that are busy; of a link, of its bandwidth in use."),
    term("waiting time", "", also: ["waiting"], "Time in the queue, before service."),
    term(
      "service time", "",
      "Time that a server works for a call; of a link, that a transfer is under way."),
    term("sojourn time", "", "Waiting time and service time together."),
    term("queue length", "", "Calls that wait; the mean over time."),
    term(
      "discipline", "", "Who is served next: first come first served, priorities, or all at once."),
    term(
      "patience", "",
      "Of a citizen: how long they wait for the system before they take the next channel. Of a stream: "
        + "after this an answer is late. Of a station: how long callers stay in the queue."),
    term(
      "deadline", "",
      "Of a request: after it nobody works for it knowingly. Of a calendar: a day that many wait for."
    ),
    term("balking", "", "Going away at once because others wait already."),
    term("abandonment", "", also: ["reneging"], "Giving up in a queue."),
    term("blocking", "", "Being turned away by a full queue."),
    term("contention", "", "Calls that slow each other down: more at once, longer for each."),
    term(
      "replica", "", also: ["copy"],
      "One of several equal copies of a station; balancing shares calls out among them."),
    term("shift", "", "A stretch of time with its own number of servers."),
    term(
      "autoscaling", "", also: ["scaling"],
      "A rule that adds servers when a station is busy, and takes them away."),
    term("standby", "", "A station that takes over when another is down."),
    term(
      "max-min fairness", "",
      "How links share: nobody can have more without taking from one who has no more."),

    // Chance
    term(
      "distribution", "",
      "The law of a quantity that chance draws, such as exponential or lognormal."),
    term(
      "coefficient of variation", "cv", "Of a distribution: its standard deviation over its mean."),
    term("standard deviation", "", "Of a distribution: how far from its mean values lie."),
    term(
      "shape", "", also: ["scale"],
      "Parameters of Erlang, Weibull and Pareto laws: shape says how even they are, scale how long."
    ),

    // Callers
    term(
      "goodput", "",
      "Requests answered in time, per unit of time; throughput also counts what nobody waits for."),
    term(
      "failed", "", also: ["failure"],
      "Ended without an answer; causes are metrics such as timeout_share."),
    term("late", "", "Answered, but after the patience of whom asked."),
    term(
      "policy", "",
      "Rules of callers: time limit, retries, breaker, bulkhead. Whoever names one shares its budget, its breaker and its limit."
    ),
    term("attempt", "", "One try of a call; a retry is the next one."),
    term("timeout", "", "How long a caller waits for an answer before it gives an attempt up."),
    term(
      "retry", "", also: ["retries"],
      "A further attempt after one that failed. In the table of bottlenecks: the pauses before, and what failed attempts took."
    ),
    term("retry budget", "", "Retries that callers may make, as a share of their calls."),
    term(
      "circuit breaker", "", also: ["breaker"],
      "A rule of callers: after many failures they stop calling for a while, then try a few."),
    term("bulkhead", "", "A limit on how many attempts of one kind may be under way at once."),
    term("fallback", "", "What a request does instead when an attempt fails for good."),

    // Faults
    term(
      "state of faults", "", also: ["state"],
      "What is out of order: all up, a server down, an outage, or the recovery from one. Windows "
        + "of a country are simulated in each, and weighted by the hours that it has in a year."),
    term("all up", "", "The state of faults in which nothing is out of order."),
    term("server down", "", "The state of faults in which one server is down."),
    term("outage", "", "Something that takes stations, links or a whole site down together."),
    term("recovery", "", "The state of faults after an outage, until queues are as ever."),
  ]
}
