import Testing

@testable import Quantities

@Suite("Quantities as written")
struct QuantityTextTests {
  /// By hand from the definitions: a year of 365.25 days, a month of a twelfth of it, 1 kB = 1 000 B.
  @Test(
    "Each unit leads to its base unit",
    arguments: [
      ("250 ms", Dimension.duration, 0.25), ("3 us", .duration, 3e-6), ("3 µs", .duration, 3e-6),
      ("7 ns", .duration, 7e-9), ("5 s", .duration, 5), ("2 min", .duration, 120),
      ("2 h", .duration, 7_200), ("1 hours", .duration, 3_600), ("1 day", .duration, 86_400),
      ("2 weeks", .duration, 1_209_600), ("1 month", .duration, 2_629_800),
      ("9 months", .duration, 23_668_200), ("10 years", .duration, 315_576_000),
      ("5s", .duration, 5), ("0.9/s", .rate, 0.9), ("40/min", .rate, 40.0 / 60),
      ("10 /year", .rate, 10 / 31_557_600.0), ("5 B", .dataSize, 5),
      ("5.2 kB", .dataSize, 5_200), ("0.8 MB", .dataSize, 800_000), ("2 GB", .dataSize, 2e9),
      ("1 KiB", .dataSize, 1_024), ("1 MiB", .dataSize, 1_048_576),
      ("1 GiB", .dataSize, 1_073_741_824), ("9600 bit/s", .bandwidth, 9_600),
      ("512 kbit/s", .bandwidth, 512_000), ("10 Mbit/s", .bandwidth, 1e7),
      ("1 Gbit/s", .bandwidth, 1e9), ("34 %", .share, 0.34), ("34%", .share, 0.34),
      ("0.34", .share, 0.34), ("12", .count, 12), ("12 k", .count, 12_000),
      ("2.5 M", .count, 2_500_000), ("60 person-months", .effort, 60),
      ("1 person-month", .effort, 1), ("1200 USD", .money, 1_200), ("1.2 k USD", .money, 1_200),
      ("2.5 M USD@2024", .money, 2_500_000), ("3 bn USD", .money, 3e9),
      ("850 USD/month", .moneyRate, 850), ("2 M RWF@2018/year", .moneyRate, 2_000_000),
      ("1.24", .number, 1.24), ("-3", .number, -3), ("1e-6 s", .duration, 1e-6),
    ])
  func reads(text: String, dimension: Dimension, value: Double) throws {
    let quantity = try QuantityText.parse(text, as: dimension)
    #expect(quantity.baseValue == value)
  }

  @Test("Money keeps currency, price year and period") func money() throws {
    let plain = try Money(parsing: "2.5 M USD", priceYear: 2024)
    #expect(plain == Money(2_500_000, currency: "USD", priceYear: 2024))
    let old = try Money(parsing: "100 EUR@2018", priceYear: 2024)
    #expect(old == Money(100, currency: "EUR", priceYear: 2018))
    let wage = try MoneyRate(parsing: "12000 USD/year", priceYear: 2024)
    #expect(wage.perMonth == 1_000)
    #expect(wage.perYear == 12_000)
    let hourly = try MoneyRate(parsing: "0.26 USD@2018/h", priceYear: 2024)
    #expect(hourly.perHour == 0.26 && hourly.money.priceYear == 2018)
  }

  @Test("Typed values") func typed() throws {
    #expect(try TimeSpan(parsing: "9 months").years == 0.75)
    #expect(try Rate(parsing: "10/year").perYear == 10)
    #expect(try DataSize(parsing: "1 kB").bits == 8_000)
    #expect(try Bandwidth(parsing: "10 Mbit/s").megabitsPerSecond == 10)
    #expect(try Effort(parsing: "60 person-months").personMonths == 60)
    #expect(try Share(parsing: "34 %").fraction == 0.34)
  }

  @Test(
    "Quantities of another kind are refused",
    arguments: [
      ("5 s", Dimension.rate, Dimension.duration), ("10/year", .duration, .rate),
      ("5 kB", .bandwidth, .dataSize), ("10 Mbit/s", .dataSize, .bandwidth),
      ("850 USD", .moneyRate, .money), ("850 USD/month", .money, .moneyRate),
      ("34 %", .number, .share), ("12 k", .number, .count), ("34 %", .duration, .share),
      ("3 person-months", .duration, .effort),
    ])
  func refusesKind(text: String, wanted: Dimension, kind: Dimension) {
    #expect(throws: QuantityError.wrongKind(found: text, kind: kind, wanted: wanted)) {
      try QuantityText.parse(text, as: wanted)
    }
  }

  @Test(
    "Unknown units are refused with the nearest",
    arguments: [
      ("5 sec", "sec", "s"), ("5 minutes", "minutes", "min"), ("5 mont", "mont", "month"),
      ("10 Mbps", "Mbps", "Mbit/s"), ("10 kb", "kb", "kB"), ("10 per year", "per year", "/year"),
      ("34 percent", "percent", "%"), ("3 person months", "person months", "person-months"),
      ("5 USD/yr", "USD/yr", "USD/years"), ("5 parsec", "parsec", nil), ("5 usd", "usd", "USD"),
      ("5 USD@18", "USD@18", nil),
    ])
  func refusesUnit(text: String, unit: String, nearest: String?) {
    #expect(throws: QuantityError.unknownUnit(found: unit, nearest: nearest)) {
      try QuantityText.parse(text)
    }
  }

  @Test("Numbers without the unit they need are refused with one") func missingUnit() {
    let error = #expect(throws: QuantityError.self) { try QuantityText.parse("5", as: .duration) }
    #expect(error == .missingUnit(found: "5", wanted: .duration))
    #expect(error?.suggestion == "write 5 s")
  }

  @Test("Counts are whole, in plain digits", arguments: ["1.5", "8e6", "1.2345 k"])
  func counts(text: String) {
    #expect(throws: QuantityError.notWhole(found: text)) {
      try QuantityText.parse(text, as: .count)
    }
  }

  @Test(
    "Badly spelt numbers keep their suggestion beside a unit",
    arguments: [
      ("1,5 s", "write 1.5"), ("017 s", "write 17"), ("1 000 USD", "write 1000"),
      ("1_000/s", "write 1000"), ("1:30 min", nil), ("0x10 s", "write 16"),
    ])
  func suggestsBesideUnit(text: String, suggestion: String?) {
    let error = #expect(throws: QuantityError.self) { try QuantityText.parse(text) }
    #expect(error?.suggestion == suggestion)
  }

  @Test("Not a number with a unit") func notFinite() {
    #expect(throws: QuantityError.notFinite(found: ".nan")) { try QuantityText.parse(".nan s") }
    #expect(throws: QuantityError.beyondLimits(found: "1e400")) {
      try QuantityText.parse("1e400/s")
    }
  }

  @Test("Errors speak in one line") func description() {
    let error = #expect(throws: QuantityError.self) { try QuantityText.parse("5 s", as: .rate) }
    #expect(
      error?.description
        == "found 5 s (a duration), allowed a rate, such as 0.9/s, 40/min, 10/year")
  }

  @Test("Any text ends in a value or an error, never in a trap") func survivesNoise() {
    // 20 000 texts from the letters that matter; a fixed linear congruential generator.
    let letters = Array("0123456789.,-+ eExX:_/%$@kMbnsUSD\u{a0}µ−")
    var state: UInt64 = 42
    var read = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int(state >> 33 % 9) + 1 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(letters[Int(state >> 33) % letters.count])
      }
      guard let quantity = try? QuantityText.parse(text) else { continue }
      read += 1
      #expect(quantity.value.isFinite)
    }
    #expect(read > 100)
  }
}
