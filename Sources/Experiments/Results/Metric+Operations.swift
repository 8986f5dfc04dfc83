extension Metric {
  private static let faster = Sense.lower(better: "faster", worse: "slower")
  private static let better = Sense.higher(better: "better", worse: "worse")

  static let arrivals = Metric(
    "arrivals", "1/s", "Arrival rate", .operations, .neither,
    "Requests (or calls at a station) that arrive in the window, per second.")
  static let throughput = Metric(
    "throughput", "1/s", "Throughput", .operations, .neither, "Calls served per second.")
  static let utilisation = Metric(
    "utilisation", "share", "Utilisation", .operations, .neither,
    "Mean share of a station's servers, or of a link's bandwidth, that is busy.")
  static let queueLength = Metric(
    "queue_length", "1", "Queue length", .operations, .neither,
    "Time average of calls that wait for a server.")
  static let numberInSystem = Metric(
    "number_in_system", "1", "Number in system", .operations, .neither,
    "Time average of calls that wait or are served.")
  static let waitingTime = Metric(
    "waiting_time", "s", "Waiting time", .operations, .neither, "Mean time in the queue.")
  static let sojournTime = Metric(
    "sojourn_time", "s", "Sojourn time", .operations, faster,
    "Mean time in queue and service; of a whole request: all the time that its citizen waits for "
      + "the system, downloads included and thinking left out.")
  static let sojournP50 = Metric(
    "sojourn_time.p50", "s", "Sojourn time, median", .operations, faster,
    "Half of the requests take no longer.")
  static let sojournP95 = Metric(
    "sojourn_time.p95", "s", "Sojourn time, 95 %", .operations, faster,
    "Nineteen of twenty requests take no longer.")
  static let sojournP99 = Metric(
    "sojourn_time.p99", "s", "Sojourn time, 99 %", .operations, faster,
    "Ninety-nine of a hundred requests take no longer.")
  static let completionShare = Metric(
    "completion_share", "share", "Requests completed", .operations, better,
    "Share of the requests of the window that end within the citizen's patience.")
  static let blockingShare = Metric(
    "blocking_share", "share", "Requests blocked", .operations, .neither,
    "Share of arrivals turned away by a full queue.")
  static let abandonmentShare = Metric(
    "abandonment_share", "share", "Requests abandoned", .operations, .neither,
    "Share of arrivals that give up waiting in a queue.")
  static let stateWeight = Metric(
    "state_weight", "share", "Share of time in this state", .operations, .neither,
    "Share of the hours that the fault calendar gives this state: all up, a server down, an outage of a "
      + "site or region, or the recovery from one. Figures of a window are means over states by it."
  )
  static let digitalShare = Metric(
    "digital_share", "share", "Transactions completed digitally", .operations, better,
    "Share of all transactions of a region that are completed on a digital channel in the year.")
  static let servers = Metric(
    "servers", "1", "Servers installed", .operations, .neither,
    "Servers of all deployments in the year, by the capacity rule.")
  static let goalMissed = Metric(
    "goal_missed", "1", "Stations that miss the goal", .operations, .neither,
    "Stations whose simulated 95 % waiting time exceeds the goal of the capacity rule.")
  static let linksBinding = Metric(
    "links_binding", "1", "Links that bind", .operations, .neither,
    "Links loaded enough at the peak to be simulated as shared; all others are delays only.")
}

extension MetricCatalogue {
  static let operations: [Metric] =
    [
      .arrivals, .throughput, .utilisation, .queueLength, .numberInSystem, .waitingTime,
      .sojournTime, .sojournP50, .sojournP95, .sojournP99, .completionShare, .blockingShare,
      .abandonmentShare, .stateWeight, .digitalShare, .servers, .goalMissed, .linksBinding,
    ] + sizing
}
