@testable import Experiments

extension SyntheticStudy {
  /// The study with a map in which the platform wins where many join and steering is cheap.
  func mapped() -> StudyResult {
    var study = result()
    study.map = ["pvc", "npv"].flatMap { metric in Self.map(metric, study.record) }
    return study
  }

  private static func map(_ metric: String, _ record: StudyRecord) -> [MapRow] {
    let sign = metric == "pvc" ? 1.0 : -1.0
    return ["1 M USD/year", "3 M USD/year", "9 M USD/year"].enumerated().flatMap { y, ySetting in
      ["40 %", "60 %", "80 %", "100 %"].enumerated().map { x, xSetting in
        // From −21 to +14, with every class on the way.
        let size = Double(7 * y - 7 * x)
        let mean = sign * size * 1e6
        let rank =
          size == 0 ? nil : size == -7 ? 0 : size == 7 ? -1 : size == -14 ? 1 : size < 0 ? 2 : -2
        let share = size != 0 ? 0.5 - size / 50 : [0.75, 0.25, 0.5][y]
        return MapRow(
          metric: metric, unit: "USD", alternative: "platform", baseline: record.baseline,
          xLever: "mandate", xTitle: "Share of agencies that join", xSetting: xSetting,
          xPresent: "70 %", xPresentPlace: 1.5, yLever: "steering",
          yTitle: "Steering \"at the centre\"", ySetting: ySetting, yPresent: "",
          yPresentPlace: nil, mean: mean, lower: mean - 2e6, upper: mean + 2e6, level: 0.95,
          n: 40, probability: share, probabilityLower: share - 0.05,
          probabilityUpper: share + 0.05, verdict: rank.map { "rank \($0)" } ?? "open",
          rank: rank)
      }
    }
  }
}
