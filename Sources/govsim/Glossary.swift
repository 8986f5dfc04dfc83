/// The words that results and scenarios use.
enum Glossary {
  struct Term: Encodable, Sendable {
    var name: String
    /// Short form, or "".
    var abbreviation: String
    var meaning: String

    var names: [String] { abbreviation.isEmpty ? [name] : [name, abbreviation] }
  }

  /// The term of a name or abbreviation; capitals, hyphens and underscores don't matter.
  static func term(_ name: String) -> Term? {
    terms.first { $0.names.contains { plain($0) == plain(name) } }
  }

  private static func plain(_ name: String) -> String {
    String(name.lowercased().map { "-_–".contains($0) ? " " : $0 })
  }

  private static func term(_ name: String, _ abbreviation: String = "", _ meaning: String) -> Term {
    Term(name: name, abbreviation: abbreviation, meaning: meaning)
  }

  /// By theme: study, chance, money, time, domain, queueing.
  static let terms: [Term] = [
    term("scenario", "", "A file that describes a country, or stations, and how to compare."),
    term("alternative", "", "One way to organise the same country, such as silo or platform."),
    term("assumption", "", "An uncertain input with a range, a source and a grade."),
    term("lever", "", "An input that a user may move."),
    term("threshold", "", "A limit on a result; a missed one ends a command with exit code 99."),
    term("world", "", "One draw of all assumptions, shared by all alternatives."),
    term("replication", "", "One run of chance inside a world."),
    term("seed", "", "The number from which everything random follows; results repeat with it."),
    term(
      "common random numbers", "CRN",
      "The same citizen with the same errand meets every alternative, so that differences are "
        + "those of the alternatives and not of chance."),
    term(
      "computing error", "",
      "The confidence interval of a mean. More worlds shrink it."),
    term(
      "range of outcomes", "",
      "The 5 % to 95 % points over worlds. It shows how uncertain the future is; more worlds do "
        + "not shrink it."),
    term(
      "half-width", "", "Half the length of a confidence interval: the number after ±."),
    term(
      "verdict", "",
      "A word for the share of worlds in which one alternative is better: at least 90 % "
        + "\"cheaper\", 70 % to 90 % \"probably cheaper\", else \"no clear difference\"; \"not "
        + "computed precisely enough\" where more worlds could change the word."),
    term(
      "present value of costs", "PVC",
      "All costs of the horizon, discounted to the start of the programme."),
    term(
      "net present value", "NPV",
      "Benefits minus costs, discounted, on top of the reference alternative (today)."),
    term("capital expenditure", "CAPEX", "Spending that builds: design, build, integration …"),
    term(
      "operating expenditure", "OPEX", "Spending that keeps running: hosting, staff, licences …"),
    term("discount rate", "", "How much less a year's delay makes a sum worth."),
    term("price year", "", "The year in whose prices sums are stated."),
    term(
      "service-year live", "",
      "One service in operation for one year; costs are compared per service-year because "
        + "alternatives finish at different times."),
    term(
      "break-even", "",
      "The number of services from which on one alternative costs less than the other."),
    term(
      "time to market", "",
      "From the start of the programme to the day a service goes live. Services unfinished at the "
        + "horizon count as \"not reached\" and are never dropped."),
    term("go-live", "", "The day from which citizens can use a service."),
    term(
      "building block", "", "A part that several services need: identity, payments, registries."),
    term("deployment", "", "One running copy of a building block, with an owner."),
    term("service", "", "Something a citizen asks for, such as a birth certificate."),
    term("journey", "", "The calls that one request makes."),
    term("channel", "", "How a citizen asks: web, USSD, assisted service point, counter."),
    term("arrival rate", "", "Requests that arrive per unit of time."),
    term("utilisation", "", "Mean share of servers that are busy."),
    term("waiting time", "", "Time in the queue, before service."),
    term("sojourn time", "", "Waiting time and service time together."),
    term("warm-up", "", "The beginning of a run, not counted because it starts empty."),
    term("run-in", "", "The stretch of a run before counting starts; see warm-up."),
    term(
      "peak hour", "",
      "The busiest hour of the year, all services together and deadline days included. Capacity is "
        + "sized for it."),
    term(
      "ordinary hour", "",
      "The office hour with the median demand, outside the days before a deadline."),
    term("deadline day", "", "The busiest day of the year, from midnight to midnight."),
    term(
      "state of faults", "",
      "What is out of order: all up, a server down, an outage, or the recovery from one. Windows "
        + "of a country are simulated in each, and weighted by the hours that it has in a year."),
    term("outage", "", "Something that takes stations, links or a whole site down together."),
    term(
      "goodput", "",
      "Requests answered in time, per unit of time; throughput also counts what nobody waits for."),
    term("attempt", "", "One try of a call; a retry is the next one."),
    term(
      "retry budget", "", "Retries that callers may make, as a share of their calls."),
    term(
      "circuit breaker", "",
      "A rule of callers: after many failures they stop calling for a while, then try a few."),
    term("bulkhead", "", "A limit on how many attempts of one kind may be under way at once."),
    term(
      "balking", "", "Going away at once because others wait already."),
    term(
      "max-min fairness", "",
      "How links share: nobody can have more without taking from one who has no more."),
    term(
      "bottleneck", "", "The station or link that is full first as load grows."),
    term(
      "standard errors off", "",
      "Distance of a simulated value from theory, in standard errors of the simulation."),
  ]
}
