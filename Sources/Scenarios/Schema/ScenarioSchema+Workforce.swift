import Quantities

extension ScenarioSchema {
  static let workforce = ObjectRule(
    "How people come, go, learn and rest; the same for every alternative.",
    [
      .optional(
        "attrition", .rate(.from(0, to: 12 / TimeSpan(years: 1).seconds)),
        "Rate at which people leave.", neutral: "0"),
      .optional(
        "recruiting_time", .variate(.duration), "From a leaving to a successor's first day.",
        neutral: "0"),
      .optional(
        "ramp_up_time", .duration(), "How long a newcomer learns the job.", neutral: "0"),
      .optional(
        "newcomer_productivity", .share(.from(0.01, to: 1)),
        "What newcomers get done meanwhile, over what others do.", neutral: "1"),
      .optional(
        "learning_gain", .share(.from(0, to: 0.99)),
        "What each doubling of the projects of a kind that a team has done takes off the effort of the next (Wright's law).",
        neutral: "0"),
      .optional("closures", .list(.object(closure)), "Times of every year when nobody works."),
      .optional(
        "skill_gap", .share(),
        "Consultants' work beside the technical people at the start, over theirs: what nobody here can do alone.",
        neutral: "0", reaches: [.delivery, .valuation]),
      .optional(
        "training", .object(training), "Courses that close the skill gap, a cohort each year.",
        reaches: [.delivery, .valuation]),
      .optional(
        "enrolment_kits", .whole(0, 1_000_000), "Kits for enrolment in the field.", neutral: "0",
        reaches: [.delivery, .valuation]),
      .optional(
        "enrollers_per_kit", .whole(1, 1_000), "Enrollers that one kit keeps busy.", neutral: "1"),
    ])

  static let closure = ObjectRule(
    "A stretch of every year without work.",
    [
      .required("from", .monthDay, "First day."),
      .required("to", .monthDay, "Last day, in the same year."),
    ])

  static let training = ObjectRule(
    "Courses that close the skill gap, paid from the programme's money.",
    [
      .required(
        "people_per_year", .count(.from(0, to: 1e6)), "Technical people in each year's course."),
      .required(
        "course_time", .duration(), "How long they are away from work.", reaches: [.delivery]),
    ])

  static let cocomo = ObjectRule(
    "How a country develops software, rated as in COCOMO II; what is not named is nominal.",
    CocomoRating.Driver.allCases.map { driver in
      .optional(
        driver.rawValue, .options(driver.levels.map(\.rawValue)), driver.text)
    })

  static let legacySystem = ObjectRule(
    "An old system that does some of an agency's work: no service of the agency goes live without it.",
    [
      .required("agency", .name(.agency), "The agency that runs it."),
      .optional("title", .text, "Name for readers."),
      .required("effort", .effort(), "Effort to move all of it to new systems."),
      .required(
        "strategy", .options(LegacyStrategy.self),
        "Moved service by service and then switched off (migrate), or made callable by an adapter and kept (wrap)."
      ),
      .optional(
        "wrap_share", .share(), "Share of the effort that an adapter takes.", neutral: "1"),
      .optional(
        "upkeep", .moneyRate(), "What it costs as long as it runs.", neutral: "0",
        reaches: [.valuation]),
    ])

  static let enrolment = ObjectRule(
    "Registering people for a block in the field, one by one, before it is of use.",
    [
      .required(
        "share_of_people", .share(), "Share of the country's people who need the block."),
      .required(
        "launch_share", .share(),
        "Share of them who must be registered before it goes live; the others follow."),
      .required(
        "rate", .rate(.aboveZero), "Registrations of one enroller at work."),
    ])
}
