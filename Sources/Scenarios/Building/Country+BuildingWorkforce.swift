import Quantities

extension WorkforceTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    attrition = try reading.rate("attrition")
    recruitingTime = try reading.variate("recruiting_time")
    rampUpTime = try reading.timeSpan("ramp_up_time")
    newcomerProductivity = try reading.share("newcomer_productivity")
    learningGain = try reading.share("learning_gain")
    closures = try reading.list("closures") { reading throws(ScenarioError) in
      ClosedDays(from: try reading.day("from"), to: try reading.day("to"))
    }
    skillGap = try reading.share("skill_gap")
    training = try reading.part("training", TrainingTerms.init)
    enrolmentKits = try reading.whole("enrolment_kits")
    enrollersPerKit = try reading.whole("enrollers_per_kit")
  }
}

extension TrainingTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    peoplePerYear = try reading.number("people_per_year")
    courseTime = try reading.timeSpan("course_time")
  }
}

extension LegacySystem {
  init(name: String, _ reading: Reading) throws(ScenarioError) {
    self.name = name
    title = reading.title(or: name)
    agency = try reading.text("agency")
    effort = try reading.effort("effort")
    strategy = try reading.option("strategy")
    wrapShare = try reading.share("wrap_share")
    upkeep = try reading.moneyRate("upkeep")
  }
}

extension EnrolmentTerms {
  init(_ reading: Reading) throws(ScenarioError) {
    shareOfPeople = try reading.share("share_of_people")
    launchShare = try reading.share("launch_share")
    rate = try reading.rate("rate")
  }
}

extension Reading {
  /// The size where there is one, which may stand over an effort that a file extends; else the effort.
  func workSize() throws(ScenarioError) -> WorkSize {
    if let size = optional("size") { return .sourceLines(size) }
    return .effort(try effort("effort"))
  }

  /// The ratings that a map of drivers gives.
  func cocomoRatings(_ key: String) -> [CocomoRating] {
    (node[key]?.entries ?? []).compactMap { name, value in
      guard let driver = CocomoRating.Driver(rawValue: name),
        let level = value.text.flatMap(CocomoRating.Level.init)
      else { return nil }
      return CocomoRating(driver: driver, level: level)
    }
  }
}
