import Quantities

extension ScenarioSchema {
  static let channels = ObjectRule(
    "Ways to a service other than the web.",
    [
      .optional(
        "text", .object(textChannel),
        "Menus or short messages on any mobile phone (USSD, SMS); none when absent."),
      .optional(
        "assisted", .object(assistedChannel),
        "Points where somebody helps with the digital service."),
      .optional(
        "counter", .object(counterChannel),
        "Offices where officials serve visitors; they have room for everybody when absent."),
    ])

  private static let accessTime = FieldRule.optional(
    "access_time", .variate(.duration),
    "From a failure elsewhere until the citizen asks here; no time when absent.")

  private static let textChannel = ObjectRule(
    "Menus or short messages on any mobile phone, for services with `text: true`.",
    [
      .required("screens", .number(.from(0, to: 10_000)), "Screens of one transaction."),
      .required("screen_size", .size(), "What one screen weighs."),
      .required(
        "round_trip", .duration(), "From a reply to the next screen, the service's own time aside."),
      accessTime,
    ])

  private static let assistedChannel = ObjectRule(
    "Points where somebody helps with the digital service.", [accessTime])

  private static let counterChannel = ObjectRule(
    "Offices where officials serve visitors, in regions with `offices`.",
    [
      .required(
        "utilisation", .share(.above(0, to: 1)),
        "Share of opening time that officials are busy if everybody comes to the counter; their number follows from it."
      ),
      .required("opening_hours", .list(.object(opening)), "When offices are open in each week."),
      .optional(
        "closing", .options(ClosingTime.self),
        "What becomes of visitors who still wait when they close: they wait (as when absent), or go home and come again (send_home)."
      ),
      .optional(
        "shift_end", .options(EndOfShift.self),
        "What officials do with visitors whom they serve then: finish (as when absent), or interrupt."
      ),
      accessTime,
    ])

  static let cells = ObjectRule(
    "Equal cells of mobile networks; users are spread over them by chance.",
    [
      .required("count", .whole(1, 1_000_000), "How many there are."),
      .required("bandwidth", .quantity(.bandwidth, .aboveZero), "Of one cell, in each direction."),
    ])

  static let backhaul = ObjectRule(
    "The link between a region and the country's backbone.",
    [
      .required("bandwidth", .quantity(.bandwidth, .aboveZero), "In each direction."),
      .optional("delay", .duration(), "Propagation, one way.", neutral: "0"),
    ])
}
