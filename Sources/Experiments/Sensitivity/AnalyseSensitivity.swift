import Scenarios
import Statistics

/// Moves one input at a time to both ends of its range, all others at their central values, and sees what
/// that does to the differences between alternatives.
///
/// All settings meet the same chance, so that a change is the input's doing. No hour is simulated: every
/// digital attempt succeeds. Where the difference changes its sign between the ends, the place is looked
/// for by regula falsi; an input that makes it change twice is not found out.
///
/// - Parameters:
///   - options: seed, threads and level; `replications` are the runs of chance at each setting, 8 unless said
///     otherwise, at least 2.
///   - progress: called after each setting.
/// - Throws: `ExperimentError`; `.cancelled` when the task was cancelled.
public func analyseSensitivity(
  _ scenario: Scenario, options: StudyOptions,
  progress: @Sendable (StudyProgress) -> Void = { _ in }
) async throws(ExperimentError) -> SensitivityResult {
  try options.checked()
  return try await SensitivityAnalysis(scenario, options).result(progress: progress)
}

/// `analyseSensitivity` at work.
struct SensitivityAnalysis: Sendable {
  static let usualReplications = 8
  static let metrics = LeverMap.metrics
  /// Settings that the search for a flip tries at most [1].
  private static let searchSteps = 12

  let scenario: Scenario
  let options: StudyOptions
  let inputs: [SensitivityInput]

  init(_ scenario: Scenario, _ options: StudyOptions) throws(ExperimentError) {
    self.scenario = scenario
    var options = options
    options.isPoint = true
    options.worlds = options.replications ?? Self.usualReplications
    self.options = options
    inputs =
      scenario.assumptions.map { SensitivityInput($0) }.filter(\.varies)
      + scenario.levers.map { SensitivityInput($0, of: scenario) }.filter(\.varies)
  }

  /// An input at one setting, or nothing moved.
  struct Setting: Sendable {
    var input: SensitivityInput
    /// A number of the input's range, or a lever's text.
    var number: Double?
    var text: String
  }

  /// Differences at one setting, by metric and contender, shape [replications].
  typealias Answer = [String: [String: [Double]]]

  func result(
    progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> SensitivityResult {
    let central = try answer(to: nil)
    let settings = inputs.flatMap { input in
      [(input.range?.low, input.ends.low), (input.range?.high, input.ends.high)].map {
        Setting(input: input, number: $0.0, text: $0.1)
      }
    }
    let answers = try await tried(settings, stage: "inputs", progress)
    var (rows, notes): ([TornadoRow], [String]) = ([], [])
    for (index, input) in inputs.enumerated() {
      switch (answers[2 * index], answers[2 * index + 1]) {
      case (.success(let low), .success(let high)):
        rows += try self.rows(input, low, central, high)
      case (.failure(let refusal), _), (_, .failure(let refusal)):
        notes.append("\(input.name) is left out, for an end of its range is refused: \(refusal)")
      }
    }
    rows = try await withFlips(rows, progress)
    return SensitivityResult(
      study: scenario.study, title: scenario.title, seed: options.seed,
      replications: options.worlds, confidenceLevel: options.confidenceLevel,
      currency: try readCountry(scenario, scenario.baseline, [:]).money?.currency ?? "",
      rows: Self.sorted(rows), notes: notes)
  }

  /// Threads share out the settings; each depends on itself only.
  private func tried(
    _ settings: [Setting], stage: String, _ progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> [Result<Answer, ExperimentError>] {
    try await inOrder(
      count: settings.count, threads: options.threads,
      { index throws(ExperimentError) in
        do throws(ExperimentError) {
          return .success(try answer(to: settings[index]))
        } catch {
          return .failure(error)
        }
      },
      progress: { done in
        progress(StudyProgress(worldsDone: done, worlds: settings.count, stage: stage))
      })
  }
}

// MARK: - Settings

extension SensitivityAnalysis {
  /// Runs all alternatives at a setting.
  func answer(to setting: Setting?) throws(ExperimentError) -> Answer {
    var moved = scenario
    if case .lever(let lever, _)? = setting?.input.source {
      moved = try scenario.moved(lever, to: setting?.text ?? "")
    }
    let runner = try WorldRunner(moved, options)
    var answer: Answer = [:]
    for index in 0..<options.worlds {
      var world = runner.world(index)
      if case .assumption(let assumption)? = setting?.input.source {
        var values = world.values
        values[assumption.name] = setting?.number
        world = World(index, values: values)
      }
      let found = try runner.mapWorld(world, knowing: MapWorld()).values
      for contender in scenario.contenders {
        guard let here = found[contender], let there = found[scenario.baseline] else { continue }
        for metric in Self.metrics {
          answer[metric.name, default: [:]][contender, default: []]
            .append(here[metric] - there[metric])
        }
      }
    }
    return answer
  }

  private func interval(
    _ answer: Answer, _ metric: Metric, _ contender: String
  ) throws(ExperimentError) -> Interval {
    try SamplingDesign.independent.interval(
      answer[metric.name]?[contender] ?? [], isComplete: true, level: options.confidenceLevel)
  }

  private func rows(
    _ input: SensitivityInput, _ low: Answer, _ central: Answer, _ high: Answer
  ) throws(ExperimentError) -> [TornadoRow] {
    var rows: [TornadoRow] = []
    for metric in Self.metrics {
      for contender in scenario.contenders {
        let (a, b, c) = (
          try interval(low, metric, contender), try interval(central, metric, contender),
          try interval(high, metric, contender)
        )
        let changes = zip(
          high[metric.name]?[contender] ?? [], low[metric.name]?[contender] ?? []
        ).map { $0 - $1 }
        let swing = try SamplingDesign.independent.interval(
          changes, isComplete: true, level: options.confidenceLevel)
        rows.append(
          TornadoRow(
            input: input.name, title: input.title, kind: input.kind, grade: input.grade,
            low: input.ends.low, central: input.central(in: scenario), high: input.ends.high,
            metric: metric.name, unit: metric.unit, alternative: contender,
            baseline: scenario.baseline, atLow: a.mean, atCentral: b.mean, atHigh: c.mean,
            errorAtLow: a.halfWidth, errorAtCentral: b.halfWidth, errorAtHigh: c.halfWidth,
            errorOfSwing: swing.halfWidth))
      }
    }
    return rows
  }

  /// By metric and contender as they came, then the widest swing first, then by name.
  private static func sorted(_ rows: [TornadoRow]) -> [TornadoRow] {
    var groups: [[String]] = []
    for row in rows where !groups.contains([row.metric, row.alternative]) {
      groups.append([row.metric, row.alternative])
    }
    return groups.flatMap { group in
      rows.filter { [$0.metric, $0.alternative] == group }
        .sorted { ($0.swing, $1.input) > ($1.swing, $0.input) }
    }
  }
}

// MARK: - Flip points

extension SensitivityAnalysis {
  /// Looks for the place where the difference changes its sign, in every row where it does.
  private func withFlips(
    _ rows: [TornadoRow], _ progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> [TornadoRow] {
    let places = rows.indices.filter { index in
      let row = rows[index]
      return row.atLow * row.atHigh < 0 && row.isClear
    }
    let flips = try await inOrder(
      count: places.count, threads: options.threads,
      { (index: Int) throws(ExperimentError) in try flip(of: rows[places[index]]) },
      progress: { done in
        progress(StudyProgress(worldsDone: done, worlds: places.count, stage: "flip points"))
      })
    var rows = rows
    for (place, flip) in zip(places, flips) { rows[place].flip = flip }
    return rows
  }

  /// Regula falsi with the Illinois rule, until the mean is within its own error of 0.
  private func flip(of row: TornadoRow) throws(ExperimentError) -> String? {
    guard let input = inputs.first(where: { $0.name == row.input && $0.kind == row.kind }),
      let range = input.range, let metric = Self.metrics.first(where: { $0.name == row.metric })
    else { return nil }
    var (a, b) = ((x: range.low, y: row.atLow), (x: range.high, y: row.atHigh))
    var before = ""
    for _ in 0..<Self.searchSteps {
      let found = a.x - a.y * (b.x - a.x) / (b.y - a.y)
      let setting = Setting(input: input, number: found, text: input.text(found))
      let here = try interval(try answer(to: setting), metric, row.alternative)
      // Three digits, or whole numbers, can say it no closer.
      if here.contains(0) || setting.text == before { return setting.text }
      before = setting.text
      if (here.mean < 0) == (b.y < 0) {
        (b, a.y) = ((found, here.mean), a.y / 2)
      } else {
        (a, b.y) = ((found, here.mean), b.y / 2)
      }
    }
    return nil
  }
}
