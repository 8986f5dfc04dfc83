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
    let wages = money.wages
    self.init(
      wages: [
        .engineer: wages.engineer.perMonth, .integrator: wages.integrator.perMonth,
        .trainer: wages.trainer.perMonth,
        .procurementOfficer: wages.procurementOfficer.perMonth,
        .approver: wages.approver.perMonth,
      ],
      operatorWage: wages.operator.perMonth, officialWage: wages.official.perMonth,
      workingHoursPerMonth: Self.cocomoHoursPerMonth, overhead: money.overhead,
      processor: money.processor.perMonth, bandwidth: money.bandwidth.perMonth,
      servers: Dictionary(
        country.sites.map { ($0.name, $0.pricePerServer.perMonth) }, uniquingKeysWith: { $1 }),
      maintenanceShare: money.maintenanceShare.fraction,
      operatorsPerDeployment: money.operatorsPerDeployment,
      operatorsPerServer: money.operatorsPerServer,
      securityPerDeployment: money.securityPerDeployment.perYear,
      changeManagementShare: money.changeManagementShare.fraction,
      governance: country.organisation?.governance.perYear ?? 0,
      citizenHour: money.citizenTime.perHour, farePerVisit: money.farePerVisit.amount,
      discountRate: money.discountRate)
  }
}
