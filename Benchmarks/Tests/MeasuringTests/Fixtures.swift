@testable import Measuring

/// A run of a program with a given speed.
func run(
  _ program: String, round: Int, rate: Double?, wall: Double = 1, finalClock: Double? = nil,
  fingerprint: String? = nil, statistic: Measurement.Statistic? = nil
) -> Run {
  var measurement = blankMeasurement
  measurement.rate = rate
  measurement.wallSeconds = wall
  measurement.finalClock = finalClock
  measurement.fingerprint = fingerprint
  measurement.statistic = statistic
  return Run(
    program: program, round: round, startedAt: "", processSeconds: 1, measurement: measurement,
    failure: nil)
}

private let blankMeasurement = Measurement(
  engine: "e", version: "1.0", model: "m", events: 1e6, wallSeconds: 1, processorSeconds: 1)
