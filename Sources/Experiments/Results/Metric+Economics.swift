extension Metric {
  private static let cheaper = Sense.lower(better: "cheaper", worse: "dearer")
  private static let better = Sense.higher(better: "better", worse: "worse")
  private static let sooner = Sense.lower(better: "sooner", worse: "later")

  static let pvc = Metric(
    "pvc", "USD", "Present value of costs", .economics, cheaper,
    "All costs of the horizon, discounted to the start at the real discount rate, mid-year; what "
      + "leaving packaged software takes is added and the value left in software taken off, both at "
      + "the horizon's end.")
  static let npv = Metric(
    "npv", "USD", "Net present value", .economics, better,
    "Benefits minus costs, both against the reference alternative, discounted to the start.")
  static let capex = Metric(
    "capex", "USD", "CAPEX", .economics, cheaper,
    "Discounted spending that creates something: design, procurement, build, adaptation, "
      + "integration, testing, migration, security work, training and enrolment, change management; "
      + "less the value left in software at the horizon.")
  static let opex = Metric(
    "opex", "USD", "OPEX", .economics, cheaper,
    "Discounted spending that keeps something going or ends it: hosting, bandwidth, staff, "
      + "maintenance, upgrades … "
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
  static let costPerRequest = Metric(
    "cost_per_request", "USD", "Levelised cost per successful request", .economics, cheaper,
    "Present value of costs over digital requests that succeeded, discounted like money: the price "
      + "per request at which costs would just be earned.")
  static let internalRate = Metric(
    "irr", "share", "Internal rate of return", .economics, better,
    "Discount rate a year at which benefits just pay for the costs, both against the reference; no "
      + "value where there is no such rate or more than one.")
  static let payback = Metric(
    "payback", "year", "Payback, simple", .economics, sooner,
    "Years until what is saved against the reference outweighs what was spent, undiscounted; no "
      + "value where it does not within the horizon.")
  static let discountedPayback = Metric(
    "payback.discounted", "year", "Payback, discounted", .economics, sooner,
    "Years until discounted savings against the reference outweigh discounted spending; no value "
      + "where they do not within the horizon.")
  static let residualValue = Metric(
    "residual_value", "USD", "Value left at the end", .economics, .neither,
    "What software made within the horizon is still worth at its end, straight-line over "
      + "money.asset_life, discounted; taken off the costs.")
  static let paid = Metric(
    "paid", "USD", "Who pays", .economics, .neither,
    "Present value of the money that one party (the entity: citizen, agency, centre, donor) pays. "
      + "All parties together pay PVC.")
  static let gain = Metric(
    "gain", "USD", "Who gains", .economics, better,
    "What one party (the entity) gains against the reference: its time, travel and money there "
      + "minus those here, discounted. All parties together gain the net present value.")
  static let benefitCategory = Metric(
    "benefit.category", "USD", "Benefits by category", .economics, better,
    "Present value of what is saved against the reference of one kind (the entity): citizens' time, "
      + "failed attempts, travel, officials' time; negative where more is taken.")
  static let cumulativeCost = Metric(
    "cost.cumulative_present_value", "USD", "Cumulative cost", .economics, .neither,
    "Present value of all costs from the start to the end of the year; the last year has what is due "
      + "at the horizon's end as well.")
}

extension MetricCatalogue {
  static let economics: [Metric] = [
    .pvc, .npv, .capex, .opex, .pvcPerServiceYear, .benefits, .benefitCostRatio, .costCategory,
    .cumulativeCost, .costPerRequest, .internalRate, .payback, .discountedPayback, .residualValue,
    .paid, .gain, .benefitCategory,
  ]
}
