/// One rating of COCOMO II's post-architecture model.
///
/// - Source: Boehm et al., Software Cost Estimation with COCOMO II (2000).
public struct CocomoRating: Hashable, Sendable {
  public var driver: Driver
  public var level: Level

  public init(driver: Driver, level: Level) {
    self.driver = driver
    self.level = level
  }

  public enum Level: String, CaseIterable, Sendable {
    case veryLow = "very_low"
    case low, nominal, high
    case veryHigh = "very_high"
    case extraHigh = "extra_high"
  }

  /// Scale factors first, then effort multipliers, under the names of the model.
  public enum Driver: String, CaseIterable, Sendable {
    case prec, flex, resl, team, pmat
    case rely, data, cplx, ruse, docu, time, stor, pvol, acap, pcap, pcon, apex, plex, ltex, tool
    case site, sced

    /// Whether it moves the exponent of size.
    public var isScaleFactor: Bool {
      switch self {
      case .prec, .flex, .resl, .team, .pmat: true
      default: false
      }
    }

    /// What is rated.
    var text: String {
      switch self {
      case .prec: "PREC: how much like earlier projects."
      case .flex: "FLEX: freedom from fixed requirements."
      case .resl: "RESL: how far architecture and risks are settled early."
      case .team: "TEAM: how well those concerned work together."
      case .pmat: "PMAT: maturity of the development process."
      case .rely: "RELY: reliability that is required."
      case .data: "DATA: size of the database."
      case .cplx: "CPLX: complexity of the product."
      case .ruse: "RUSE: how widely it is to be reused."
      case .docu: "DOCU: documentation that is required."
      case .time: "TIME: share of processing time used."
      case .stor: "STOR: share of storage used."
      case .pvol: "PVOL: how often the platform beneath changes."
      case .acap: "ACAP: ability of the analysts."
      case .pcap: "PCAP: ability of the programmers."
      case .pcon: "PCON: continuity of the staff."
      case .apex: "APEX: experience with such applications."
      case .plex: "PLEX: experience with the platform beneath."
      case .ltex: "LTEX: experience with language and tools."
      case .tool: "TOOL: use of software tools."
      case .site: "SITE: how close together people work."
      case .sced: "SCED: how tight the schedule is."
      }
    }
  }
}

/// The published values of the ratings.
///
/// - Source: COCOMO II.2000, as in USC's COINCOMO code (2012).
extension CocomoRating {
  /// What the rating contributes: a scale factor, or an effort multiplier [1].
  public var value: Double { driver.values[level] ?? driver.values[.nominal] ?? 1 }
}

extension CocomoRating.Driver {
  /// Levels that the model knows, ascending.
  var levels: [CocomoRating.Level] { CocomoRating.Level.allCases.filter { values[$0] != nil } }

  /// From very low to extra high; `nil` where the model has no such level.
  private var row: [Double?] {
    switch self {
    case .prec: [6.2, 4.96, 3.72, 2.48, 1.24, 0]
    case .flex: [5.07, 4.05, 3.04, 2.03, 1.01, 0]
    case .resl: [7.07, 5.65, 4.24, 2.83, 1.41, 0]
    case .team: [5.48, 4.38, 3.29, 2.19, 1.1, 0]
    case .pmat: [7.8, 6.24, 4.68, 3.12, 1.56, 0]
    case .rely: [0.82, 0.92, 1, 1.1, 1.26, nil]
    case .data: [nil, 0.9, 1, 1.14, 1.28, nil]
    case .cplx: [0.73, 0.87, 1, 1.17, 1.34, 1.74]
    case .ruse: [nil, 0.95, 1, 1.07, 1.15, 1.24]
    case .docu: [0.81, 0.91, 1, 1.11, 1.23, nil]
    case .time: [nil, nil, 1, 1.11, 1.29, 1.63]
    case .stor: [nil, nil, 1, 1.05, 1.17, 1.46]
    case .pvol: [nil, 0.87, 1, 1.15, 1.3, nil]
    case .acap: [1.42, 1.19, 1, 0.85, 0.71, nil]
    case .pcap: [1.34, 1.15, 1, 0.88, 0.76, nil]
    case .pcon: [1.29, 1.12, 1, 0.9, 0.81, nil]
    case .apex: [1.22, 1.1, 1, 0.88, 0.81, nil]
    case .plex: [1.19, 1.09, 1, 0.91, 0.85, nil]
    case .ltex: [1.2, 1.09, 1, 0.91, 0.84, nil]
    case .tool: [1.17, 1.09, 1, 0.9, 0.78, nil]
    case .site: [1.22, 1.09, 1, 0.93, 0.86, 0.8]
    case .sced: [1.43, 1.14, 1, 1, 1, nil]
    }
  }

  /// By level.
  var values: [CocomoRating.Level: Double] {
    var values: [CocomoRating.Level: Double] = [:]
    for (level, value) in zip(CocomoRating.Level.allCases, row) { values[level] = value }
    return values
  }
}
