import Quantities

extension ScenarioSchema {
  static let policy = ObjectRule(
    "How a caller deals with calls that are slow or fail.",
    [
      .optional(
        "timeout", .duration(.aboveZero),
        "After this the caller gives an attempt up; never when absent."),
      .optional(
        "cancel", .truth,
        "Whether an attempt that was given up is called back; otherwise its work is done all the same.",
        neutral: "false"),
      .optional(
        "retries", .object(retries), "When a failed attempt is made again; never when absent."),
      .optional(
        "breaker", .object(breaker),
        "Refuses calls for a while when too many have failed; never when absent."),
      .optional(
        "at_once", .whole(1, 1_000_000),
        "Most attempts under way at once; one more fails at once. No limit when absent."),
    ])

  static let retries = ObjectRule(
    "When a failed attempt is made again: pauses grow, and chance spreads them.",
    [
      .optional(
        "at_most", .whole(0, 1_000_000),
        "Most retries of one call; as often as it takes when absent."),
      .required("pause", .variate(.duration), "Time before the first retry, drawn anew each time."),
      .optional(
        "growth", .number(.from(1, to: 1e6)),
        "Factor by which the pause grows from retry to retry.",
        neutral: "1"),
      .optional("longest", .duration(), "Longest pause; no limit when absent."),
      .optional(
        "jitter", .options(PauseJitter.self),
        "How chance spreads a pause: not at all (none, as when absent), over its second half (equal), over all of it (full)."
      ),
      .optional(
        "budget", .object(budget), "Limits retries to a share of the calls; no limit when absent."),
    ])

  static let budget = ObjectRule(
    "Limits retries to a share of the calls.",
    [
      .required("share", .share(.from(0, to: 1e6)), "Retries that each call earns."),
      .required(
        "reserve", .number(.from(1, to: 1e9)),
        "Most retries kept for later; a run begins with all of them."),
    ])

  static let breaker = ObjectRule(
    "Closed, it counts failures; open, calls fail at once; half-open, a few go through to try.",
    [
      .required("window", .whole(1, 64), "Outcomes that are looked at."),
      .required(
        "threshold", .share(.above(0, to: 1)), "Share of failures among them that opens it."),
      .required("open_for", .duration(.aboveZero), "How long it stays open."),
      .required(
        "probes", .whole(1, 1_000_000), "Calls let through to try; when all succeed, it closes."),
    ])
}
