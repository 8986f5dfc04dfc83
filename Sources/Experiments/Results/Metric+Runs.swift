/// Figures of `govsim run`: how requests fail, what callers do about it, what happens at the doors of
/// stations and in each direction of a link, and how bad the worst stretch was.
extension Metric {
  private static func run(
    _ name: String, _ unit: String, _ title: String, _ meaning: String
  ) -> Metric { Metric(name, unit, title, .operations, .neither, meaning) }

  // MARK: Requests

  static let lateShare = run(
    "late_share", "share", "Requests answered late",
    "Share of requests answered, but after the patience of their stream.")
  static let unfinishedShare = run(
    "unfinished_share", "share", "Requests unfinished",
    "Share of requests neither answered nor failed when the run ends; a longer drain settles them.")
  static let timeoutShare = run(
    "timeout_share", "share", "Requests timed out",
    "Share of requests whose caller gave up waiting for an answer, for good.")
  static let limitedShare = run(
    "limited_share", "share", "Requests limited",
    "Share of requests (or calls at a station) that a rate limit or a bulkhead turned away.")
  static let brokenShare = run(
    "broken_share", "share", "Requests refused by a breaker",
    "Share of requests that an open circuit breaker refused for good.")
  static let expiredShare = run(
    "expired_share", "share", "Requests expired",
    "Share of requests whose deadline passed; at a station, of calls thrown away for it.")
  static let lostShare = run(
    "lost_share", "share", "Requests lost",
    "Share of requests lost with the servers that worked for them, or that could have.")
  static let fallbackShare = run(
    "fallback_share", "share", "Requests tried elsewhere",
    "Share of requests that failed or came too late and whose users then ask on another channel.")
  static let overflowShare = run(
    "overflow_share", "share", "Requests from elsewhere",
    "Share of requests of users who had no answer in time on another channel.")
  static let failureRates: [Metric] = [
    "blocked", "abandoned", "timed_out", "limited", "broken", "expired", "lost",
  ].map { cause in
    run(
      "failures.\(cause)", "1/s", "Failures: \(cause)",
      "Requests per second that end so, in a time series.")
  }
  static let lateRate = run(
    "late", "1/s", "Late answers", "Answers per second that come too late, in a time series.")

  // MARK: Stations

  static let balkingShare = run(
    "balking_share", "share", "Calls that did not join",
    "Share of calls that saw the queue and went away.")
  static let hitShare = run(
    "hit_share", "share", "Answers from the cache", "Share of calls that the cache answered.")
  static let numberOutside = run(
    "number_outside", "1", "Calls outside",
    "Time average of calls that wait outside a full station, keeping the server they come from.")
  static let serversDownShare = run(
    "servers_down_share", "share", "Servers down", "Time average of servers that are down.")

  static let serversThere = run(
    "servers_there", "1", "Servers there",
    "Of a station with shifts or scaling: time average of its servers, down ones included.")
  static let serversPaid = run(
    "servers_paid", "1", "Servers to pay for",
    "Of a station with shifts or scaling: time average of servers that are there, boot, or finish "
      + "their calls after they have left.")
  static let serverChanges = run(
    "server_changes", "1", "Changes of servers",
    "Times that a shift or the scaling changed the number of servers of a station.")

  // MARK: Links

  static let transfers = run(
    "transfers", "1/s", "Transfers", "Transfers that begin, per second, both directions.")
  static let load = run("load", "bit/s", "Load", "Data that is sent over a link per second.")
  static let loadThere = run(
    "load.there", "bit/s", "Load there", "Data sent from the near end to the far one, per second.")
  static let loadBack = run(
    "load.back", "bit/s", "Load back", "Data sent from the far end to the near one, per second.")
  static let utilisationThere = run(
    "utilisation.there", "share", "Utilisation there", "Of a link, towards its far end.")
  static let utilisationBack = run(
    "utilisation.back", "share", "Utilisation back", "Of a link, towards its near end.")
  static let boundShareThere = run(
    "bound_share.there", "share", "Time bound there",
    "Share of time in which transfers took all of a link's bandwidth towards its far end.")
  static let boundShareBack = run(
    "bound_share.back", "share", "Time bound back", "The same towards its near end.")

  // MARK: Callers' rules

  static let calls = run(
    "calls", "1/s", "Calls", "Calls begun under a policy per second, however often tried.")
  static let attemptsPerCall = run(
    "attempts_per_call", "1", "Attempts per call",
    "Attempts that went through, first ones included, over calls: how much retries multiply load.")
  static let retries = run(
    "retries", "1/s", "Retries", "Attempts after the first that went through, per second.")
  static let timeouts = run(
    "timeouts", "1/s", "Timeouts", "Attempts that ran out of time, per second.")
  static let failedCallShare = run(
    "failed_call_share", "share", "Calls failed for good",
    "Calls under a policy that failed after all retries, over calls.")
  static let breakerRefusals = run(
    "refusals.breaker", "1/s", "Refused by the breaker",
    "Attempts that an open circuit breaker refused, per second.")
  static let bulkheadRefusals = run(
    "refusals.bulkhead", "1/s", "Refused by the bulkhead",
    "Attempts refused because too many were under way, per second.")
  static let breakerOpenings = run(
    "breaker_openings", "1", "Breaker openings", "Times that the breaker opened, in the whole run.")

  // MARK: The worst stretch

  static let downShare = run(
    "down_share", "share", "Streams down, mean",
    "Mean over buckets of the share of streams that are down: requests come, fewer than half as "
      + "many are answered in time.")
  static let downMost = run(
    "down_share.most", "share", "Streams down at once, most",
    "Largest share of streams that are down in one bucket.")
  static let allDownShare = run(
    "all_down_share", "share", "Time with all streams down",
    "Share of buckets in which every stream is down.")
  static let anyDownShare = run(
    "any_down_share", "share", "Time with a stream down",
    "Share of buckets in which at least one stream is down.")
  static let worstDay = run(
    "worst_day.completion_share", "share", "Worst day",
    "Answers in time over requests on the day on which this is lowest, all streams together.")
  static let busiestBucket = run(
    "busiest_bucket.arrivals", "1", "Busiest bucket",
    "Requests in the bucket of a time series in which most come.")
}

extension MetricCatalogue {
  static let runs: [Metric] =
    [
      .lateShare, .unfinishedShare, .timeoutShare, .limitedShare, .brokenShare, .expiredShare,
      .lostShare, .fallbackShare, .overflowShare, .lateRate,
    ] + Metric.failureRates + [
      .balkingShare, .hitShare, .numberOutside, .serversDownShare, .serversThere, .serversPaid,
      .serverChanges, .transfers, .load, .loadThere,
      .loadBack, .utilisationThere, .utilisationBack, .boundShareThere, .boundShareBack, .calls,
      .attemptsPerCall, .retries, .timeouts, .failedCallShare, .breakerRefusals,
      .bulkheadRefusals, .breakerOpenings, .downShare, .downMost, .allDownShare, .anyDownShare,
      .worstDay, .busiestBucket,
    ]
}
