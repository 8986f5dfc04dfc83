import Statistics

/// Learning by doing: each doubling of the projects done takes the effort of the next one down by the
/// same factor.
///
///     LearningCurve.factor(0.9, after: 0)   // 1
///     LearningCurve.factor(0.9, after: 1)   // 0.9, the second project
///     LearningCurve.factor(0.9, after: 3)   // 0.81, the fourth
///
/// - Source: Wright, Factors Affecting the Cost of Airplanes, Journal of the Aeronautical Sciences 3
///   (1936).
enum LearningCurve {
  /// Effort of the next project over that of the first [1].
  static func factor(_ rate: Double, after projects: Int) -> Double {
    guard rate > 0 else { return projects == 0 ? 1 : 0 }
    let exponent = Portable.log(rate) / Portable.log(2)
    return Portable.pow(Double(projects + 1), exponent)
  }
}
