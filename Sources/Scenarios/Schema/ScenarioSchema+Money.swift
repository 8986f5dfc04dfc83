import Quantities

extension ScenarioSchema {
  static let money = ObjectRule(
    "Prices and the terms of valuation.",
    [
      .required("currency", .text, "ISO 4217 code of every amount in the results."),
      .required(
        "price_year", .whole(1900, 2200), "Year whose prices every amount in the results is in."),
      .optional(
        "exchange_rates", .map(.fixed(.number, .aboveZero), of: "currency"),
        "Units of `currency` for one unit of another currency."),
      .optional(
        "price_index", .map(.fixed(.number, .aboveZero), of: "year"),
        "Price level of a year relative to that of `price_year`."),
      .required(
        "discount_rate", .share(.above(-1, to: 10)),
        "Discount rate per year; `discounting` says whether inflation is in it."),
      .optional(
        "discounting", .options(DiscountingKind.self),
        "Kind of the discount rate: real, or nominal, which is made real with `inflation`.",
        neutral: "real"),
      .optional(
        "inflation", .share(.above(-1, to: 10)),
        "Yearly rise of prices in a nominal discount rate: real = (1 + nominal) / (1 + inflation) - 1.",
        neutral: "0"),
      .required("wages", .object(wages), "Gross wage of one person."),
      .optional(
        "consultant", .moneyRate(),
        "What a consultant of any skill costs, all included.", neutral: "0",
        reaches: pricesOfPlans),
      .required(
        "overhead", .number(.from(1, to: 100)),
        "Cost of an employee's person-month over the wage: premises, management, contributions.",
        reaches: pricesOfPlans),
      .required("processor", .moneyRate(), "Price of one processor (vCPU)."),
      .required("bandwidth", .moneyRate(), "Price of one Mbit/s."),
      .required(
        "maintenance_share", .share(),
        "Software upkeep per year, as a share of what building it cost."),
      .optional(
        "version_upkeep_share", .share(.from(0, to: 10)),
        "Upgrades of packaged products per year, as a share of the work that adapted them.",
        neutral: "0"),
      .optional(
        "exit_cost_share", .share(.from(0, to: 10)),
        "Leaving packaged products at the horizon, as a share of the work that adapted them.",
        neutral: "0"),
      .optional(
        "asset_life", .duration(),
        "Time in which software loses its worth in a straight line; what is left at the horizon counts against costs. 0 for none.",
        neutral: "0"),
      .required(
        "operators_per_deployment", .number(.from(0, to: 1e4)),
        "Operators (persons) for one deployment, however small."),
      .required(
        "operators_per_server", .number(.from(0, to: 1e4)), "Operators (persons) for each server."),
      .required(
        "security_per_deployment", .moneyRate(),
        "Security work for one deployment (patching, audit, monitoring)."),
      .required(
        "change_management_share", .share(.from(0, to: 10)),
        "Change management, as a share of training and enrolment."),
      .optional(
        "enrolment_kit", .money(), "Price of one kit for enrolment.", neutral: "0",
        reaches: pricesOfPlans),
      .optional(
        "training_course", .money(), "Price of a training course for one person.", neutral: "0",
        reaches: pricesOfPlans),
      .required("citizen_time", .moneyRate(), "What a citizen's time is worth."),
      .required(
        "fare_per_visit", .money(), "What one trip to an office, there and back, costs in fares."),
      .optional(
        "failed_visit_share", .share(.from(0, below: 1)),
        "Share of trips to an office that end without a result: an errand takes 1 / (1 - share) trips. Hours at the counter hold the whole errand already.",
        neutral: "0"),
    ])

  /// Planners ask for money at central prices of people, kits and courses, so these reach delivery,
  /// too.
  private static let pricesOfPlans: Set<Reach> = [.valuation, .delivery]

  static let wages = ObjectRule(
    "Gross wage of one person.",
    [
      .required("engineer", .moneyRate(), "Software engineer.", reaches: pricesOfPlans),
      .required("integrator", .moneyRate(), "Integration engineer.", reaches: pricesOfPlans),
      .required("trainer", .moneyRate(), "Trainer.", reaches: pricesOfPlans),
      .required(
        "procurement_officer", .moneyRate(), "Procurement officer.", reaches: pricesOfPlans),
      .required("approver", .moneyRate(), "Official who decides.", reaches: pricesOfPlans),
      .optional(
        "security_specialist", .moneyRate(), "Specialist for the security of systems.",
        neutral: "0", reaches: pricesOfPlans),
      .optional(
        "enroller", .moneyRate(), "Who enrols citizens.", neutral: "0", reaches: pricesOfPlans),
      .required("operator", .moneyRate(), "Systems operator."),
      .required("official", .moneyRate(), "Official at the counter."),
    ])
}
