import CGSL

/// Kolmogorov's forward equations of a process that moves by single steps, 0 … K, with an up-rate
/// that changes in time:
///
///     p′(n) = λ(t) p(n − 1) + μ(n + 1) p(n + 1) − (λ(t) + μ(n)) p(n)
///
/// At K nothing goes up; what would have is counted. So is seen how far a cut at K can matter: until
/// the first loss the cut process is the endless one, so their distributions differ by no more than
/// the expected number of losses.
///
/// - Source: Kleinrock, Queueing Systems, vol. 1 (1975), section 2.4; solved by GSL's Runge–Kutta
///   Prince–Dormand (8, 9) with adaptive steps.
struct ForwardEquations {
  /// Errors allowed in one step of the solver, absolute and relative [1].
  static let absoluteError = 1e-13
  static let relativeError = 1e-10
  /// Most steps of the solver from one time to the next.
  static let stepLimit: UInt = 1_000_000
  /// How far the sum of the probabilities may drift from 1 [1].
  static let massTolerance = 1e-9

  /// λ(t) [1/s], t [s].
  let upRate: (Double) -> Double
  /// Rates down from the states 1 … K [1/s], shape [K].
  let downRates: [Double]

  /// One moment: probabilities of 0 … K, and the expected number of losses since the start [1].
  struct Moment {
    let probabilities: [Double]
    let losses: Double
  }

  /// - Parameters:
  ///   - start: the state at time 0.
  ///   - times: [s], ascending, ≥ 0. Steps are no longer than the widest gap between them.
  /// - Throws: `StatisticsError.outOfRange` for an up-rate that is negative or no number; `.library`
  ///   when the solver fails, needs more than a million steps for one gap, or the
  ///   probabilities no longer add up to 1.
  func solve(from start: Int, at times: [Double]) throws(StatisticsError) -> [Moment] {
    var moments: [Moment] = []
    let flow = Flow(upRate: upRate, downRates: downRates)
    var solver = try Solver(flow, from: start)
    try solver.limitSteps(to: Self.widestGap(times))
    for time in times {
      try solver.advance(to: time)
      let probabilities = Array(solver.values.dropLast())
      let mass = probabilities.reduce(0, +)
      let least = probabilities.min() ?? 0
      guard abs(mass - 1) <= Self.massTolerance, least >= -Self.massTolerance else {
        throw .library(
          function: "gsl_odeiv2_driver_apply", status: Int(GSL_ELOSS),
          message: "probabilities add up to \(mass), the least is \(least)")
      }
      // The solver's errors may leave an impossible state a little below 0.
      moments.append(
        Moment(
          probabilities: probabilities.map { max(0, $0) }, losses: max(0, solver.values.last ?? 0)))
    }
    return moments
  }

  private static func widestGap(_ times: [Double]) -> Double {
    zip([0] + times, times).map { $1 - $0 }.max() ?? 0
  }
}

/// The right-hand side, where the C library can find it.
private final class Flow {
  let upRate: (Double) -> Double
  let downRates: [Double]
  /// An up-rate that cannot be, with which the solver was stopped.
  var refused: Double?

  init(upRate: @escaping (Double) -> Double, downRates: [Double]) {
    self.upRate = upRate
    self.downRates = downRates
  }

  /// K + 1 probabilities and the losses.
  var dimension: Int { downRates.count + 2 }

  func slopes(
    _ time: Double, _ p: UnsafeBufferPointer<Double>, _ slope: UnsafeMutableBufferPointer<Double>
  ) -> CInt {
    let rate = upRate(time)
    guard rate >= 0, rate < .infinity else {
      refused = rate
      return CInt(GSL_EBADFUNC)
    }
    let last = downRates.count
    var inflow = 0.0
    for n in 0..<last {
      // Net flow over the edge from n to n + 1; what leaves one enters the other.
      let net = rate * p[n] - downRates[n] * p[n + 1]
      slope[n] = inflow - net
      inflow = net
    }
    slope[last] = inflow
    slope[last + 1] = rate * p[last]
    return CInt(GSL_SUCCESS)
  }
}

/// GSL's driver over one `Flow`.
private struct Solver: ~Copyable {
  private let flow: Flow
  private let system: UnsafeMutablePointer<gsl_odeiv2_system>
  private let driver: UnsafeMutablePointer<gsl_odeiv2_driver>
  private var time = 0.0
  private(set) var values: [Double]

  init(_ flow: Flow, from start: Int) throws(StatisticsError) {
    self.flow = flow
    values = [Double](repeating: 0, count: flow.dimension)
    values[start] = 1
    system = .allocate(capacity: 1)
    system.initialize(
      to: gsl_odeiv2_system(
        function: forwardSlopes, jacobian: nil, dimension: flow.dimension,
        params: Unmanaged.passUnretained(flow).toOpaque()))
    let fastest = flow.upRate(0) + (flow.downRates.max() ?? 0)
    let firstStep = fastest > 0 && fastest < .infinity ? 1e-3 / fastest : 1e-6
    do {
      driver = try GSL.handle("gsl_odeiv2_driver_alloc_y_new") { [system] in
        gsl_odeiv2_driver_alloc_y_new(
          system, cgsl_odeiv2_rk8pd(), firstStep, ForwardEquations.absoluteError,
          ForwardEquations.relativeError)
      }
    } catch {
      system.deallocate()
      throw error
    }
  }

  deinit {
    gsl_odeiv2_driver_free(driver)
    system.deallocate()
  }

  /// No more than `stepLimit` steps from one time to the next, none longer than `longest` [s].
  func limitSteps(to longest: Double) throws(StatisticsError) {
    try GSL.check("gsl_odeiv2_driver_set_nmax") {
      gsl_odeiv2_driver_set_nmax(driver, ForwardEquations.stepLimit)
    }
    // A limit below the first step is none: that one is a thousandth of the fastest change.
    guard longest > driver.pointee.h else { return }
    try GSL.check("gsl_odeiv2_driver_set_hmax") { gsl_odeiv2_driver_set_hmax(driver, longest) }
  }

  mutating func advance(to end: Double) throws(StatisticsError) {
    guard end > time else { return }
    do {
      try GSL.check("gsl_odeiv2_driver_apply") {
        gsl_odeiv2_driver_apply(driver, &time, end, &values)
      }
    } catch {
      guard let rate = flow.refused else { throw error }
      throw .outOfRange(name: "arrivalRate at some time", found: rate, allowed: "at least 0")
    }
  }
}

/// What GSL calls for the slopes.
private let forwardSlopes:
  @convention(c) (
    Double, UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, UnsafeMutableRawPointer?
  ) -> CInt = { time, values, slopes, parameters in
    guard let values, let slopes, let parameters else { return CInt(GSL_EFAULT) }
    let flow = Unmanaged<Flow>.fromOpaque(parameters).takeUnretainedValue()
    let count = flow.dimension
    return flow.slopes(
      time, UnsafeBufferPointer(start: values, count: count),
      UnsafeMutableBufferPointer(start: slopes, count: count))
  }
