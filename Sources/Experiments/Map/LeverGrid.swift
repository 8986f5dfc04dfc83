import Quantities
import Scenarios
import Statistics

/// The settings of one lever that a map tries, from its low to its high, as a file would say them.
///
///     40, 57, 80, 113, 160        // geometric, since 160 is at least three times 40
///     40 %, 55 %, 70 %, 85 %, 100 %
///     own, shared                 // no numbers
struct LeverGrid: Sendable {
  let lever: Lever
  private(set) var settings: [String]
  /// The setting of the scenario itself, and its place among `settings` counted from 0.
  private(set) var present = ""
  private(set) var presentPlace: Double?

  /// - Parameter count: settings where the lever is a number [1], ≥ 2; fewer where whole numbers run out.
  init(_ lever: Lever, of scenario: Scenario, count: Int = 5) {
    self.lever = lever
    settings = lever.low == lever.high ? [lever.low] : [lever.low, lever.high]
    let present = scenario.presentSetting(of: lever)
    if let range = LeverRange(lever, isWhole: scenario.takesWholeNumbers(lever)) {
      let numbers = range.numbers(count: count)
      let between = numbers.dropFirst().dropLast().map { range.text($0) }
      settings = [lever.low] + between + [lever.high]
      if case .number(let base)? = present, range.isSimple {
        let value = range.unit.written(base)
        self.present = range.text(LeverRange.rounded(value, digits: 3))
        presentPlace = Self.place(of: value, in: numbers)
      }
    } else if case .text(let text)? = present {
      self.present = text
      presentPlace = settings.firstIndex(of: text).map(Double.init)
    }
  }

  /// Between which two numbers a value lies, and how far along; `nil` beyond them.
  static func place(of value: Double, in numbers: [Double]) -> Double? {
    for (index, pair) in zip(numbers, numbers.dropFirst()).enumerated() {
      let share = (value - pair.0) / (pair.1 - pair.0)
      if (0...1).contains(share) { return Double(index) + share }
    }
    return nil
  }

  /// The lever's title, or its name.
  var title: String { lever.heading }
}

extension Lever {
  /// Its title, or its name.
  var heading: String { title.isEmpty ? name : title }
}

extension Scenario {
  /// The scenario with a lever moved.
  ///
  /// - Parameter text: the setting, as a file would say it.
  func moved(_ lever: Lever, to text: String) throws(ExperimentError) -> Scenario {
    do {
      return try setting(lever.path, to: text, alternatives: lever.alternatives)
    } catch {
      throw .scenario(error)
    }
  }
}

/// A lever whose two ends are numbers of one unit.
struct LeverRange {
  let unit: UnitOfMeasure
  /// In `unit`.
  let low: Double
  let high: Double
  let isWhole: Bool

  /// `nil` where an end is no number, or their units cannot be made one.
  init?(_ lever: Lever, isWhole: Bool) {
    guard let low = try? QuantityText.parse(lever.low),
      let high = try? QuantityText.parse(lever.high)
    else { return nil }
    let isSameUnit = low.unit.text == high.unit.text
    let isSameKind =
      low.dimension == high.dimension && low.unit.currency == high.unit.currency
      && low.unit.priceYear == high.unit.priceYear && low.unit.period == high.unit.period
    guard isSameUnit || isSameKind else { return nil }
    (unit, self.low, self.isWhole) = (low.unit, low.value, isWhole)
    self.high = isSameUnit ? high.value : low.unit.written(high.baseValue)
    guard self.low != self.high else { return nil }
  }

  /// Whether a value in the base unit needs no conversion of money.
  var isSimple: Bool { unit.currency == nil }

  /// Geometric where both ends are positive and at least a factor of 3 apart, else linear.
  var isGeometric: Bool {
    let (small, large) = (min(low, high), max(low, high))
    return small > 0 && large / small >= 3
  }

  /// From `low` to `high` in even steps, those between with the fewest digits (2 to 4) that move none by
  /// more than a tenth of its distance to the next; strictly in order.
  func numbers(count: Int) -> [Double] {
    let exact = (0..<count).map { index -> Double in
      let t = Double(index) / Double(count - 1)
      if index == 0 { return low }
      if index == count - 1 { return high }
      return isGeometric
        ? low * Portable.exp(t * Portable.log(high / low)) : low + t * (high - low)
    }
    let gap = zip(exact, exact.dropFirst()).map { abs($1 - $0) }.min() ?? 0
    var found = exact
    for digits in 2...4 {
      found = exact.map { tidied($0, digits: digits) }
      if zip(found, exact).allSatisfy({ abs($0 - $1) <= gap / 10 }) { break }
    }
    var numbers = [low]
    for number in found.dropFirst().dropLast()
    where high > low
      ? (number > (numbers.last ?? low) && number < high)
      : (number < (numbers.last ?? low) && number > high)
    {
      numbers.append(number)
    }
    return numbers + [high]
  }

  /// With so many significant digits, and whole where the lever counts something.
  func tidied(_ value: Double, digits: Int) -> Double {
    let value = Self.rounded(value, digits: digits)
    return isWhole ? unit.written(unit.base(value).rounded()) : value
  }

  /// To so many significant digits.
  static func rounded(_ value: Double, digits: Int) -> Double {
    guard value != 0, value.isFinite else { return value }
    var (top, shift) = (value.magnitude, digits - 1)
    while top >= 10 { (top, shift) = (top / 10, shift - 1) }
    while top < 1 { (top, shift) = (top * 10, shift + 1) }
    let scale = (0..<abs(shift)).reduce(1.0) { power, _ in power * 10 }
    return shift >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  }

  /// As a file would say it.
  func text(_ value: Double) -> String {
    let isShort = value == value.rounded() && value.magnitude < 1e15
    let number = isShort ? "\(Int(value))" : "\(value)"
    return unit.text.isEmpty ? number : "\(number) \(unit.text)"
  }
}
