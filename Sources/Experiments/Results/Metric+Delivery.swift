extension Metric {
  private static let faster = Sense.lower(better: "faster", worse: "slower")
  private static let more = Sense.higher(better: "more", worse: "fewer")

  static let timeToMarket = Metric(
    "time_to_market", "month", "Time to market", .delivery, faster,
    "From programme start to go-live of one service (the entity); a service that is not live at "
      + "the horizon has the horizon here and counts in `not_reached_share`.")
  static let timeToMarketMedian = Metric(
    "time_to_market.p50", "month", "Time to market, median", .delivery, faster,
    "Half of the services are live by then; the horizon stands for \"not reached\".")
  static let timeToMarketP80 = Metric(
    "time_to_market.p80", "month", "Time to market, 80 %", .delivery, faster,
    "Four fifths of the services are live by then; the horizon stands for \"not reached\".")
  static let notReached = Metric(
    "not_reached_share", "share", "Services not reached", .delivery,
    .lower(better: "fewer", worse: "more"), "Share of services not live at the horizon.")
  static let servicesLive = Metric(
    "services_live", "services", "Services live", .delivery, more, "At the end of the year.")
  static let servicesLiveAfter1 = Metric(
    "services_live.after_1_years", "services", "Services live after 1 year", .delivery, more,
    "One year after the start.")
  static let servicesLiveAfter3 = Metric(
    "services_live.after_3_years", "services", "Services live after 3 years", .delivery, more,
    "Three years after the start.")
  static let servicesLiveAfter5 = Metric(
    "services_live.after_5_years", "services", "Services live after 5 years", .delivery, more,
    "Five years after the start.")
  static let serviceYears = Metric(
    "service_years_live", "service-year", "Service-years live", .delivery, more,
    "Sum over services of the years they were live within the horizon.")
  static let effort = Metric(
    "effort", "person-month", "Effort", .delivery, .lower(better: "less", worse: "more"),
    "Work done within the horizon, of one skill (the entity) or of all (country).")
  static let deployments = Metric(
    "deployments", "1", "Deployments", .delivery, .neither,
    "Running copies of building blocks at the horizon, those that existed at the start left out.")
}

extension MetricCatalogue {
  static let delivery: [Metric] = [
    .timeToMarket, .timeToMarketMedian, .timeToMarketP80, .notReached, .servicesLive,
    .servicesLiveAfter1, .servicesLiveAfter3, .servicesLiveAfter5, .serviceYears, .effort,
    .deployments,
  ]
}
