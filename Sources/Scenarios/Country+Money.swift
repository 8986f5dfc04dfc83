import Quantities

/// `money:` Prices and the terms of valuation. Everything here reaches `valuation`; wages,
/// overhead and what consultants, kits and courses cost reach `delivery` too, because budgets are planned
/// with them.
public struct MoneyTerms: Sendable {
  /// ISO 4217 code and price year of every amount in the results.
  public var currency: String
  public var priceYear: Int
  /// Discount rate [1/year], real or nominal as `discounting` says.
  public var discountRate: Double
  public var discounting: DiscountingKind
  /// Yearly rise of prices; asked of a nominal rate only [1/year].
  public var inflation: Double
  public var wages: Wages
  /// What a consultant of any skill costs, all included.
  public var consultant: MoneyRate
  /// Cost of an employee's person-month over the wage: premises, management, contributions [1].
  public var overhead: Double
  /// Price of one processor (vCPU) and of one Mbit/s.
  public var processor: MoneyRate
  public var bandwidth: MoneyRate
  /// Software upkeep per year, as a share of what building it cost.
  public var maintenanceShare: Share
  /// Upgrades of packaged products per year, and leaving them at the horizon, as shares of the work
  /// that adapted them.
  public var versionUpkeepShare: Share
  public var exitCostShare: Share
  /// Time in which software loses its worth, in a straight line; 0 for no residual value.
  public var assetLife: TimeSpan
  /// Operators for one deployment, however small, and for each server [persons].
  public var operatorsPerDeployment: Double
  public var operatorsPerServer: Double
  /// Yearly security work for one deployment (patching, audit, monitoring).
  public var securityPerDeployment: MoneyRate
  /// Change management, as a share of training and enrolment.
  public var changeManagementShare: Share
  /// Price of one kit for enrolment, and of one person's training course.
  public var enrolmentKit: Money
  public var trainingCourse: Money
  /// What an hour of a citizen's time is worth, and what a visit costs in fares.
  public var citizenTime: MoneyRate
  public var farePerVisit: Money
  /// Share of trips to an office that end without a result.
  public var failedVisitShare: Share
}

/// Whether a discount rate has inflation in it.
public enum DiscountingKind: String, CaseIterable, Sendable { case real, nominal }

/// `wages:` Gross wage of one person.
public struct Wages: Sendable {
  public var engineer: MoneyRate
  public var integrator: MoneyRate
  public var trainer: MoneyRate
  public var procurementOfficer: MoneyRate
  public var approver: MoneyRate
  public var securitySpecialist: MoneyRate
  public var enroller: MoneyRate
  public var `operator`: MoneyRate
  /// At the counter.
  public var official: MoneyRate
}
