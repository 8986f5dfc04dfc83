/// Who is online in towns and in the countryside, where the table knows only the whole country.
extension CountryProfile {
  /// - Parameter isSplit: whether the country has both.
  mutating func onlineShares(isSplit: Bool) -> (urban: ProfileValue, rural: ProfileValue) {
    if let urban = country.known("internet_users_urban"),
      let rural = country.known("internet_users_rural")
    {
      return (direct(urban), direct(rural))
    }
    guard let fact = country.known("internet_users"), let value = fact.value else {
      assume("online", by: rule("internet_users"), reaches: "operations")
      return (ProfileValue(text: "$online"), ProfileValue(text: "$online"))
    }
    guard isSplit, value > 0, value < 100 else { return (direct(fact), direct(fact)) }
    let ruralShare = (country.known("rural_share")?.value ?? rule("rural_share").value) / 100
    let source = cite(fact.indicator)
    let odds = rule("online_odds")
    let splits = [odds.low, odds.value, odds.high].map {
      OnlineSplit(share: value / 100, ruralShare: ruralShare, odds: $0)
    }
    func assumption(_ name: String, _ values: [Double]) -> ProfileAssumption {
      ProfileAssumption(
        name: name, value: Self.mille(values[1]), low: Self.mille(values.min() ?? 0),
        high: Self.mille(values.max() ?? 1), unit: "share", reaches: "operations", source: source,
        year: fact.year, grade: .assumption,
        reason:
          "\(fact.text) % of all people, divided by odds of \(Self.number(odds.value)) "
          + "(\(Self.number(odds.low)) to \(Self.number(odds.high))) of a town over the "
          + "countryside: \(odds.source).")
    }
    assumptions.append(assumption("online_urban", splits.map(\.urban)))
    assumptions.append(assumption("online_rural", splits.map(\.rural)))
    return (ProfileValue(text: "$online_urban"), ProfileValue(text: "$online_rural"))
  }

  private mutating func direct(_ fact: CountryFact) -> ProfileValue {
    ProfileValue(
      text: "\(fact.text) %", source: cite(fact.indicator), year: fact.year,
      grade: fact.grade ?? .medium)
  }

  private static func mille(_ share: Double) -> Double { (share * 1_000).rounded() / 1_000 }
}

/// A country's share of people online, divided between towns and countryside at given odds.
///
/// With rural share r and odds k, `(1 − r) u + r x = n` and `u / (1 − u) = k x / (1 − x)`.
struct OnlineSplit {
  /// Shares of people who are online [1].
  var urban: Double
  var rural: Double

  /// - Parameters:
  ///   - share: n, online of all people [1], inside 0 … 1.
  ///   - ruralShare: r [1], inside 0 … 1.
  ///   - odds: k [1], above 0.
  /// - Complexity: 60 halvings: the left side rises with x.
  init(share: Double, ruralShare: Double, odds: Double) {
    func urban(_ rural: Double) -> Double { odds * rural / (1 - rural + odds * rural) }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let all = (1 - ruralShare) * urban(middle) + ruralShare * middle
      if all < share { low = middle } else { high = middle }
    }
    rural = (low + high) / 2
    self.urban = urban(rural)
  }
}
