/// What kind of thing a quantity measures. Values are kept in the base unit in brackets.
public enum Dimension: String, CaseIterable, Sendable {
  /// A length of time [s].
  case duration
  /// Happenings per time [1/s].
  case rate
  /// An amount of data [byte].
  case dataSize = "data size"
  /// Data per time [bit/s].
  case bandwidth
  /// A part of a whole [1].
  case share
  /// A whole number of things [1].
  case count
  /// Work [person-month].
  case effort
  /// Money of a currency and a price year [unit of the currency].
  case money
  /// Money per period [unit of the currency per period].
  case moneyRate = "money per time"
  /// A plain number [1].
  case number

  /// Shares, counts and plain numbers: what multiplies another quantity without changing its kind.
  public var isPlain: Bool { self == .share || self == .count || self == .number }

  /// With its article, for sentences.
  public var title: String { self == .effort ? "an effort" : "a \(rawValue)" }

  /// What may be written, for messages.
  public var examples: String {
    switch self {
    case .duration: "such as 250 ms, 5 s, 2 h, 9 months"
    case .rate: "such as 0.9/s, 40/min, 10/year"
    case .dataSize: "such as 2 kB, 0.8 MB, 1 GiB"
    case .bandwidth: "such as 512 kbit/s, 10 Mbit/s"
    case .share: "such as 34 % or 0.34"
    case .count: "such as 12, 2500000, 2.5 M"
    case .effort: "such as 60 person-months"
    case .money: "such as 1200 USD, 2.5 M USD@2024"
    case .moneyRate: "such as 850 USD/month, 0.26 USD/h"
    case .number: "such as 1.24"
    }
  }
}
