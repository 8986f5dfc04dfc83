import Delivery
import Economics
import Operations
import Quantities
import Scenarios
import Statistics

extension Portfolio.Workforce {
  init(_ terms: WorkforceTerms) throws(ExperimentError) {
    self.init(
      attrition: terms.attrition.perYear,
      recruitingTime: try distribution(
        terms.recruitingTime, "programme.workforce.recruiting_time"),
      rampUpTime: terms.rampUpTime, newcomerProductivity: terms.newcomerProductivity,
      learningRate: 1 - terms.learningGain.fraction,
      closures: terms.closures.map(Portfolio.Closure.init),
      skillGap: terms.skillGap,
      training: terms.training.map {
        Portfolio.Training(peoplePerYear: $0.peoplePerYear, courseTime: $0.courseTime)
      } ?? Portfolio.Training(),
      enrolmentKits: terms.enrolmentKits, enrollersPerKit: terms.enrollersPerKit)
  }
}

extension Portfolio.Closure {
  /// From the first day's morning to the last day's evening; programmes start on 1 January.
  init(_ days: ClosedDays) {
    // A common year stands for all: to delivery a year is twelve equal months.
    let newYear = CivilDate(year: 2001, month: 1, day: 1).dayNumber
    func months(_ day: DayOfYear, after: Int) -> Double {
      let date = CivilDate(year: 2001, month: day.month, day: day.day)
      return min(12, Double(date.dayNumber - newYear + after) / 365 * 12)
    }
    self.init(from: months(days.from, after: 0), to: months(days.to, after: 1))
  }
}

extension Portfolio.Funding {
  init(_ programme: Programme, _ country: Country) throws(ExperimentError) {
    self.init(
      tranches: programme.tranches.map { Portfolio.Tranche($0, country) },
      delay: try distribution(programme.trancheDelay, "programme.tranche_delay"),
      coordination: programme.donorCoordination, donors: programme.donors,
      parallelSystems: programme.parallelSystems)
  }
}

extension Portfolio.Tranche {
  fileprivate init(_ tranche: Scenarios.Tranche, _ country: Country) {
    self.init(
      at: tranche.at, amount: tranche.amount.amount,
      earmarks: tranche.earmarks.compactMap { name in
        country.agencies.firstIndex { $0.name == name }.map { .agency($0) }
      },
      condition: tranche.servicesLive.map { .servicesLive($0) }
        ?? tranche.committed.map { .committed($0) })
  }
}

extension Portfolio.LegacySystem {
  init?(_ system: Scenarios.LegacySystem, in country: Country) {
    guard let agency = country.agencies.firstIndex(where: { $0.name == system.agency }) else {
      return nil
    }
    self.init(
      name: system.name, agency: agency, effort: system.effort,
      strategy: system.strategy == .migrate ? .migrate : .wrap, wrapShare: system.wrapShare)
  }
}

extension Portfolio.Enrolment {
  init(_ terms: EnrolmentTerms, in country: Country) {
    let people = country.regions.reduce(0) { $0 + $1.population }
    self.init(
      population: people * terms.shareOfPeople.fraction, launchShare: terms.launchShare,
      perPersonMonth: terms.rate.perSecond * TimeSpan.secondsPerMonth)
  }
}

extension Country {
  /// What is planned for a size: as given, or by COCOMO II with the country's ratings.
  func effort(of work: WorkSize) -> Effort {
    switch work {
    case .effort(let effort): return effort
    case .sourceLines(let size):
      let ratings = programme?.cocomo ?? []
      return Effort(
        personMonths: CocomoTwo.published2000.effort(
          size: size, exponent: CocomoTwo.published2000.exponent(ratings: ratings),
          multipliers: ratings.filter { !$0.driver.isScaleFactor }.map(\.value)))
    }
  }
}

extension Programme {
  /// How many people work on one project: as given, or as COCOMO II plans it with the country's ratings.
  var teamSizeLaw: TeamSize {
    if let teamSize { return .fixed(teamSize) }
    let model = CocomoTwo.published2000
    return .schedule(
      coefficient: model.c,
      exponent: model.scheduleExponent(exponent: model.exponent(ratings: cocomo)))
  }
}

extension CocomoTwo {
  /// E for a country's ratings; a scale factor that isn't rated is nominal [1].
  fileprivate func exponent(ratings: [CocomoRating]) -> Double {
    let factors = CocomoRating.Driver.allCases.filter(\.isScaleFactor).map { driver in
      ratings.first { $0.driver == driver } ?? CocomoRating(driver: driver, level: .nominal)
    }
    return exponent(scaleFactors: factors.map(\.value))
  }
}
