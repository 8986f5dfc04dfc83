extension Glossary {
  /// Words at the heads of tables.
  static let tableTerms: [Term] = [
    // All tables
    term("mean", "", "Over replications of a model, or over worlds of a country."),
    term(
      "half-width", "", also: ["± half-width", "±", "in %", "± %"],
      "Half the length of a confidence interval: the number after ±; in per cent, of the mean."),
    term(
      "95 % interval", "", also: ["confidence interval", "interval"],
      "In 19 of 20 studies it holds the mean that endless computing would give."),
    term(
      "p95", "", also: ["percentile", "p50", "p99"],
      "Nineteen of twenty take no longer; p50 and p99 accordingly."),
    term(
      "metric", "", "A quantity that results hold; without a name, govsim explain lists them all."),
    term("unit", "", "Of a metric: 1 for a number, share for a part of the whole."),
    term(
      "from", "",
      "When a bucket begins, since the start of the run; of a country, by calendar and clock."),
    term("model", "", "A scenario with stations, journeys and demand; in verify, one file."),
    term("where", "", "The stream, station, link or policy that a figure is about."),
    term("standard error", "", "Standard deviation of a mean over replications."),

    // bottlenecks
    term("bottleneck", "", "The station or link that is full first as load grows."),
    term(
      "visits", "", also: ["p95 of a visit"],
      "Calls, transfers or retries of one request at a place."),
    term(
      "share of time", "", also: ["share", "where a request's time goes"],
      "Of the time that a request spends at all stations and links."),
    term(
      "full at load", "",
      "The multiple of the load at hand at which a place would be busy all the time."),
    term(
      "load", "",
      "The requests that come, as a multiple of those that the file says; of a link, data a second."
    ),
    term("completed", "", "Share of requests answered in time."),
    term(
      "knee", "", also: ["borne"],
      "The heaviest load that is borne: the slowest requests take at most three times as long as at the "
        + "lightest load, and at most 1 % more of them fail."),
    term(
      "one step more", "", also: ["what-if", "what-ifs"],
      "One more server or twice the bandwidth at one place, run against the same chance."),
    term("no clear difference", "", "The interval of the difference holds 0."),

    // capacity
    term(
      "service level objective", "SLO", also: ["goal"],
      "A limit that a figure must keep, such as p95 sojourn_time < 2 s: [pNN] FIGURE < LIMIT [at NAME]."
    ),
    term(
      "margin", "",
      "Share of a goal's limit that its bound leaves; of completion and of quantiles, share of the misses "
        + "allowed."
    ),
    term(
      "bound", "", also: ["95 % bound", "97.5 % bound", "tightest at", "in", "value"],
      "The end of a one-sided confidence interval that a goal's limit is compared with."),
    term(
      "needed", "", also: ["now", "with one step less", "cost a year", "change"],
      "The cheapest servers or bandwidth that were found to meet all goals, beside what is installed; with "
        + "one step less, the named goal is missed, or could not be shown to hold."),
    term(
      "kept by", "", "Share of requests, or of calls at a station, within the limit of a quantile."),
    term(
      "one failure", "", also: ["N-1"],
      "One server of any one station is down, from the start of the window to its end."),
    term(
      "offered load", "",
      "Arrival rate times mean service time: the servers that would be busy if nobody ever waited [erlang]."
    ),

    // compare
    term("mean ± error", "", "Mean difference over worlds, and its computing error."),
    term(
      "better in", "",
      "Share of worlds in which the alternative is better; what chance leaves open behind it."),

    term(
      "precision", "", also: ["--precision"],
      "How small the computing error of a difference is to be: half its interval, as a share of the "
        + "baseline's mean. govsim compare --precision 2% goes on until it is reached."),
    term(
      "variance reduction", "",
      also: ["same worlds for all", "common random numbers", "evenly spread worlds", "together"],
      "Having the same precision from fewer worlds: all alternatives meet the same worlds, and worlds are "
        + "spread evenly over all ranges, in blocks of 8. The factor says how many times as many worlds "
        + "plain Monte Carlo would need."),
    term(
      "variance shares", "", also: ["by chance", "by not knowing", "ignorance"],
      "How much of the spread of single runs remains where all assumptions are known (chance), and how much "
        + "comes from not knowing them."),
    term(
      "tornado", "",
      also: ["sensitivity", "difference at low", "at high", "swing ± error", "swing"],
      "Each input moved alone from the low to the high end of its range, the widest change first; "
        + "govsim sensitivity prints it."),
    term(
      "flip point", "", also: ["flips at", "flip"],
      "The value of an input at which the difference between two alternatives changes its sign, all "
        + "others at their central values."),

    term(
      "map of levers", "", also: ["map", "where each alternative wins"],
      "The paired difference and its verdict at settings of the two levers that move the difference "
        + "most, in the same worlds at every setting. govsim compare --no-map leaves "
        + "it out."),
    term(
      "setting", "", also: ["across", "down"],
      "A value that a lever is moved to, from its low to its high."),
    term(
      "++", "", also: ["+", "(+)", "=", "(−)", "−", "−−", "?"],
      "In a map: ++ the first is better in at least 90 % of worlds, + in 70 to 90 %, = no clear "
        + "difference, − and −− the second; (+) or (−) one is better in more than half of worlds, but "
        + "more worlds must tell how clearly; ? more worlds must tell which."),

    // verify
    term(
      "errors off", "", also: ["standard errors off"],
      "Distance of a simulated value from theory, in standard errors of the simulation."),
    term(
      "off %", "", also: ["allowed %", "off", "allowed"],
      "Distance of the two sides of an identity, and how much of it the window's ends may cause."),
    term("band", "", "Where a figure must lie to pass, as its file says."),
    term("expected", "", "What theory, an identity or a source says."),
    term("simulated", "", "What the simulation of the same file gives."),
    term(
      "predicted", "", also: ["kind"],
      "Nothing in the simulation was set to meet the expected value."),
    term("input reproduced", "", "The simulation was given what the expected value takes."),
    term("arithmetic", "", also: ["by hand"], "No chance is involved."),
    term(
      "identity", "",
      "What must hold in every run, such as Little's law and that no request is lost."),
    term("Little's law", "", "Number inside = arrival rate × time inside."),
  ]
}
