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

  private var betterAdverbVerb: String { "probably " + betterVerb }

  /// `Platform costs less in 17 of 25 settings, Silo in 3; in 5 there is no clear winner.`
  var claim: String {
    let wins = rows.count { ($0.rank ?? 0) > 0 }
    let losses = rows.count { ($0.rank ?? 0) < 0 }
    let open = rows.count - wins - losses
    let rest =
      open == 0 ? "" : "; \(open) without a clear answer"
    return "\(contender) \(betterVerb) in \(wins) of \(Words.count(rows.count, "setting")) of two "
      + "levers, \(baseline) in \(losses)\(rest)."
  }

  var worlds: Int { rows.map(\.n).min() ?? 0 }

  /// Where the scenario itself stands, in words; `nil` where that is not known of both levers.
  var presentText: String? {
    let known = [(first.xTitle, first.xPresent), (first.yTitle, first.yPresent)]
      .filter { !$0.1.isEmpty }
    guard !known.isEmpty else { return nil }
    let places = known.map { "\($0.0) at \($0.1)" }
    return "The scenario itself has \(Words.list(places))."
  }

  /// Classes from the contender's to the baseline's, then what is open.
  var classes: [String] {
    [
      "\(contender) \(betterVerb)", "\(contender) \(betterAdverbVerb)",
      Words.capitalised(Words.noClearDifference), "\(baseline) \(betterAdverbVerb)",
      "\(baseline) \(betterVerb)", Words.capitalised(Words.notPrecise),
    ]
  }

  func name(of rank: Int?) -> String {
    rank.map { classes[2 - min(max($0, -2), 2)] } ?? classes[5]
  }

  /// Signs for a terminal.
  static func sign(of rank: Int?) -> String {
    switch rank {
    case 2: "++"
    case 1: "+"
    case 0: "="
    case -1: "−"
    case -2: "−−"
    default: "?"
    }
  }
}
