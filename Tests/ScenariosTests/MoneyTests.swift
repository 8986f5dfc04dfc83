import Scenarios
import Testing

/// Terms of valuation beyond plain prices.
@Suite("Money")
struct MoneyTests {
  /// 100 EUR of 2018 are 100 × 1.08 / 0.8 = 135 USD of 2024; factors and place are listed.
  @Test("Each conversion is listed with its factors") func conversions() throws {
    let scenario = try Fixture.country()
      .setting("money.exchange_rates", to: "{EUR: 1.08}")
      .setting("money.price_index", to: "{2018: 0.8}")
      .setting("money.fare_per_visit", to: "100 EUR@2018")
      .setting("money.processor", to: "3 k EUR/month * 2")
    let listed = scenario.conversions
    let fare = try #require(listed.first { $0.path == "money.fare_per_visit" })
    #expect(fare.text == "100 EUR@2018" && fare.currency == "EUR" && fare.priceYear == 2018)
    #expect(fare.exchangeRate == 1.08 && abs(fare.priceLevel - 0.8) < 1e-12)
    #expect(abs(fare.amount - 135) < 1e-9 && fare.unit == "USD@2024")
    let processor = try #require(listed.first { $0.path == "money.processor" })
    #expect(processor.text == "3 k EUR/month" && processor.priceYear == nil)
    #expect(abs(processor.amount - 3_240) < 1e-9 && processor.unit == "USD@2024/month")
    #expect(abs(processor.priceLevel - 1) < 1e-12)
    // What is listed is what counts.
    let name = scenario.alternatives[0].name
    let money = try #require(try scenario.country(alternative: name, values: [:]).money)
    #expect(abs(money.farePerVisit.amount - fare.amount) < 1e-9)
    #expect(abs(money.processor.perMonth - 2 * processor.amount) < 1e-9)
  }

  @Test("A nominal rate needs inflation") func nominal() throws {
    let country = try Fixture.country()
    #expect(throws: ScenarioError.self) {
      try country.setting("money.discounting", to: "nominal")
    }
    let nominal = try country.setting("money.inflation", to: "3 %")
      .setting("money.discounting", to: "nominal")
    let name = nominal.alternatives[0].name
    let money = try #require(try nominal.country(alternative: name, values: [:]).money)
    #expect(money.discounting == .nominal && money.inflation == 0.03)
    #expect(nominal.settings == ["money.inflation=3 %", "money.discounting=nominal"])
  }

  /// The text of a study says the same as its files.
  @Test("A stored scenario reads like the files") func stored() throws {
    let country = try Fixture.country()
    let again = try Scenario.load(
      stored: country.resolvedText, study: country.study, digest: country.digest,
      settings: ["a=b"])
    #expect(again.resolvedText == country.resolvedText && again.digest == country.digest)
    #expect(again.alternatives.map(\.name) == country.alternatives.map(\.name))
    #expect(again.settings == ["a=b"])
    for alternative in country.alternatives.map(\.name) {
      let here = try country.country(alternative: alternative, values: [:])
      let there = try again.country(alternative: alternative, values: [:])
      #expect(here.money?.farePerVisit.amount == there.money?.farePerVisit.amount)
      #expect(here.agencies.map(\.name) == there.agencies.map(\.name))
    }
    #expect(throws: ScenarioError.self) {
      try Scenario.load(stored: "a: [", study: "x", digest: "", settings: [])
    }
  }

  @Test("What a setting reaches") func reach() throws {
    let country = try Fixture.country()
    #expect(country.reach(ofSetting: "money.fare_per_visit") == [.valuation])
    #expect(country.reach(ofSetting: "money.wages.trainer") == [.valuation, .delivery])
    #expect(country.reach(ofSetting: "money.overhead") == [.valuation, .delivery])
    #expect(country.reach(ofSetting: "alternatives.platform.money.bandwidth") == [.valuation])
    #expect(country.reach(ofSetting: "organisation.governance") == [.valuation])
    #expect(country.reach(ofSetting: "title") == [])
    #expect(country.reach(ofSetting: "money.nonsense") == nil)
    #expect(country.reach(ofSetting: "assumptions.nonsense.value") == nil)
  }
}
