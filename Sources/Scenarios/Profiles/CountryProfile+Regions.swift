import Quantities

/// Towns and countryside, the country's figures divided between them.
extension CountryProfile {
  /// A part of the country before its figures are known.
  private struct Part {
    var name: String
    var title: String
    /// Of the country's people [1], 0 … 1.
    var share: Double
    var people: Double
    var isTown: Bool
  }

  private var ruralShare: Double {
    (country.known("rural_share")?.value ?? rule("rural_share").value) / 100
  }

  mutating func addRegions() {
    let isKnown = country.known("rural_share") != nil
    let origin = isKnown ? cite("rural_share") : rule("rural_share").source
    let rural = ruralShare
    let inTowns = (population * (1 - rural)).rounded()
    let parts = [
      Part(name: "urban", title: "Towns", share: 1 - rural, people: inTowns, isTown: true),
      Part(
        name: "rural", title: "Countryside", share: rural, people: population - inTowns,
        isTown: false),
    ].filter { $0.people >= 1 }
    let online = onlineShares(isSplit: parts.count == 2)
    let mobile = mobileShare()
    let assisted = assistedReach()
    let (towers, offices) = (towers(inTowns), split("service_offices", inTowns))
    for part in parts {
      let of = "\(Self.percent(part.share)) of \(QuantityFormat.number(population, digits: 15))"
      regions.append(
        ProfileRegion(
          name: part.name, title: part.title, people: part.people,
          peopleNote: isKnown ? of : "\(of); the share of towns is a rule: \(origin)",
          online: part.isTown ? online.urban : online.rural, mobile: mobile,
          assisted: part.isTown ? assisted.urban : assisted.rural,
          rate: part.isTown
            ? "$usable_mobile_rate * $urban_rate_advantage" : "$usable_mobile_rate",
          cells: cells(part.isTown ? towers.urban : towers.rural),
          offices: offices.map { part.isTown ? $0.urban : $0.rural }))
    }
    _ = cite("population")
  }

  // MARK: Counted things

  /// Towns' and the countryside's part of a count.
  private typealias Split = (urban: ProfileValue, rural: ProfileValue)

  private mutating func split(_ indicator: String, _ inTowns: Double) -> Split? {
    guard let fact = country.known(indicator), let value = fact.value else { return nil }
    return split(value, inTowns, source: cite(indicator), fact.year)
  }

  /// Towers as the table counts them, else by the rule.
  private mutating func towers(_ inTowns: Double) -> Split {
    if let known = split("radio_towers", inTowns) { return known }
    let rule = rule("people_per_tower")
    let count = max(2, (population / rule.value).rounded())
    return split(count, inTowns, source: rule.source, rule.year)
  }

  /// A count by share of people, because no table counts by region.
  private func split(_ count: Double, _ inTowns: Double, source: String, _ year: Int?) -> Split {
    let urban = (count * inTowns / population).rounded()
    func part(_ count: Double) -> ProfileValue {
      ProfileValue(
        text: Self.number(count), source: source, year: year, grade: .assumption,
        note: "By share of people; no count by region was read.")
    }
    return (part(urban), part(count - urban))
  }

  private func cells(_ towers: ProfileValue) -> ProfileValue {
    let count = (Double(towers.text) ?? 0) * rule("cells_per_tower").value.rounded()
    var cells = towers
    cells.text = Self.number(max(1, count))
    return cells
  }

  // MARK: Phones

  private mutating func mobileShare() -> ProfileValue? {
    if let fact = country.known("mobile_phone_households") {
      return ProfileValue(
        text: "\(fact.text) %", source: cite(fact.indicator), year: fact.year,
        grade: fact.grade ?? .medium,
        note: "Of households, in the whole country; a phone in the family counts.")
    }
    guard let fact = country.known("mobile_subscriptions"), let value = fact.value, value > 0
    else { return nil }
    let rule = rule("subscriptions_per_phone_owner")
    func owners(_ each: Double) -> Double { min(1, (value / each * 10).rounded() / 1_000) }
    assumptions.append(
      ProfileAssumption(
        name: "mobile_owners", value: owners(rule.value), low: owners(rule.high),
        high: owners(rule.low), unit: "share", reaches: "operations",
        source: cite(fact.indicator), year: fact.year, grade: .assumption,
        reason:
          "\(fact.text) subscriptions for 100 people, at \(Self.number(rule.value)) each "
          + "(\(Self.number(rule.low)) to \(Self.number(rule.high))): \(rule.reason)."))
    return ProfileValue(text: "$mobile_owners")
  }

  // MARK: Electricity

  /// Assisted points need power: its share in towns follows from that of all and of rural people.
  private mutating func assistedReach() -> (urban: ProfileValue, rural: ProfileValue) {
    let points = "$assisted_point_coverage"
    guard let all = country.known("electricity_access"), let total = all.value else {
      assume("electricity", by: rule("electricity_access"), reaches: "operations")
      let value = ProfileValue(text: "$electricity * \(points)")
      return (value, value)
    }
    if total >= 100 {
      let value = ProfileValue(text: points, note: "Everybody has electricity.")
      return (value, value)
    }
    let source = cite(all.indicator)
    let known = country.known("electricity_access_rural")
    let ratio = rule("rural_electricity_ratio")
    let rural = known?.value ?? total * ratio.value
    let urban = ruralShare < 1 ? min(100, (total - ruralShare * rural) / (1 - ruralShare)) : total
    let and = "\(all.text) % of all and \(Self.number(rural)) % of rural people have electricity"
    let town =
      urban >= 99.995
      ? ProfileValue(text: points, note: "\(and), which leaves all of the towns.")
      : ProfileValue(
        text: "\(Self.number(urban)) % * \(points)", source: source, year: all.year,
        grade: known == nil ? .assumption : .medium, note: "Computed: \(and).")
    guard let known else {
      assumeRuralElectricity(total, ratio, source, all.year)
      return (town, ProfileValue(text: "$electricity_rural * \(points)"))
    }
    let land = ProfileValue(
      text: "\(known.text) % * \(points)", source: cite(known.indicator), year: known.year,
      grade: known.grade ?? .medium,
      note: "An assisted point needs power; \(known.text) % of rural people have it.")
    return (town, land)
  }

  private mutating func assumeRuralElectricity(
    _ total: Double, _ ratio: FactRule, _ source: String, _ year: Int?
  ) {
    assumptions.append(
      ProfileAssumption(
        name: "electricity_rural", value: total / 100 * ratio.value,
        low: total / 100 * ratio.low, high: min(1, total / 100 * ratio.high), unit: "share",
        reaches: "operations", source: source, year: year, grade: .assumption,
        reason: "\(Self.number(total)) % of all people, times a rule: \(ratio.reason)."))
  }
}
