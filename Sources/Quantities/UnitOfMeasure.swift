/// A unit as written after a number, and how it leads to the base unit of its dimension.
///
///     try UnitOfMeasure(parsing: "ms").base(250)          // 0.25 [s]
///     try UnitOfMeasure(parsing: "M USD@2018/year")       // money per time, in prices of 2018
public struct UnitOfMeasure: Hashable, Sendable {
  public var dimension: Dimension
  /// As written, such as "ms"; empty for plain numbers.
  public var text: String
  /// A value in this unit times `multiplier` over `divisor` is the value in the base unit; two
  /// numbers, so that 34 % is exactly 34 / 100.
  public var multiplier: Double
  public var divisor: Double
  /// ISO 4217 code, for money and money per time.
  public var currency: String?
  /// Price year, for money that names one.
  public var priceYear: Int?
  /// The period that money per time is due for.
  public var period: TimeSpan?

  init(
    _ dimension: Dimension, _ text: String, times multiplier: Double = 1, over divisor: Double = 1
  ) {
    self.dimension = dimension
    self.text = text
    self.multiplier = multiplier
    self.divisor = divisor
  }

  /// No unit at all.
  public static let none = UnitOfMeasure(.number, "")

  /// A value of this unit in the base unit of its dimension.
  public func base(_ value: Double) -> Double { value * multiplier / divisor }
  /// A value of the base unit in this unit.
  public func written(_ base: Double) -> Double { base * divisor / multiplier }
}

extension UnitOfMeasure {
  /// Reads a unit: `months`, `ms`, `/year`, `kB`, `Mbit/s`, `%`, `share`, `person-months`, `USD/month`,
  /// `M USD@2018`, `k`, or nothing (also written `1`).
  ///
  /// - Throws: `QuantityError.unknownUnit`, with the nearest known unit.
  public init(parsing text: String) throws(QuantityError) {
    let trimmed = text.trimmingSpaces
    if let unit = Self.fixed(trimmed) ?? Self.rate(trimmed) ?? Self.money(trimmed) {
      self = unit
      return
    }
    throw QuantityError.unknownUnit(found: trimmed, nearest: Self.nearest(to: trimmed))
  }

  private static func fixed(_ text: String) -> UnitOfMeasure? {
    if let period = duration(text) {
      return UnitOfMeasure(.duration, text, times: period.times, over: period.over)
    }
    if text.isEmpty || text == "1" { return UnitOfMeasure(.number, "") }
    return plain[text] ?? data[text]
  }

  private static func rate(_ text: String) -> UnitOfMeasure? {
    let body =
      text.hasPrefix("1/") ? text.dropFirst(2) : text.hasPrefix("/") ? text.dropFirst() : nil
    guard let body, let period = duration(String(body).trimmingSpaces) else { return nil }
    return UnitOfMeasure(
      .rate, "/" + String(body).trimmingSpaces, times: period.over, over: period.times)
  }

  /// `[k|M|bn ]CUR[@YEAR][/period]`.
  private static func money(_ text: String) -> UnitOfMeasure? {
    let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let words = halves[0].split(separator: " ")
    guard let last = words.last, words.count <= 2 else { return nil }
    let multiplier = words.count == 1 ? 1 : multipliers[String(words[0])]
    let parts = last.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let code = String(parts[0])
    guard let multiplier, code.utf8.count == 3, code.utf8.allSatisfy({ 65...90 ~= $0 }) else {
      return nil
    }
    var unit = UnitOfMeasure(.money, text, times: multiplier)
    unit.currency = code
    if parts.count == 2 {
      guard let year = Int(parts[1]), 1900...2200 ~= year else { return nil }
      unit.priceYear = year
    }
    if halves.count == 2 {
      guard let period = duration(String(halves[1]).trimmingSpaces) else { return nil }
      unit.dimension = .moneyRate
      unit.period = TimeSpan(seconds: period.times / period.over)
    }
    return unit
  }

  private static func duration(_ text: String) -> (times: Double, over: Double)? { durations[text] }

  static let multipliers: [String: Double] = ["k": 1e3, "M": 1e6, "bn": 1e9]

  private static let durations: [String: (times: Double, over: Double)] = [
    "ns": (1, 1e9), "us": (1, 1e6), "µs": (1, 1e6), "μs": (1, 1e6), "ms": (1, 1e3), "s": (1, 1),
    "min": (60, 1), "h": (3_600, 1), "hour": (3_600, 1), "hours": (3_600, 1),
    "day": (86_400, 1), "days": (86_400, 1), "week": (604_800, 1), "weeks": (604_800, 1),
    "month": (TimeSpan.secondsPerMonth, 1), "months": (TimeSpan.secondsPerMonth, 1),
    "year": (TimeSpan.secondsPerYear, 1), "years": (TimeSpan.secondsPerYear, 1),
  ]

  private static let plain: [String: UnitOfMeasure] = [
    "%": UnitOfMeasure(.share, "%", over: 100), "share": UnitOfMeasure(.share, "share"),
    "k": UnitOfMeasure(.count, "k", times: 1e3), "M": UnitOfMeasure(.count, "M", times: 1e6),
    "person-month": UnitOfMeasure(.effort, "person-month"),
    "person-months": UnitOfMeasure(.effort, "person-months"),
  ]

  private static let data: [String: UnitOfMeasure] = {
    var units: [String: UnitOfMeasure] = ["B": UnitOfMeasure(.dataSize, "B")]
    let sizes = [
      ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("KiB", 1_024), ("MiB", 1_048_576),
      ("GiB", 1_073_741_824),
    ]
    for (name, bytes) in sizes { units[name] = UnitOfMeasure(.dataSize, name, times: bytes) }
    let rates = [("bit/s", 1.0), ("kbit/s", 1e3), ("Mbit/s", 1e6), ("Gbit/s", 1e9)]
    for (name, bits) in rates { units[name] = UnitOfMeasure(.bandwidth, name, times: bits) }
    return units
  }()

  /// Spellings that people use and the one that is meant.
  private static let otherSpellings = [
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "msec": "ms", "millisecond": "ms",
    "milliseconds": "ms", "minute": "min", "minutes": "min", "mins": "min", "m": "min", "hr": "h",
    "hrs": "h", "d": "days", "w": "weeks", "mo": "months", "y": "years", "yr": "years", "KB": "kB",
    "kb": "kB", "Mb": "MB", "mb": "MB", "gb": "GB", "byte": "B", "bytes": "B", "Mbps": "Mbit/s",
    "mbps": "Mbit/s", "kbps": "kbit/s", "Gbps": "Gbit/s", "bps": "bit/s", "MB/s": "Mbit/s",
    "percent": "%", "pct": "%", "pm": "person-months", "PM": "person-months", "$": "USD",
    "€": "EUR", "usd": "USD", "eur": "EUR", "person months": "person-months", "bn": "M", "mn": "M",
    "person-years": "person-months", "K": "k",
  ]

  static func nearest(to text: String) -> String? {
    if let meant = otherSpellings[text] { return meant }
    if text.hasPrefix("per ") {
      let period = String(text.dropFirst(4)).trimmingSpaces
      let known = durations[period] != nil ? period : otherSpellings[period]
      if let known { return "/" + known }
    }
    for separator in text.indices where text[separator] == "/" {
      let period = String(text[text.index(after: separator)...]).trimmingSpaces
      let base = String(text[..<separator])
      if let meant = otherSpellings[period] { return base + "/" + meant }
    }
    let known = durations.keys.sorted() + plain.keys.sorted() + data.keys.sorted()
    return Spelling.nearest(to: text, in: known)
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmingSpaces: String {
    var rest = self[...]
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
