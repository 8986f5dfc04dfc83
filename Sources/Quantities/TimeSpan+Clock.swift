extension TimeSpan {
  /// As a clock shows it, to the second: `10:41:07`; from the second day on with the days that have
  /// passed: `3 d 10:41:07`. Fractions of a second are kept where there are any: `0:00:00.25`.
  public var clock: String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return formatted() }
    let thousandths = Int((seconds * 1000).rounded())
    let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
    let (days, second) = whole.quotientAndRemainder(dividingBy: 86_400)
    let time =
      "\(second / 3600):\(Self.twoDigits(second / 60 % 60)):\(Self.twoDigits(second % 60))"
    let fraction = rest == 0 ? "" : "." + Self.fraction(rest)
    return (days == 0 ? "" : "\(days) d ") + time + fraction
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// Thousandths without trailing zeros.
  private static func fraction(_ thousandths: Int) -> String {
    var digits = String(String(1000 + thousandths).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return digits
  }

  /// What a stretch of this length is called: `second`, `minute`, `hour`, `day`, else `10 s`.
  public var stretchName: String {
    switch seconds {
    case 1: "second"
    case 60: "minute"
    case Self.secondsPerHour: "hour"
    case Self.secondsPerDay: "day"
    default: formatted()
    }
  }
}
