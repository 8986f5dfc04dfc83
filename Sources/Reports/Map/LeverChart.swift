import Store

/// One map of levers: how one contender fares in one metric at the settings of two levers.
struct LeverChart: Sendable {
  /// All cells; never empty.
  let rows: [StoredMapRow]
  /// A cell that speaks for all: its levers, metric and alternatives are those of the map.
  let first: StoredMapRow
  /// Settings from low to high.
  let xs: [String]
  let ys: [String]
  let contender: String
  let baseline: String
  let scale: Scale

  /// All maps of a study, in stored order.
  static func all(of index: StudyIndex) -> [LeverChart] {
    var keys: [[String]] = []
    var maps: [[String]: [StoredMapRow]] = [:]
    for row in index.study.map {
      let key = [row.metric, row.alternative]
      if maps[key] == nil { keys.append(key) }
      maps[key, default: []].append(row)
    }
    return keys.compactMap { LeverChart(maps[$0] ?? [], index) }
  }

  private init?(_ rows: [StoredMapRow], _ index: StudyIndex) {
    guard let first = rows.first else { return nil }
    (self.rows, self.first) = (rows, first)
    (xs, ys) = (Self.inOrder(rows.map(\.xSetting)), Self.inOrder(rows.map(\.ySetting)))
    contender = index.title(of: first.alternative)
    baseline = index.title(of: first.baseline)
    scale = Scale(
      unit: first.unit, currency: index.record.currency, values: rows.map(\.mean))
  }

  /// Each text once, in order of appearance.
  private static func inOrder(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

// MARK: - Words

extension LeverChart {
  var measure: String {
    switch first.metric {
    case "pvc": "present value of costs"
    case "npv": "net present value"
    default: Words.plain(first.metric)
    }
  }

  /// What the better of two does.
  private var betterVerb: String {
    switch first.metric {
    case "pvc": "costs less"
    case "npv": "is worth more"
    default: "is better"
    }
  }

  /// `Platform costs less in 7 of 16 settings of two levers, Silo in 3; of the other 6 …`.
  var claim: String {
    let counts = Dictionary(grouping: rows, by: standing).mapValues(\.count)
    func count(_ standings: Standing...) -> Int { standings.reduce(0) { $0 + (counts[$1] ?? 0) } }
    let (wins, losses) = (count(.better, .probablyBetter), count(.worse, .probablyWorse))
    let open = rows.count - wins - losses
    let (ahead, behind) = (count(.ahead), count(.behind))
    let rest =
      open == 0
      ? ""
      : "; of the other \(open), \(contender) is ahead in \(ahead) and \(baseline) in \(behind)"
    return "\(contender) \(betterVerb) in \(wins) of \(Words.count(rows.count, "setting")) of two "
      + "levers, \(baseline) in \(losses)\(rest)."
  }

  /// What "ahead" means.
  static let aheadText =
    "Ahead: better in more than half of worlds beyond computing error, but more worlds must tell "
    + "how clearly."

  var worlds: Int { rows.map(\.n).min() ?? 0 }

  /// Where the scenario itself stands, in words; `nil` where that is not known of both levers.
  var presentText: String? {
    let known = [(first.xTitle, first.xPresent), (first.yTitle, first.yPresent)]
      .filter { !$0.1.isEmpty }
    guard !known.isEmpty else { return nil }
    let places = known.map { "\($0.0) at \($0.1)" }
    return "The scenario itself has \(Words.list(places))."
  }

  /// How the contender stands in a cell: its verdict, and where that is not computed precisely enough,
  /// whether the share of worlds in which it is better lies on one side of a half all the same.
  enum Standing: Int, CaseIterable {
    case better, probablyBetter, ahead, even, behind, probablyWorse, worse, open
  }

  func standing(_ row: StoredMapRow) -> Standing {
    switch row.rank {
    case 2: .better
    case 1: .probablyBetter
    case 0: .even
    case -1: .probablyWorse
    case -2: .worse
    default: row.probabilityLower > 0.5 ? .ahead : row.probabilityUpper < 0.5 ? .behind : .open
    }
  }

  func name(_ standing: Standing) -> String {
    switch standing {
    case .better: "\(contender) \(betterVerb)"
    case .probablyBetter: "\(contender) probably \(betterVerb)"
    case .ahead: "\(contender) is ahead"
    case .even: Words.capitalised(Words.noClearDifference)
    case .behind: "\(baseline) is ahead"
    case .probablyWorse: "\(baseline) probably \(betterVerb)"
    case .worse: "\(baseline) \(betterVerb)"
    case .open: Words.capitalised(Words.notPrecise)
    }
  }
}

extension LeverChart.Standing {
  /// For a terminal.
  var sign: String { ["++", "+", "(+)", "=", "(−)", "−", "−−", "?"][rawValue] }

  /// Green-blue to brown, told apart by colour-blind eyes; white for what is open.
  /// Source: Brewer, ColorBrewer 2.0, BrBG with seven classes.
  var colour: String {
    let colours = ["#01665e", "#5ab4ac", "#c7eae5", "#eeeeee", "#f6e8c3", "#d8b365", "#8c510a"]
    return rawValue < colours.count ? colours[rawValue] : "#ffffff"
  }

  var isDark: Bool { self == .better || self == .worse }
}
