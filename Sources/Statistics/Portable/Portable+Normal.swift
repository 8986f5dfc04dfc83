extension Portable {
  /// The p-point of the standard normal distribution, for 0 < p < 1; relative error below 1e-15.
  ///
  /// - Returns: −∞ at 0, ∞ at 1, NaN outside.
  /// - Source: Wichura, Algorithm AS 241, Applied Statistics 37 (1988), routine PPND16.
  @inlinable
  public static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if _fastPath(abs(q) <= 0.425) { return q * centralRatio(0.180625 - q * q) }
    return normalQuantileTail(p, q)
  }

  @inlinable @inline(__always)
  static func centralRatio(_ r: Double) -> Double {
    polynomial(
      r, 3.387132872796366608, 133.14166789178437745, 1971.5909503065514427,
      13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105,
      2509.0809287301226727)
      / polynomial(
        r, 1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077,
        21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852854561)
  }

  @usableFromInline @inline(never)
  static func normalQuantileTail(_ p: Double, _ q: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    let tail = q < 0 ? p : 1 - p
    let r = (-log(tail)).squareRoot()
    let size = r <= 5 ? nearTailRatio(r - 1.6) : farTailRatio(r - 5)
    return q < 0 ? -size : size
  }

  private static func nearTailRatio(_ r: Double) -> Double {
    polynomial(
      r, 1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055,
      3.64784832476320460504, 1.27045825245236838258, 0.24178072517745061177,
      0.0227238449892691845833, 7.7454501427834140764e-4)
      / polynomial(
        r, 1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
        0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
        1.05075007164441684324e-9)
  }

  private static func farTailRatio(_ r: Double) -> Double {
    polynomial(
      r, 6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358,
      0.29656057182850489123, 0.026532189526576123093, 0.0012426609473880784386,
      2.71155556874348757815e-5, 2.01033439929228813265e-7)
      / polynomial(
        r, 1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
        7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
        2.04426310338993978564e-15)
  }

  /// The share of the standard normal distribution below x; relative error below 1e-13.
  ///
  /// - Source: Marsaglia, Evaluating the normal distribution, J. Stat. Software 11 (2004), near 0;
  ///   continued fraction of Laplace (DLMF 7.9.2) beyond 1.5.
  public static func normalCDF(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    let size = abs(x)
    if size > 39 { return x < 0 ? 0 : 1 }
    let density = exp(-0.5 * x * x) * 0.3989422804014327
    if size <= 1.5 {
      var term = x
      var sum = x
      var n = 1.0
      while abs(term) > 1e-18 * abs(sum) {
        n += 2
        term *= x * x / n
        sum += term
      }
      return 0.5 + density * sum
    }
    var fraction = size
    for n in stride(from: 160.0, through: 1, by: -1) { fraction = size + n / fraction }
    return x < 0 ? density / fraction : 1 - density / fraction
  }
}
