/// What a country's people should find out, and what stands in for it meanwhile.
public struct CountryQuestion: Hashable, Sendable {
  /// Row of the table that would answer it.
  public var indicator: String
  public var question: String
  public var standIn: String
}

extension CountryProfile {
  /// The blanks that matter to the model, most useful first.
  public var questions: [CountryQuestion] {
    Self.asked.filter { country.known($0.indicator) == nil && matters($0.indicator) }
  }

  private func matters(_ indicator: String) -> Bool {
    switch indicator {
    case "internet_users_urban", "internet_users_rural":
      regions.count == 2 && country.known("internet_users")?.value != 100
    case "electricity_access_rural":
      regions.count == 2 && country.known("electricity_access")?.value != 100
    default: true
    }
  }

  private static let asked: [CountryQuestion] = [
    ask("gdp_per_head_nominal", "GDP per head in US dollars", "the rule gdp_per_head"),
    ask("rural_share", "share of people in the countryside", "the rule rural_share"),
    ask("internet_users", "share of people who use the internet", "the rule internet_users"),
    ask(
      "internet_users_urban", "share of people in towns who use the internet",
      "the rule online_odds"),
    ask(
      "internet_users_rural", "share of people in the countryside who use it",
      "the rule online_odds"),
    ask(
      "mobile_phone_households", "share of households with a mobile phone",
      "subscriptions and the rule subscriptions_per_phone_owner"),
    ask("electricity_access", "share of people with electricity", "the rule electricity_access"),
    ask(
      "electricity_access_rural", "share of rural people with electricity",
      "the rule rural_electricity_ratio"
    ),
    ask("radio_towers", "towers of mobile networks", "the rule people_per_tower"),
    ask("service_offices", "offices with counters", "nothing: counters are not simulated"),
    ask(
      "developer_wage", "monthly wage of a developer", "the library's $developer_wage_to_gdp"),
    ask(
      "mobile_download_median", "median mobile download rate", "the library's $usable_mobile_rate"),
    ask(
      "latency_to_hosting", "round trip to the data centre", "the library's $last_mile_round_trip"),
  ]

  private static func ask(_ indicator: String, _ question: String, _ standIn: String)
    -> CountryQuestion
  {
    CountryQuestion(indicator: indicator, question: question, standIn: standIn)
  }
}
