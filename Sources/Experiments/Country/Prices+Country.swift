import Delivery
import Economics
import Scenarios

extension Prices {
  /// Working hours in a person-month, as COCOMO II counts them [h].
  static let cocomoHoursPerMonth = 152.0

  /// A scenario's prices in its currency and price year.
  init(_ country: Country) throws(ExperimentError) {
    guard let money = country.money else {
      throw .wrongKind(found: "a scenario without money", needed: "money")
    }
    self.init(
      wages: Self.wages(money.wages), consultant: money.consultant.perMonth,
      operatorWage: money.wages.operator.perMonth, officialWage: money.wages.official.perMonth,
      workingHoursPerMonth: Self.cocomoHoursPerMonth, overhead: money.overhead,
      processor: money.processor.perMonth, bandwidth: money.bandwidth.perMonth,
      servers: Dictionary(
        country.sites.map { ($0.name, $0.pricePerServer.perMonth) }, uniquingKeysWith: { $1 }),
      blocks: Dictionary(
        country.blocks.map { ($0.name, BlockPrices($0)) }, uniquingKeysWith: { $1 }),
      services: Dictionary(
        country.services.map { ($0.name, ServiceTimes($0)) }, uniquingKeysWith: { $1 }),
      existing: Dictionary(
        country.existing.map { ($0.accountName, $0.upkeep.perYear) }
          + country.legacy.map { ($0.accountName, $0.upkeep.perYear) }, uniquingKeysWith: +),
      software: SoftwareTerms(money), operatorsPerDeployment: money.operatorsPerDeployment,
      operatorsPerServer: money.operatorsPerServer,
      securityPerDeployment: money.securityPerDeployment.perYear,
      changeManagementShare: money.changeManagementShare.fraction,
      enrolmentKit: money.enrolmentKit.amount, trainingCourse: money.trainingCourse.amount,
      governance: country.organisation?.governance.perYear ?? 0,
      citizenHour: money.citizenTime.perHour, farePerVisit: money.farePerVisit.amount,
      failedVisitShare: money.failedVisitShare.fraction, discountRate: money.realDiscountRate)
  }

  private static func wages(_ wages: Wages) -> [Economics.Skill: Double] {
    [
      .engineer: wages.engineer.perMonth, .integrator: wages.integrator.perMonth,
      .trainer: wages.trainer.perMonth, .procurementOfficer: wages.procurementOfficer.perMonth,
      .approver: wages.approver.perMonth,
      .securitySpecialist: wages.securitySpecialist.perMonth,
      .enroller: wages.enroller.perMonth,
    ]
  }
}

extension MoneyTerms {
  /// The rate that amounts in prices of one year are discounted with [1/year].
  var realDiscountRate: Double {
    switch discounting {
    case .real: discountRate
    case .nominal: Discounting.realRate(nominal: discountRate, inflation: inflation)
    }
  }
}

extension BlockPrices {
  fileprivate init(_ block: Block) {
    self.init(processors: block.processors, licence: block.licence.perYear)
  }
}

extension ServiceTimes {
  fileprivate init(_ service: Service) {
    self.init(
      citizenOnline: service.citizenTimeOnline.hours,
      citizenAtCounter: service.citizenTimeAtCounter.hours,
      officialOnline: service.officialTimeOnline.hours,
      officialAtCounter: service.officialTimeAtCounter.hours)
  }
}

extension SoftwareTerms {
  fileprivate init(_ money: MoneyTerms) {
    self.init(
      maintenanceShare: money.maintenanceShare.fraction,
      versionUpkeepShare: money.versionUpkeepShare.fraction,
      exitCostShare: money.exitCostShare.fraction, assetLife: money.assetLife.years)
  }
}
