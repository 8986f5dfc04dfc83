extension Metric {
  private static let cheaper = Sense.lower(better: "cheaper", worse: "dearer")
  private static let better = Sense.higher(better: "better", worse: "worse")

  static let pvc = Metric(
    "pvc", "USD", "Present value of costs", .economics, cheaper,
    "All costs of the horizon, discounted to the start at the real discount rate, mid-year.")
  static let npv = Metric(
    "npv", "USD", "Net present value", .economics, better,
    "Benefits minus costs, both against the reference alternative, discounted to the start.")
  static let capex = Metric(
    "capex", "USD", "CAPEX", .economics, cheaper,
    "Discounted spending that creates something: design, procurement, build, adaptation, "
      + "integration, testing, training and enrolment, change management.")
  static let opex = Metric(
    "opex", "USD", "OPEX", .economics, cheaper,
    "Discounted spending that keeps something going: hosting, bandwidth, staff, maintenance … "
      + "CAPEX and OPEX add up to PVC.")
  static let pvcPerServiceYear = Metric(
    "pvc_per_service_year", "USD", "PVC per service-year live", .economics, cheaper,
    "Present value of costs over the sum of years that services were live within the horizon: "
      + "cost at equal delivery, since an alternative that delivers less also spends less.")
  static let benefits = Metric(
    "benefit.present_value", "USD", "Present value of benefits", .economics, better,
    "Citizens' time and fares and officials' time saved against the reference, discounted.")
  static let benefitCostRatio = Metric(
    "benefit_cost_ratio", "1", "Benefit–cost ratio", .economics, better,
    "Benefits over costs, both against the reference; no value where costs are not higher.")
  static let costCategory = Metric(
    "cost.category", "USD", "Cost by category", .economics, .neither,
    "Present value of the costs of one category (the entity).")
  static let cumulativeCost = Metric(
    "cost.cumulative_present_value", "USD", "Cumulative cost", .economics, .neither,
    "Present value of all costs from the start to the end of the year.")
}

extension MetricCatalogue {
  static let economics: [Metric] = [
    .pvc, .npv, .capex, .opex, .pvcPerServiceYear, .benefits, .benefitCostRatio, .costCategory,
    .cumulativeCost,
  ]
}
