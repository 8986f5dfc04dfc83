import Scenarios
import Statistics

extension Distribution {
  /// The law that a scenario names, in base units.
  ///
  /// Parameters were checked when the scenario was read; a missing one counts as 0 and is then
  /// refused by `checked()`.
  init(_ spec: VariateSpec) throws(StatisticsError) {
    func parameter(_ name: String) -> Double { spec.parameters[name] ?? 0 }
    switch spec.family {
    case .constant: self = .constant(parameter("value"))
    case .exponential: self = .exponential(mean: parameter("mean"))
    case .erlang:
      self = .erlang(shape: Int(exactly: parameter("shape")) ?? 0, mean: parameter("mean"))
    case .lognormal: self = .lognormal(mean: parameter("mean"), cv: parameter("cv"))
    case .gamma: self = .gamma(mean: parameter("mean"), cv: parameter("cv"))
    case .hyperexponential:
      self = .hyperexponential(mean: parameter("mean"), cv: parameter("cv"))
    case .uniform: self = .uniform(low: parameter("low"), high: parameter("high"))
    case .triangular:
      self = .triangular(low: parameter("low"), mode: parameter("mode"), high: parameter("high"))
    case .pert:
      self = .pert(low: parameter("low"), mode: parameter("mode"), high: parameter("high"))
    case .weibull: self = .weibull(shape: parameter("shape"), scale: parameter("scale"))
    case .pareto:
      self = .pareto(
        low: parameter("low"), shape: parameter("shape"),
        high: spec.parameters["high"] ?? .infinity)
    case .normal:
      self = .normal(
        mean: parameter("mean"), standardDeviation: parameter("standard_deviation"))
    }
    try checked()
  }
}

/// The law that a scenario names, with an error that names the field.
func distribution(_ spec: VariateSpec, _ field: String) throws(ExperimentError) -> Distribution {
  try inPart(field) { () throws(StatisticsError) in try Distribution(spec) }
}
