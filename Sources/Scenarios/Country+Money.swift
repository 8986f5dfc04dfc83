import Quantities

/// `money:` Prices and the terms of valuation. Everything here reaches `valuation` only.
public struct MoneyTerms: Sendable {
  /// ISO 4217 code and price year of every amount in the results; rates are real.
  public var currency: String
  public var priceYear: Int
  /// Real discount rate [1/year].
  public var discountRate: Double
  public var wages: Wages
  /// Cost of a person-month over the wage: premises, management, contributions [1].
  public var overhead: Double
  /// Price of one processor (vCPU) and of one Mbit/s.
  public var processor: MoneyRate
  public var bandwidth: MoneyRate
  /// Software upkeep per year, as a share of what building it cost.
  public var maintenanceShare: Share
  /// Operators for one deployment, however small, and for each server [persons].
  public var operatorsPerDeployment: Double
  public var operatorsPerServer: Double
  /// Yearly security work for one deployment (patching, audit, monitoring).
  public var securityPerDeployment: MoneyRate
  /// Change management, as a share of training and enrolment.
  public var changeManagementShare: Share
  /// What an hour of a citizen's time is worth, and what a visit costs in fares.
  public var citizenTime: MoneyRate
  public var farePerVisit: Money
}

/// `wages:` Gross wage of one person.
public struct Wages: Sendable {
  public var engineer: MoneyRate
  public var integrator: MoneyRate
  public var trainer: MoneyRate
  public var procurementOfficer: MoneyRate
  public var approver: MoneyRate
  public var `operator`: MoneyRate
  /// At the counter.
  public var official: MoneyRate
}
