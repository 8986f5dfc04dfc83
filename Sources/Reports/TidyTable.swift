import Store

/// One table of an export: its columns, described for machines, and its text.
struct TidyTable {
  struct Column: Hashable, Sendable {
    enum Kind: String {
      case string, integer, number
    }
    var name: String
    var kind: Kind
    var description: String

    init(_ name: String, _ kind: Kind, _ description: String) {
      (self.name, self.kind, self.description) = (name, kind, description)
    }
  }

  var name: String
  var description: String
  var columns: [Column]
  var text: String

  init(
    _ name: String, _ description: String, columns: [Column], rows: some Sequence<[CSVTable.Field]>
  ) {
    var table = CSVTable(columns: columns.map(\.name))
    for row in rows { table.add(row) }
    (self.name, self.description, self.columns) = (name, description, columns)
    text = table.text
  }
}

extension TidyTable {
  /// All tables of a study, in the order of the export.
  static func all(of study: StoredStudy) -> [TidyTable] {
    [
      rows(study), summaries(study), comparisons(study), breakEven(study), drivers(study),
      inputs(study),
    ] + (study.map.isEmpty ? [] : [map(study)])
  }

  private static let study = Column("study", .string, "Name of the study")
  private static let scenario = Column("scenario", .string, "Title of the scenario")
  private static let point = Column("point", .string, "Setting of levers; base where none moved")
  private static let alternative = Column("alternative", .string, "Name of the alternative")
  private static let baseline = Column(
    "baseline", .string, "Name of the alternative that is subtracted")
  private static let year = Column(
    "year", .integer, "Calendar year; empty where the row speaks of the whole horizon")
  private static let window = Column(
    "window", .string, "ordinary-hour or peak-hour; empty outside operations")
  private static let entity = Column(
    "entity", .string, "What it is about: country, a service, a station, region/channel …")
  private static let metric = Column("metric", .string, "Name as in `govsim explain`")
  private static let unit = Column("unit", .string, "Unit of all numbers of the row")
  private static let statistics = [
    Column("mean", .number, "Mean over worlds"),
    Column("lower", .number, "Lower end of the mean's confidence interval (computing error)"),
    Column("upper", .number, "Upper end of the mean's confidence interval (computing error)"),
    Column("level", .number, "Confidence level of all intervals of the row [share]"),
    Column("n", .integer, "Worlds that had a value [1]"),
    Column("p05", .number, "5 % point over worlds (range of outcomes)"),
    Column("p50", .number, "50 % point over worlds (range of outcomes)"),
    Column("p95", .number, "95 % point over worlds (range of outcomes)"),
  ]

  private static func rows(_ study: StoredStudy) -> TidyTable {
    TidyTable(
      "rows", "One number of one replication of one world",
      columns: [
        self.study, scenario, point, alternative,
        Column("world", .integer, "One draw of all assumptions, from 0"),
        Column("replication", .integer, "One run of chance inside a world, from 0"),
        year, window, Column("state", .string, "State of faults in the window"),
        Column("bucket", .integer, "Time bucket within the window; empty for all of it"),
        entity, metric, unit, Column("value", .number, "The number, in the row's unit"),
      ],
      rows: study.rows.lazy.map { row in
        [
          .text(row.study), .text(row.scenario), .text(row.point), .text(row.alternative),
          .integer(row.world), .integer(row.replication), .integer(row.year), .text(row.window),
          .text(row.state), .integer(row.bucket), .text(row.entity), .text(row.metric),
          .text(row.unit), .number(row.value),
        ]
      })
  }

  private static func summaries(_ study: StoredStudy) -> TidyTable {
    TidyTable(
      "summaries", "The same quantity over all worlds of one alternative",
      columns: [
        self.study, scenario, point, alternative, year, window, entity, metric, unit,
      ] + statistics,
      rows: study.summaries.lazy.map { row in
        [
          .text(row.study), .text(row.scenario), .text(row.point), .text(row.alternative),
          .integer(row.year), .text(row.window), .text(row.entity), .text(row.metric),
          .text(row.unit), .number(row.mean), .number(row.lower), .number(row.upper),
          .number(row.level), .integer(row.n), .number(row.p05), .number(row.p50),
          .number(row.p95),
        ]
      })
  }

  private static func comparisons(_ study: StoredStudy) -> TidyTable {
    TidyTable(
      "comparisons", "Paired difference, alternative minus baseline, world by world",
      columns: [
        self.study, scenario, point, alternative, baseline, year, window, entity, metric, unit,
      ] + statistics + [
        Column("probability", .number, "Share of worlds where the alternative is better"),
        Column("probability_lower", .number, "Lower end of its confidence interval [share]"),
        Column("probability_upper", .number, "Upper end of its confidence interval [share]"),
        Column("verdict", .string, "In words"),
      ],
      rows: study.comparisons.lazy.map { row in
        [
          .text(row.study), .text(row.scenario), .text(row.point), .text(row.alternative),
          .text(row.baseline), .integer(row.year), .text(row.window), .text(row.entity),
          .text(row.metric), .text(row.unit), .number(row.mean), .number(row.lower),
          .number(row.upper), .number(row.level), .integer(row.n), .number(row.p05),
          .number(row.p50), .number(row.p95), .number(row.probability),
          .number(row.probabilityLower), .number(row.probabilityUpper), .text(row.verdict),
        ]
      })
  }
}

extension TidyTable {
  private static func breakEven(_ study: StoredStudy) -> TidyTable {
    TidyTable(
      "break_even", "Services from which on the alternative costs less, one row a world",
      columns: [
        alternative, baseline, Column("world", .integer, "World, from 0"),
        Column("services", .integer, "Break-even [services]; empty if not within the catalogue"),
        Column("largest_prefix", .integer, "Most services that were tried [services]"),
      ],
      rows: study.breakEven.lazy.flatMap { item in
        item.perWorld.enumerated().map { world, services in
          [
            .text(item.alternative), .text(item.baseline), .integer(world), .integer(services),
            .integer(item.prefixes.max()),
          ]
        }
      })
  }

  private static func drivers(_ study: StoredStudy) -> TidyTable {
    TidyTable(
      "drivers", "How much one assumption moves a difference",
      columns: [
        Column("assumption", .string, "Name of the assumption"), metric, unit,
        Column("rank_correlation", .number, "Spearman's, with the difference over worlds [1]"),
        Column("at_low", .number, "Mean difference in the assumption's lowest third of worlds"),
        Column("at_high", .number, "Mean difference in its highest third of worlds"),
        Column("grade", .string, "Grade of the evidence: H, M, L or ASSUMPTION"),
      ],
      rows: study.drivers.lazy.map { row in
        [
          .text(row.assumption), .text(row.metric), .text(row.unit),
          .number(row.rankCorrelation), .number(row.atLow), .number(row.atHigh),
          .text(row.grade),
        ]
      })
  }

  private static func map(_ study: StoredStudy) -> TidyTable {
    let levers = ["x", "y"].flatMap { axis in
      [
        Column("\(axis)_lever", .string, "Name of the lever along \(axis)"),
        Column("\(axis)_setting", .string, "Its setting, as a file would say it"),
        Column("\(axis)_present", .string, "Its setting in the scenario itself"),
      ]
    }
    return TidyTable(
      "map", "Paired difference, alternative minus baseline, at settings of two levers",
      columns: [metric, unit, alternative, baseline] + levers + statistics.prefix(5) + [
        Column("probability", .number, "Share of worlds in which the alternative is better"),
        Column("probability_lower", .number, "Lower end of its confidence interval"),
        Column("probability_upper", .number, "Upper end of its confidence interval"),
        Column("verdict", .string, "The same in words"),
      ],
      rows: study.map.lazy.map { row in
        [
          .text(row.metric), .text(row.unit), .text(row.alternative), .text(row.baseline),
          .text(row.xLever), .text(row.xSetting), .text(row.xPresent), .text(row.yLever),
          .text(row.ySetting), .text(row.yPresent), .number(row.mean), .number(row.lower),
          .number(row.upper), .number(row.level), .integer(row.n), .number(row.probability),
          .number(row.probabilityLower), .number(row.probabilityUpper), .text(row.verdict),
        ]
      })
  }

  private static func inputs(_ study: StoredStudy) -> TidyTable {
    TidyTable(
      "inputs", "Every input with its source",
      columns: [
        Column("path", .string, "Key path in the scenario"),
        Column("value", .string, "As written"),
        Column("range", .string, "Range of an assumption; empty for a fixed input"),
        Column("source", .string, "Where it comes from"),
        Column("year", .integer, "Year that it speaks of"),
        Column("grade", .string, "Grade of the evidence: H, M, L or ASSUMPTION"),
        Column("reaches", .string, "Parts of the model that it can move"),
        Column("place", .string, "File and line"),
      ],
      rows: study.inputs.lazy.map { row in
        [
          .text(row.path), .text(row.text), .text(row.range), .text(row.source),
          .integer(row.year), .text(row.grade), .text(row.reaches), .text(row.place),
        ]
      })
  }
}
