/// The mean of independent samples, sharpened by quantities whose means are known.
///
///     // waits and arrivals of 50 replications; 800 arrivals were to be expected
///     let sharper = try ControlVariates(waits, controls: [arrivals], means: [800])
///     sharper.interval, sharper.varianceReduction
///
/// The samples are regressed on their controls; the estimate is the fitted value where all controls
/// take their known means, and its error is that of the regression's intercept. Coverage is exact
/// when samples and controls are jointly normal, which means over replications nearly are. A
/// control that explains nothing costs a little: with q controls and n samples the interval
/// widens by about q/(2n).
///
/// The regression is GSL's, so the figures belong in summaries, never in a replication.
///
/// - Source: Lavenberg and Welch, A perspective on the use of control variables to increase the
///   efficiency of Monte Carlo simulations, Management Science 27 (1981); Nelson, Control variate
///   remedies, Operations Research 38 (1990).
public struct ControlVariates: Hashable, Sendable {
  /// The controlled mean and its interval, with n − q − 1 degrees of freedom.
  public let interval: Interval
  /// The same samples without controls.
  public let plain: Interval
  /// What one unit of each control moves the samples by, shape [q].
  public let coefficients: [Double]
  /// Variance of the plain mean over that of the controlled one [1]: how many times as many samples
  /// the plain mean would need. Below 1 when the controls do not help; ∞ when they explain all; 1
  /// when the samples do not vary, so that there is nothing to explain.
  public let varianceReduction: Double

  /// Regresses samples on their controls.
  ///
  /// - Parameters:
  ///   - samples: n independent samples, finite, in any unit; n ≥ q + 2.
  ///   - controls: shape [q × n]: one array for each control, in the samples' order; q ≥ 1.
  ///   - means: the controls' true means, shape [q].
  ///   - level: confidence, above 0 and below 1.
  /// - Throws: `StatisticsError.collinear` for a control that is constant or follows from those
  ///   before it; `.shapeMismatch`, `.tooFewSamples`, `.notFinite`, `.outOfRange`.
  /// - Complexity: O(n q²).
  public init(
    _ samples: [Double], controls: [[Double]], means: [Double], level: Double = 0.95
  ) throws(StatisticsError) {
    try Self.check(samples, controls, means)
    var deviations: [[Double]] = []
    for (control, mean) in zip(controls, means) { deviations.append(control.map { $0 - mean }) }
    let parameters = controls.count + 1
    let design = try GSL.Matrix(rows: samples.count, columns: parameters)
    for row in samples.indices {
      design[row, 0] = 1
      for (column, deviation) in deviations.enumerated() {
        design[row, column + 1] = deviation[row]
      }
    }
    let fit = try GSL.linearFit(design: design, response: samples)
    let (mean, variance) = (fit.coefficients[0], fit.variances[0])
    plain = try Intervals.student(samples, level: level)
    interval = try Intervals.student(
      mean: mean, standardError: variance.squareRoot(),
      degreesOfFreedom: Double(samples.count - parameters), level: level, n: samples.count)
    coefficients = Array(fit.coefficients.dropFirst())
    let spread = Moments(samples).variance
    varianceReduction = spread == 0 ? 1 : spread / Double(samples.count) / variance
  }

  private static func check(
    _ samples: [Double], _ controls: [[Double]], _ means: [Double]
  ) throws(StatisticsError) {
    try requireFinite(samples, "samples")
    try requireFinite(means, "means")
    try requireCount(controls.count, "number of controls")
    guard means.count == controls.count else {
      throw .shapeMismatch(name: "means", found: means.count, expected: controls.count)
    }
    guard samples.count >= controls.count + 2 else {
      throw .tooFewSamples(found: samples.count, needed: controls.count + 2)
    }
    for (index, control) in controls.enumerated() {
      guard control.count == samples.count else {
        throw .shapeMismatch(
          name: "controls[\(index)]", found: control.count, expected: samples.count)
      }
      try requireFinite(control, "controls[\(index)]")
    }
    try requireIndependent(controls)
  }

  /// Refuses a control of which less than a hundred-millionth is left once the constant and the
  /// controls before it are taken out (Gram–Schmidt, twice for the digits).
  private static func requireIndependent(_ controls: [[Double]]) throws(StatisticsError) {
    var basis: [[Double]] = []
    for (index, control) in controls.enumerated() {
      let average = Moments(control).mean
      var rest = control.map { $0 - average }
      let full = norm(rest)
      for _ in 0..<2 {
        for direction in basis {
          let share = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
          for row in rest.indices { rest[row] -= share * direction[row] }
        }
      }
      let left = norm(rest)
      let noise = 1e-12 * abs(average) * Double(control.count).squareRoot()
      guard full > noise, left > 1e-8 * full else {
        throw .collinear(name: "controls", index: index)
      }
      basis.append(rest.map { $0 / left })
    }
  }

  private static func norm(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
