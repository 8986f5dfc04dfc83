import Quantities

extension ScenarioSchema {
  private static let years100 = TimeSpan(years: 100).seconds

  static let time = ObjectRule(
    "When it starts and how long it is looked at.",
    [
      .required("start", .whole(1900, 2200), "Calendar year in which the programme starts."),
      .required(
        "horizon", .fixed(.duration, .above(0, to: years100)),
        "How long costs and benefits are counted; at most 100 years."),
    ])

  static let region = ObjectRule(
    "A part of the country with its own access to networks.",
    [
      .optional("title", .text, "Name for readers."),
      .required("population", .count(.from(0, to: 2e9)), "People living here."),
      .required("online", .share(), "Share of people who use the internet."),
      .optional(
        "mobile", .share(),
        "Share of people with a mobile phone of any kind; those online when absent."),
      .required(
        "assisted_reach", .share(), "Share of people with an assisted service point in reach."),
      .required("last_mile", .object(lastMile), "One user's own connection."),
      .optional(
        "cells", .object(cells),
        "Radio cells that its people share; only their own connections count when absent."),
      .optional(
        "backhaul", .object(backhaul),
        "The link between its cells and the country's backbone; it does not count when absent."),
      .optional(
        "offices", .whole(0, 10_000),
        "Offices with counters; counters are not simulated when absent."),
    ])

  static let lastMile = ObjectRule(
    "One user's own connection: a rate cap and a round trip, never shared.",
    [
      .required(
        "rate", .variate(.bandwidth, .aboveZero),
        "Usable data rate of one user, by chance between users."),
      .required("round_trip", .duration(), "Round trip between user and the country's backbone."),
    ])

  static let site = ObjectRule(
    "A kind of place where servers stand.",
    [
      .optional("title", .text, "Name for readers."),
      .required("round_trip", .duration(), "Round trip between backbone and site."),
      .required(
        "server_mean_time_between_failures", .duration(.aboveZero),
        "Mean time between failures of one server."),
      .required(
        "server_mean_time_to_repair", .duration(.aboveZero), "Mean time to repair one server."),
      .optional(
        "bandwidth", .quantity(.bandwidth, .aboveZero),
        "Of each owner's link here, whatever the load; sized by the goal when absent.",
        reaches: [.operations, .valuation]),
      .required(
        "price_per_server", .moneyRate(),
        "Price of standing one server here beyond its processors (power, cooling, guard).",
        reaches: [.valuation]),
    ])

  static let agency = ObjectRule(
    "A body that owns services, and often an authoritative registry.",
    [
      .optional("title", .text, "Name for readers."),
      .optional(
        "registries", .list(.text), "Names of the registries it keeps, as journeys refer to them."),
    ])

  static let block = ObjectRule(
    "A reusable building block: the software, and what one server of it can do.",
    [
      .optional("title", .text, "Name for readers."),
      .required(
        "service_time", .variate(.duration, .aboveZero), "Service time of one call on one server.",
        reaches: [.operations]),
      .required(
        "processors", .number(.above(0, to: 10_000)), "Processors (vCPU) of one server.",
        reaches: [.valuation]),
      .required("request", .size(), "Size of a call.", reaches: [.operations]),
      .required("response", .size(), "Size of its answer.", reaches: [.operations]),
      .optional(
        "servers", .whole(1, 100_000),
        "Servers of each deployment, whatever the load; sized by the goal when absent.",
        reaches: [.operations, .valuation]),
      .optional("needs", .names(.block), "Blocks that must be live before this one can be built."),
      .optional(
        "effort", .effort(), "Effort to write the whole block once, for one owner, without reuse."),
      .optional(
        "size", .number(.above(0, to: 1e6)),
        "Its size in thousands of source lines, for COCOMO II; it counts in place of `effort`."),
      .optional("enrolment", .object(enrolment), "Whom it must register before it is of use."),
      .required(
        "mode", .options(BlockMode.allCases.map(\.rawValue)),
        "Written by the owner's own team (build), or a product that is configured and localised (adopt)."
      ),
      .optional(
        "adopt_effort_share", .share(),
        "Share of the effort that configuring and localising a product takes; needed with mode adopt.",
        neutral: "1"),
      .optional(
        "licence", .moneyRate(), "Licence or support fee of the product, per deployment.",
        neutral: "0", reaches: [.valuation]),
      .optional(
        "is_registry", .truth, "Each owner has one of its own; journeys say whose is called.",
        neutral: "false", reaches: [.delivery, .operations]),
      .optional(
        "is_mediator", .truth,
        "Carries every call between agencies where integration is through the mediator.",
        neutral: "false", reaches: [.delivery, .operations]),
    ])

  static let service = ObjectRule(
    "An archetype of citizen service.",
    [
      .optional("title", .text, "Name for readers."),
      .optional(
        "effort", .effort(), "Effort to write the whole service once, without any block to reuse."),
      .optional(
        "size", .number(.above(0, to: 1e6)),
        "Its size in thousands of source lines, for COCOMO II; it counts in place of `effort`."),
      .required(
        "shared_fraction", .share(), "Share of that effort which live building blocks replace."),
      .optional(
        "calendar", .name(.calendar),
        "How demand for it moves over a year; that of `operations` when absent.",
        reaches: [.operations]),
      .optional(
        "text", .truth, "Whether it can be used by text (USSD, SMS), without pages.",
        neutral: "false", reaches: [.operations]),
      .required(
        "journey", .list(.definition("service_step")), "What one request does, step by step.",
        reaches: [.delivery, .operations]),
      .required(
        "citizen_time_at_counter", .duration(),
        "Citizen's time for one transaction at a counter, travel and waiting included.",
        reaches: [.valuation]),
      .required(
        "official_time_at_counter", .duration(),
        "Official's time for one transaction at a counter.", reaches: [.valuation]),
      .required(
        "citizen_time_online", .duration(), "Citizen's time for one digital transaction.",
        reaches: [.valuation]),
      .required(
        "official_time_online", .duration(), "Official's time for one digital transaction.",
        reaches: [.valuation]),
    ])

  static let catalogueLine = ObjectRule(
    "So many services of one archetype at one agency.",
    [
      .required("service", .name(.service), "The archetype."),
      .required("agency", .name(.agency), "The agency that offers them."),
      .required("count", .whole(1, 100_000), "Number of services."),
      .required(
        "demand_share", .share(),
        "Share of all the country's transactions that go to this line, split evenly over its services.",
        reaches: [.operations]),
    ])

  static let existing = ObjectRule(
    "A block that is live at the start.",
    [
      .required("block", .name(.block), "The block."),
      .required("owner", .name(.agency), "The agency that runs it for everybody."),
      .required(
        "upkeep", .moneyRate(), "Upkeep, the same in every alternative.", reaches: [.valuation]),
    ])
}
