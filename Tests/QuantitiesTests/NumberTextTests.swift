import Testing

@testable import Quantities

@Suite("Spelling of numbers")
struct NumberTextTests {
  @Test(
    "Plain decimal numbers are read",
    arguments: [
      ("0", 0), ("7", 7), ("-7", -7), ("0.25", 0.25), ("-0.5", -0.5), ("120.75", 120.75),
      ("1e-6", 1e-6), ("2.5E+3", 2_500), ("1000000", 1e6), ("0e5", 0), ("0.0", 0), ("1e300", 1e300),
    ])
  func reads(text: String, value: Double) throws {
    #expect(try NumberText.parse(text) == value)
  }

  @Test(
    "Other spellings are refused with the plain one",
    arguments: [
      ("017", "17"), ("00", "0"), ("-05", "-5"), ("+5", "5"), (".5", "0.5"), ("5.", "5"),
      ("1,5", "1.5"), ("0,25", "0.25"), ("1,500", "1500 or 1.500"), ("1,000,000", "1000000"),
      ("1_000", "1000"), ("1 000", "1000"), ("1'000", "1000"), ("0x10", "16"), ("0b101", "5"),
      ("0o17", "15"), ("−3", "-3"), ("1,234.5", "1234.5"),
    ])
  func suggests(text: String, plain: String) {
    // Two readings of 1,500 are both offered, so that neither is guessed.
    #expect(throws: QuantityError.malformedNumber(found: text, suggestion: plain)) {
      try NumberText.parse(text)
    }
  }

  @Test(
    "What is no number in any custom is refused without a guess",
    arguments: ["1:30", "5-10", "1.2.3", "--5", "1e", "1e+", "e5", "-", ".", "abc", "1e5.5", "0x"])
  func refuses(text: String) {
    #expect(throws: QuantityError.malformedNumber(found: text, suggestion: nil)) {
      try NumberText.parse(text)
    }
  }

  @Test(
    "Not a number and infinity are refused",
    arguments: ["nan", "NaN", ".nan", "-nan", "inf", "-inf", ".inf", "-.Inf", "Infinity", "+inf"])
  func refusesNotFinite(text: String) {
    #expect(throws: QuantityError.notFinite(found: text)) { try NumberText.parse(text) }
  }

  @Test(
    "Numbers beyond what is kept are refused",
    arguments: ["1e400", "-1e400", "1e301", "1e-301", "3e-400"])
  func refusesBeyondLimits(text: String) {
    #expect(throws: QuantityError.beyondLimits(found: text)) { try NumberText.parse(text) }
  }

  @Test("Nothing is refused") func refusesNothing() {
    #expect(throws: QuantityError.empty(wanted: .number)) { try NumberText.parse("") }
  }
}
