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
      .required("discount_rate", .share(.above(-1, to: 10)), "Real discount rate per year."),
      .required("wages", .object(wages), "Gross wage of one person."),
      .required(
        "overhead", .number(.from(1, to: 100)),
        "Cost of a person-month over the wage: premises, management, contributions."),
      .required("processor", .moneyRate(), "Price of one processor (vCPU)."),
      .required("bandwidth", .moneyRate(), "Price of one Mbit/s."),
      .required(
        "maintenance_share", .share(),
        "Software upkeep per year, as a share of what building it cost."),
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
      .required("citizen_time", .moneyRate(), "What a citizen's time is worth."),
      .required("fare_per_visit", .money(), "What a visit to a counter costs in fares."),
    ])

  static let wages = ObjectRule(
    "Gross wage of one person.",
    [
      .required("engineer", .moneyRate(), "Software engineer."),
      .required("integrator", .moneyRate(), "Integration engineer."),
      .required("trainer", .moneyRate(), "Trainer."),
      .required("procurement_officer", .moneyRate(), "Procurement officer."),
      .required("approver", .moneyRate(), "Official who decides."),
      .required("operator", .moneyRate(), "Systems operator."),
      .required("official", .moneyRate(), "Official at the counter."),
    ])
}
