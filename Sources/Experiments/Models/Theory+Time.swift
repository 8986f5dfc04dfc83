import Operations
import Quantities
import Statistics

// MARK: - A station against time

extension Theory {
  /// Poisson arrivals whose rate changes in steps, from an empty start; means over each step.
  mutating func addTimeVarying(
    _ station: StationModel, _ source: SourceModel, _ profile: RateProfile
  ) throws(ExperimentError) {
    guard station.isPlain, let mean = station.exponentialMean, profile.repeats else {
      throw Self.unknown("a changing rate at other than plain exponential servers, or once only")
    }
    let lengths = Set(profile.pieces.map(\.duration))
    guard lengths.count == 1, let length = lengths.first, bucket == nil || bucket?.seconds == length
    else { throw Self.unknown("steps of different lengths") }
    bucket = TimeSpan(seconds: length)
    let load = (profile.pieces.map(\.startRate).max() ?? 0) * mean
    if station.isAmple(for: load) {
      return addEndlessServers(station, profile, mean)
    }
    try addManyServers(station, profile, mean)
  }

  /// Between steps the mean number m follows m' = λ − μ m, so that its mean over a step of length T is
  /// λ/μ + (m₀ − λ/μ)(1 − e^(−μT))/(μT).
  private mutating func addEndlessServers(
    _ station: StationModel, _ profile: RateProfile, _ mean: Double
  ) {
    let source = "Mt/M/∞: Eick, Massey and Whitt, Management Science 39 (1993)"
    var number = 0.0
    for (step, piece) in profile.pieces.enumerated() {
      let level = piece.startRate * mean
      let gone = -Portable.expm1(-piece.duration / mean)
      let average = level + (number - level) * gone * mean / piece.duration
      add(station.name, .numberInSystem, average, source, bucket: step)
      number += (level - number) * gone
    }
  }

  /// Points of Simpson's rule in one step [1], even.
  private static let points = 64

  /// The forward equations, solved from step to step, and their values averaged by Simpson's rule.
  private mutating func addManyServers(
    _ station: StationModel, _ profile: RateProfile, _ mean: Double
  ) throws(ExperimentError) {
    let source = "Mt/M/c: forward equations, Kleinrock 1 (1975), section 2.4"
    let pieces = profile.pieces
    let step = pieces[0].duration
    let count = Self.points
    let states = try inPart("Mt/M/c") { () throws(StatisticsError) in
      let station = try TimeVaryingMMc(serviceRate: 1 / mean, servers: station.servers) { time in
        pieces[min(Int(time / step), pieces.count - 1)].startRate
      }
      return try station.states(
        at: (0...pieces.count * count).map { Double($0) * step / Double(count) })
    }
    for index in pieces.indices {
      func average(_ value: (TimeVaryingMMc.State) -> Double) -> Double {
        (0...count).reduce(0) { sum, point in
          let weight = point == 0 || point == count ? 1.0 : point.isMultiple(of: 2) ? 2 : 4
          return sum + weight * value(states[index * count + point])
        } / Double(3 * count)
      }
      let number = average(\.meanNumberInSystem)
      add(station.name, .numberInSystem, number, source, bucket: index)
      add(station.name, .utilisation, average(\.utilisation), source, bucket: index)
    }
  }
}
