import Scenarios

/// Where each alternative wins: the two levers that move the difference most, and the verdict at their
/// settings.
struct LeverMap: Sendable {
  var rows: [MapRow] = []
  /// Why there is no map, or what it lacks.
  var notes: [String] = []

  /// Worlds that choose the levers [1].
  static let screeningWorlds = 6
  /// Settings of each lever [1].
  static let steps = 4
  static let metrics = [Metric.pvc, Metric.npv]

  /// Worlds of a cell [1]: a quarter of the study's, but 40 where there are so many. In fewer than 35 no
  /// share can be told from one below 90 %, so that nothing could be called better.
  static func worlds(of study: Int) -> Int { min(study, max(40, study / 4)) }
}

/// Makes a `LeverMap`: screens all levers, then fills the grids of those that move most.
struct LeverMapper: Sendable {
  let scenario: Scenario
  let options: StudyOptions
  let contenders: [String]

  init(_ scenario: Scenario, _ options: StudyOptions) {
    (self.scenario, self.options) = (scenario, options)
    contenders = scenario.contenders
  }

  /// Settings of one lever, each tried at the same setting of another one or of none.
  private struct Line: Sendable {
    var outer: (lever: Lever, text: String)?
    var inner: Lever
    var texts: [String]
    var worlds: Int
  }

  /// Values of all alternatives by world, shape [worlds]; or why they cannot be had.
  private struct Answer: Sendable {
    var worlds: [[String: MapValue]] = []
    var refusal: String?
  }

  /// Two levers and what was found at their settings, shape [y settings × x settings], row-major.
  private struct Grid {
    var x: LeverGrid
    var y: LeverGrid
    var answers: [Answer] = []
  }

  func map(
    progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> LeverMap {
    guard !contenders.isEmpty else { return without("no alternative is held against the baseline") }
    guard scenario.levers.count >= 2 else {
      return without("the scenario has fewer than two levers")
    }
    let effects = try await screened(progress)
    guard effects.count >= 2 else {
      return without("fewer than two levers can be moved between both of their ends")
    }
    var pairs: [[Lever]] = []
    var chosen: [Int] = []
    for metric in LeverMap.metrics {
      let pair = strongest(of: effects, metric)
      let names = Set(pair.map(\.name))
      if let same = pairs.firstIndex(where: { Set($0.map(\.name)) == names }) {
        chosen.append(same)
      } else {
        chosen.append(pairs.count)
        pairs.append(pair)
      }
    }
    let grids = try await filled(
      pairs.map { Grid(x: grid($0[0]), y: grid($0[1])) }, progress)
    return try map(zip(LeverMap.metrics, chosen.map { grids[$0] }).map { ($0, $1) })
  }

  private func without(_ reason: String) -> LeverMap {
    LeverMap(notes: ["There is no map of levers: \(reason)."])
  }

  private func grid(_ lever: Lever) -> LeverGrid {
    LeverGrid(lever, of: scenario, count: LeverMap.steps)
  }
}

// MARK: - Screening

extension LeverMapper {
  /// How far a lever moves the differences [currency], by name of metric.
  private struct Effect {
    var lever: Lever
    var sizes: [String: Double]
  }

  /// Every lever at its low and at its high; those that one end refuses are left out.
  private func screened(
    _ progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> [Effect] {
    let worlds = min(options.worlds, LeverMap.screeningWorlds)
    let lines = scenario.levers.map {
      Line(outer: nil, inner: $0, texts: [$0.low, $0.high], worlds: worlds)
    }
    let answers = try await answers(to: lines, stage: "levers", progress)
    return scenario.levers.enumerated().compactMap { index, lever in
      let (low, high) = (answers[index][0], answers[index][1])
      guard low.refusal == nil, high.refusal == nil else { return nil }
      let sizes = LeverMap.metrics.map { ($0.name, effect($0, low, high)) }
      return Effect(lever: lever, sizes: Dictionary(uniqueKeysWithValues: sizes))
    }
  }

  /// |difference at high − difference at low|, mean over worlds; of the contender that it moves most.
  private func effect(_ metric: Metric, _ low: Answer, _ high: Answer) -> Double {
    let sizes = contenders.map { contender in
      let differences = [low, high].map { answer in
        pairs(contender, metric, answer).map { $0.0 - $0.1 }
      }
      let moves = zip(differences[0], differences[1]).map { abs($1 - $0) }
      return moves.reduce(0, +) / Double(max(moves.count, 1))
    }
    return sizes.max() ?? 0
  }

  /// The two with the largest effect, the larger first; equal ones in the order of the file.
  private func strongest(of effects: [Effect], _ metric: Metric) -> [Lever] {
    let sorted = effects.enumerated().sorted {
      let (a, b) = ($0.element.sizes[metric.name] ?? 0, $1.element.sizes[metric.name] ?? 0)
      return a == b ? $0.offset < $1.offset : a > b
    }
    return sorted.prefix(2).map(\.element.lever)
  }

  /// Values of a contender and of the baseline, world by world.
  private func pairs(
    _ contender: String, _ metric: Metric, _ answer: Answer
  ) -> [(Double, Double)] {
    answer.worlds.compactMap { world in
      guard let here = world[contender], let there = world[scenario.baseline] else { return nil }
      return (here[metric], there[metric])
    }
  }
}

// MARK: - Computing

extension LeverMapper {
  /// Computes the cells of all grids.
  private func filled(
    _ grids: [Grid], _ progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> [Grid] {
    let parts = grids.map { self.lines(of: $0) }
    let answers = try await answers(to: parts.flatMap { $0 }, stage: "map", progress)
    var filled = grids
    var first = 0
    for (index, lines) in parts.enumerated() {
      let own = answers[first..<(first + lines.count)]
      let isXInner = lines.first?.inner.name == grids[index].x.lever.name
      filled[index].answers = grids[index].y.settings.indices.flatMap { y in
        grids[index].x.settings.indices.map { x in
          isXInner ? own[first + y][x] : own[first + x][y]
        }
      }
      first += lines.count
    }
    return filled
  }

  /// The lever that moves contenders only, if there is one, goes within the line: the others are then
  /// computed once a line.
  private func lines(of grid: Grid) -> [Line] {
    let isYInner =
      reaches(grid.x.lever, scenario.baseline) && !reaches(grid.y.lever, scenario.baseline)
    let (inner, outer) = isYInner ? (grid.y, grid.x) : (grid.x, grid.y)
    return outer.settings.map { text in
      Line(
        outer: (outer.lever, text), inner: inner.lever, texts: inner.settings,
        worlds: LeverMap.worlds(of: options.worlds))
    }
  }

  /// Whether a lever may change an alternative. Assumptions are everybody's.
  private func reaches(_ lever: Lever, _ alternative: String) -> Bool {
    lever.alternatives.isEmpty || lever.alternatives.contains(alternative)
      || lever.path.hasPrefix("assumptions.")
  }

  /// Threads share out the lines; each depends on itself only.
  private func answers(
    to lines: [Line], stage: String, _ progress: @Sendable (StudyProgress) -> Void
  ) async throws(ExperimentError) -> [[Answer]] {
    do {
      return try await inOrder(
        count: lines.count, threads: options.threads,
        { (index: Int) throws(ExperimentError) in answers(to: lines[index]) },
        progress: { done in
          progress(StudyProgress(worldsDone: done, worlds: lines.count, stage: stage))
        })
    } catch .cancelled {
      throw .cancelled(finishedWorlds: options.worlds)
    }
  }

  private func answers(to line: Line) -> [Answer] {
    // The baseline's prices enter every plan, so that moving it moves all.
    let others = [scenario.reference, scenario.baseline] + contenders
    let fixed =
      reaches(line.inner, scenario.baseline)
      ? [] : Set(others.filter { !reaches(line.inner, $0) })
    let base: Scenario
    do {
      base =
        try line.outer.map { outer in try scenario.moved(outer.lever, to: outer.text) } ?? scenario
    } catch {
      return line.texts.map { _ in Answer(refusal: "\(error)") }
    }
    var known: [MapWorld] = []
    return line.texts.map { text in
      do {
        let runner = try WorldRunner(base.moved(line.inner, to: text), options)
        var worlds: [MapWorld] = []
        for index in 0..<line.worlds {
          let same =
            known.isEmpty
            ? MapWorld() : known[index].limited(to: fixed, reference: scenario.reference)
          worlds.append(try runner.mapWorld(index, knowing: same))
        }
        known = worlds
        return Answer(worlds: worlds.map(\.values))
      } catch {
        return Answer(refusal: "\(error)")
      }
    }
  }
}

// MARK: - Rows

extension LeverMapper {
  private func map(_ grids: [(Metric, Grid)]) throws(ExperimentError) -> LeverMap {
    var map = LeverMap()
    for (metric, grid) in grids {
      for contender in contenders {
        for (index, answer) in grid.answers.enumerated() where answer.refusal == nil {
          let (y, x) = index.quotientAndRemainder(dividingBy: grid.x.settings.count)
          map.rows.append(
            try row(
              metric, contender, grid, (x, y), pairs(contender, metric, answer)))
        }
      }
      let refusals = grid.answers.compactMap(\.refusal)
      if let first = refusals.first {
        map.notes.append(
          "The map of levers lacks \(refusals.count) of \(grid.answers.count) settings of "
            + "\(grid.x.lever.name) and \(grid.y.lever.name), such as: \(first).")
      }
    }
    return map
  }

  private func row(
    _ metric: Metric, _ contender: String, _ grid: Grid, _ place: (x: Int, y: Int),
    _ pairs: [(Double, Double)]
  ) throws(ExperimentError) -> MapRow {
    let level = options.confidenceLevel
    let interval = try options.design.interval(
      pairs.map { $0.0 - $0.1 }, isComplete: true, level: level)
    let verdict = try Verdict(pairs, sense: metric.sense, level: level)
    let (x, y) = (grid.x, grid.y)
    return MapRow(
      metric: metric.name, unit: metric.unit, alternative: contender,
      baseline: scenario.baseline, xLever: x.lever.name, xTitle: x.title,
      xSetting: x.settings[place.x], xPresent: x.present, xPresentPlace: x.presentPlace,
      yLever: y.lever.name, yTitle: y.title, ySetting: y.settings[place.y],
      yPresent: y.present, yPresentPlace: y.presentPlace, mean: interval.mean,
      lower: interval.lower, upper: interval.upper, level: level, n: pairs.count,
      probability: verdict.probability.mean, probabilityLower: verdict.probability.lower,
      probabilityUpper: verdict.probability.upper, verdict: verdict.words, rank: verdict.rank)
  }
}
