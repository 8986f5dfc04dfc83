/// A server for everybody, and an arrival rate that swings like a sine: M(t)/M/∞.
///
///     // A mean of 100 an hour, 60 more or fewer over the day, half an hour of service.
///     let day = try SinusoidalMMInfinity(
///       meanRate: 100 / 3600, amplitude: 60 / 3600, period: 86_400, serviceRate: 1 / 1_800)
///     day.meanNumber(at: 6 * 3600)
///
/// λ(t) = λ̄ + β sin(2πt/P). The number of customers is a Poisson variable at each moment; its mean
/// swings less than the load, and later.
///
/// - Source: Eick, Massey and Whitt, Mt/G/∞ queues with sinusoidal arrival rates, Management
///   Science 39 (1993), equation 15.
public struct SinusoidalMMInfinity: Hashable, Sendable {
  /// λ̄ and β [1/s].
  public let meanRate: Double
  public let amplitude: Double
  /// P [s].
  public let period: Double
  /// μ [1/s].
  public let serviceRate: Double

  /// - Parameters:
  ///   - meanRate: λ̄ [1/s], ≥ 0.
  ///   - amplitude: β [1/s], 0 … λ̄.
  ///   - period: P [s], > 0.
  ///   - serviceRate: μ [1/s], > 0.
  /// - Throws: `StatisticsError.outOfRange`, `.notFinite`.
  public init(
    meanRate: Double, amplitude: Double, period: Double, serviceRate: Double
  ) throws(StatisticsError) {
    try requireNonNegative(meanRate, "meanRate")
    try requireNonNegative(amplitude, "amplitude")
    guard amplitude <= meanRate else {
      throw .outOfRange(name: "amplitude", found: amplitude, allowed: "0 … meanRate (\(meanRate))")
    }
    try requirePositive(period, "period")
    try requirePositive(serviceRate, "serviceRate")
    self.meanRate = meanRate
    self.amplitude = amplitude
    self.period = period
    self.serviceRate = serviceRate
  }

  /// λ(t) [1/s], t [s].
  public func arrivalRate(at t: Double) -> Double {
    meanRate + amplitude * Portable.sineAndCosine(turns: t / period).sine
  }

  /// γ = 2π/P [1/s].
  private var frequency: Double { 2 * Double.pi / period }
  private var squares: Double { serviceRate * serviceRate + frequency * frequency }
  /// Half the swing of the mean number: β/√(μ² + γ²) [1].
  public var numberAmplitude: Double { amplitude / squares.squareRoot() }

  /// Mean number of customers at t [s], long after the start [1].
  public func meanNumber(at t: Double) -> Double {
    let (sine, cosine) = Portable.sineAndCosine(turns: t / period)
    let swing = amplitude * (serviceRate * sine - frequency * cosine) / squares
    return meanRate / serviceRate + swing
  }

  /// Mean number of customers, t [s] ≥ 0 after an empty start at time 0 [1].
  public func meanNumber(afterEmptyStart t: Double) -> Double {
    meanNumber(at: t) - meanNumber(at: 0) * Portable.exp(-serviceRate * t)
  }

  /// Probability of n customers at t [s], long after the start (Poisson) [1].
  public func probability(of n: Int, at t: Double) -> Double {
    CountDistribution.poisson(mean: max(0, meanNumber(at: t))).probability(of: n)
  }
}
