import Quantities

extension ScenarioSchema {
  private static let ratio = SchemaShape.number(.from(0, to: 1_000))

  static let programme = ObjectRule(
    "The people, money and rules that bring services to life, the same for every alternative.",
    [
      .required(
        "people", .object(people),
        "Head count by skill; alternatives only move people between agencies and centre.",
        reaches: [.delivery, .valuation]),
      .optional("workforce", .object(workforce), "How people come, go, learn and rest."),
      .optional(
        "cocomo", .object(cocomo),
        "How software is developed here, rated as in COCOMO II, for blocks and services with a `size`."
      ),
      .optional(
        "priority", .options(PriorityRule.self),
        "Order of the programme: as the catalogue gives it, most used first (value), least effort first (cost), or fewest missing parts first (readiness).",
        neutral: "given"),
      .required(
        "tranches", .list(.object(tranche)), "Money as it is promised.",
        reaches: [.delivery, .valuation]),
      .optional(
        "donor_coordination", .share(),
        "Share of the money that donors put into one pool; the rest goes to the agencies one by one.",
        neutral: "1"),
      .optional(
        "donors", .whole(1, 1_000),
        "Donors who appraise each project when they don't coordinate at all.", neutral: "1"),
      .optional(
        "parallel_systems", .share(),
        "Probability that a block is built twice, in parallel, when donors don't coordinate at all.",
        neutral: "0", reaches: [.delivery, .operations]),
      .required("tranche_delay", .variate(.duration), "Delay of a tranche against its due date."),
      .optional(
        "team_size", .number(.above(0, to: 10_000)),
        "Persons at work on one project at once, at most. If left out, as many as COCOMO II's schedule equation gives for its effort."
      ),
      .required("design_share", .share(), "Share of an item's effort that design takes."),
      .required("test_share", .share(), "Share of an item's effort that testing takes."),
      .optional(
        "security_share", .share(),
        "Security assessment and hardening, on top of an item's effort, as a share of it.",
        neutral: "0"),
      .optional(
        "selection_time", .variate(.duration),
        "From a packaged block's design to the choice of a product.", neutral: "0"),
      .optional(
        "selection_effort", .effort(), "Engineers' effort to compare products.", neutral: "0"),
      .required(
        "training_per_service", .effort(),
        "Trainers' effort to train staff and enrol users for one service."),
      .required("training_per_block", .effort(), "Trainers' effort to train staff for one block."),
      .required("approval_time", .variate(.duration), "From asking for a decision to having it."),
      .required("approval_effort", .effort(), "Approver's effort for one decision."),
      .required("procurement_time", .variate(.duration), "From decision to signed contract."),
      .required("procurement_effort", .effort(), "Procurement officer's effort for one contract."),
      .required(
        "services_per_contract", .whole(1, 100_000),
        "Services each agency puts into one procurement (framework contract)."),
      .required(
        "reuse", .object(reuse), "What reuse costs, relative to writing something once for one use."
      ),
      .required(
        "integration", .object(integration),
        "What it takes to connect one agency's system with another's."),
      .required("overruns", .object(overruns), "Overruns, drawn once per project, on its plan."),
      .required("onboarding", .object(onboarding), "Taking one agency into one shared block."),
    ])

  static let people = ObjectRule(
    "Head count by skill.",
    [
      .required("engineers", .whole(0, 1_000_000), "Engineers who design, build, adopt and test."),
      .required(
        "integrators", .whole(0, 1_000_000), "Integrators who connect systems and take agencies in."
      ),
      .required("trainers", .whole(0, 1_000_000), "Trainers of officials and users."),
      .required("procurement_officers", .whole(0, 1_000_000), "Procurement officers."),
      .required("approvers", .whole(0, 1_000_000), "Officials who decide."),
      .optional(
        "security_specialists", .whole(0, 1_000_000), "Security specialists.", neutral: "0"),
      .optional(
        "enrollers", .whole(0, 1_000_000), "Staff who register people in the field.",
        neutral: "0"),
    ])

  static let tranche = ObjectRule(
    "One payment.",
    [
      .required("at", .duration(), "Due so long after the start."),
      .required("amount", .money(), "The amount."),
      .optional(
        "from", .options(MoneySource.self), "Who gives it.", neutral: "donor",
        reaches: [.valuation]),
      .optional(
        "earmark", .names(.agency),
        "Agencies that alone may spend it, in equal parts; the general rule applies when absent."),
      .optional(
        "services_live", .whole(0, 100_000), "Paid out when so many services are live."),
      .optional(
        "committed", .share(),
        "Paid out when such a share of the money received so far has been promised to projects."),
    ])

  static let reuse = ObjectRule(
    "What reuse costs, relative to writing something once for one use.",
    [
      .required(
        "cost_of_reuse", ratio,
        "Relative cost of reuse (RCR): adapting a live block instead of writing it."),
      .required(
        "cost_of_writing_for_reuse", ratio,
        "Relative cost of writing for reuse (RCWR): a block that others can use."),
      .required(
        "scope_for_one_agency", .share(),
        "Share of a block's functions that one agency needs when it builds the block for itself alone."
      ),
      .optional(
        "customisation", .share(),
        "Share of a shared block that agencies insist on having their own way: each writes it again, and the block grows by it.",
        neutral: "0"),
    ])

  static let integration = ObjectRule(
    "What it takes to connect one agency's system with another's.",
    [
      .required("link", .effort(), "Effort of one point-to-point link."),
      .required(
        "first_through_mediator", ratio,
        "Effort of an agency's first link through the mediator, relative to `link`."),
      .required("later_through_mediator", ratio, "Effort of each later one, relative to `link`."),
    ])

  static let overruns = ObjectRule(
    "Overruns, drawn once per project, on its plan.",
    [
      .required(
        "schedule_median", .number(.above(0, to: 100)),
        "Median of actual over planned duration of active work."),
      .required("schedule_variation", .number(.from(0, to: 100)), "Its coefficient of variation."),
      .required(
        "effort_spread", .number(.from(0, to: 100)),
        "Standard deviation of the body of actual over planned effort (median 1)."),
      .required(
        "tail_share", .share(), "Share of projects in the fat tail, for a project of no duration."),
      .required("tail_share_per_year", .share(), "What each planned year adds to that share."),
      .required("tail_index", .number(.above(0, to: 100)), "Pareto index of the tail."),
      .required(
        "tail_start", .number(.above(0, to: 1_000)), "Where the tail starts (actual over plan)."),
      .required(
        "tail_end", .number(.above(0, to: 1_000)), "Where the tail is cut (actual over plan)."),
      .required(
        "country_correlation", .share(),
        "Correlation of projects in one country (one shared factor)."),
    ])

  static let onboarding = ObjectRule(
    "Taking one agency into one shared block.",
    [
      .required(
        "time", .variate(.duration),
        "From request to being a member (certificates, firewalls, agreements)."),
      .required(
        "centre_effort", .effort(), "Integrators' effort at the block's owner (the centre)."),
      .required("agency_effort", .effort(), "Integrators' effort at the agency."),
    ])

  static let organisation = ObjectRule(
    "What distinguishes the alternatives, and nothing else does.",
    [
      .required(
        "delivers", .truth, "Whether a programme is run at all; without it counters carry on."),
      .optional(
        "sharing", .options(Sharing.allCases.map(\.rawValue)),
        "Each agency its own deployment of a block (own), or one for all that join (shared).",
        neutral: "own"),
      .optional(
        "integration", .options(IntegrationMode.allCases.map(\.rawValue)),
        "Each pair of systems by itself, or through the mediator.", neutral: "point_to_point"),
      .optional(
        "central_share", .share(),
        "Share of people of each skill who work at the centre; agencies keep the rest.",
        neutral: "0", reaches: [.delivery]),
      .optional(
        "lends_people", .truth,
        "Whether people of the centre with nothing to do take over agencies' work that waits.",
        neutral: "false", reaches: [.delivery]),
      .optional(
        "mandate", .truth,
        "Whether joining the shared blocks is an order; by choice fewer agencies join.",
        neutral: "true"),
      .optional(
        "joining", .share(),
        "Probability that an agency joins the shared blocks by order; others build alone.",
        neutral: "1"),
      .optional(
        "joining_by_choice", .share(),
        "Probability that it joins without an order; that of joining by order when absent."),
      .optional(
        "joining_delay", .variate(.duration),
        "From programme start until an agency that joins has decided to.", neutral: "0",
        reaches: [.delivery]),
      .optional(
        "governance_delay", .variate(.duration),
        "Extra time for decisions that bind the whole government, once per shared block.",
        neutral: "0", reaches: [.delivery]),
      .optional(
        "governance", .moneyRate(),
        "Cost of governing shared blocks (product owner, standards, certificates).", neutral: "0",
        reaches: [.valuation]),
      .optional(
        "site_of_own", .name(.site), "Site where an agency's own deployments stand.",
        reaches: [.operations]),
      .optional(
        "site_of_shared", .name(.site), "Site where shared deployments stand.",
        reaches: [.operations]),
    ])
}
