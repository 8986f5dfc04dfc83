/// Customers of one priority: how often they come, and how long their service takes.
public struct PriorityClass: Hashable, Sendable {
  /// λ of the class [1/s].
  public var arrivalRate: Double
  /// Mean [s] and variance [s²] of the service time.
  public var serviceMean: Double
  public var serviceVariance: Double

  public init(arrivalRate: Double, serviceMean: Double, serviceVariance: Double) {
    self.arrivalRate = arrivalRate
    self.serviceMean = serviceMean
    self.serviceVariance = serviceVariance
  }

  /// ρ of the class [1].
  var utilisation: Double { arrivalRate * serviceMean }
  /// λ E[S²]/2: mean work left in service that an arrival finds, by this class [s].
  var residualWork: Double {
    arrivalRate * (serviceVariance + serviceMean * serviceMean) / 2
  }

  func checked() throws(StatisticsError) {
    try requireNonNegative(arrivalRate, "arrivalRate")
    try requirePositive(serviceMean, "serviceMean")
    try requireNonNegative(serviceVariance, "serviceVariance")
  }
}
