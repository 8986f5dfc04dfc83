/// Writes accounts as few bytes: names and distinct numbers are kept once, in tables of their own.
struct AccountPacking {
  private var names: [String] = []
  private var nameNumbers: [String: Int] = [:]
  /// Numbers that need eight bytes, and those that four hold.
  private var doubles: [UInt64] = []
  private var floats: [UInt32] = []
  private var tokens: [UInt64: Int] = [:]
  private var body: [UInt8] = []

  /// The tables, then what was put.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    Self.append(names.count, to: &bytes)
    for name in names {
      Self.append(name.utf8.count, to: &bytes)
      bytes += name.utf8
    }
    Self.append(doubles.count, to: &bytes)
    for value in doubles {
      for part in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * part))) }
    }
    Self.append(floats.count, to: &bytes)
    for value in floats {
      for part in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * part))) }
    }
    return bytes + body
  }

  /// A whole number ≥ 0, seven bits a byte, low ones first.
  mutating func put(_ number: Int) { Self.append(number, to: &body) }
  mutating func put(_ numbers: [Int]) { for number in numbers { put(number) } }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(_ name: String) {
    let number = nameNumbers[name] ?? names.count
    if number == names.count {
      names.append(name)
      nameNumbers[name] = number
    }
    put(number)
  }

  /// Numbers whose count is known to the reader: runs of zeros by their length, other numbers by their
  /// place in a table, and how often they repeat.
  mutating func put(_ numbers: [Double]) {
    var index = 0
    while index < numbers.count {
      let number = numbers[index]
      let end = numbers[index...].firstIndex { $0.bitPattern != number.bitPattern }
      let length = (end ?? numbers.count) - index
      if number.bitPattern == 0 {
        put([Self.zeros, length])
      } else {
        put(token(of: number))
        if length > 1 { put([Self.again, length - 1]) }
      }
      index += length
    }
  }

  /// Tokens that a length follows; those of numbers come after them.
  static let zeros = 0
  static let again = 1
  static let firstNumber = 2

  /// Even ones are places among the doubles, odd ones among the floats.
  private mutating func token(of number: Double) -> Int {
    if let known = tokens[number.bitPattern] { return known }
    let token: Int
    if let short = Float(exactly: number), short.isNormal {
      token = Self.firstNumber + 2 * floats.count + 1
      floats.append(short.bitPattern)
    } else {
      token = Self.firstNumber + 2 * doubles.count
      doubles.append(number.bitPattern)
    }
    tokens[number.bitPattern] = token
    return token
  }

  mutating func put(_ series: NamedSeries) {
    let sorted = series.sorted
    put(sorted.count)
    for (name, _) in sorted { put(name) }
    put(sorted.flatMap(\.values))
  }

  mutating func put(_ account: PhysicalAccount) {
    put(account.years)
    put([account.donorShare])
    for party in [account.agency, account.centre] { put(party) }
    for series in [account.use.transactions, account.use.attempts, account.use.successes] {
      put(series)
    }
    put(account.use.serviceYearsLive)
  }

  private mutating func put(_ party: PartyAccount) {
    put(party.work.entries + party.assets.entries)
    for path in PartyAccount.named { put(party[keyPath: path]) }
    put(PartyAccount.yearly.flatMap { party[keyPath: $0] })
  }
}

/// Reads what ``AccountPacking`` wrote. Nothing in the bytes is trusted.
struct AccountUnpacking {
  /// Longest horizon that is read [year].
  private static let mostYears = 1_000

  private var names: [String] = []
  private var doubles: [Double] = []
  private var floats: [Float] = []
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) throws(EconomicsError) {
    rest = bytes
    for _ in 0..<(try count()) {
      let length = try count()
      names.append(String(decoding: rest.prefix(length), as: UTF8.self))
      rest = rest.dropFirst(length)
    }
    doubles = try words(8).map { Double(bitPattern: $0) }
    floats = try words(4).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
  }

  /// A table of words, low bytes first.
  private mutating func words(_ size: Int) throws(EconomicsError) -> [UInt64] {
    let count = try number()
    guard count <= rest.count / size else { throw Self.short }
    var words: [UInt64] = []
    for _ in 0..<count {
      words.append(rest.prefix(size).reversed().reduce(0) { $0 << 8 | UInt64($1) })
      rest = rest.dropFirst(size)
    }
    return words
  }

  private static let short = EconomicsError.damagedAccounts(found: "too few bytes")

  mutating func number() throws(EconomicsError) -> Int {
    var (number, shift) = (0, 0)
    while let byte = rest.popFirst(), shift < 56 {
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    throw Self.short
  }

  /// A number of things of at least one byte each.
  mutating func count() throws(EconomicsError) -> Int {
    let count = try number()
    guard count <= rest.count else { throw Self.short }
    return count
  }

  mutating func name() throws(EconomicsError) -> String {
    let number = try number()
    guard names.indices.contains(number) else {
      throw .damagedAccounts(found: "a name that is not there")
    }
    return names[number]
  }

  private mutating func numbers(_ count: Int) throws(EconomicsError) -> [Double] {
    var numbers: [Double] = []
    while numbers.count < count {
      let token = try number()
      guard token < AccountPacking.firstNumber else {
        numbers.append(try value(of: token))
        continue
      }
      let length = try number()
      guard length <= count - numbers.count else { throw Self.short }
      let value = token == AccountPacking.zeros ? 0 : numbers.last ?? 0
      numbers += Array(repeating: value, count: length)
    }
    return numbers
  }

  private func value(of token: Int) throws(EconomicsError) -> Double {
    let place = (token - AccountPacking.firstNumber) / 2
    let isDouble = token.isMultiple(of: 2)
    guard place < (isDouble ? doubles.count : floats.count) else {
      throw .damagedAccounts(found: "a number that is not there")
    }
    return isDouble ? doubles[place] : Double(floats[place])
  }

  private mutating func series(years: Int) throws(EconomicsError) -> NamedSeries {
    var series = NamedSeries(years: years)
    var names: [String] = []
    for _ in 0..<(try count()) { names.append(try name()) }
    let all = try numbers(names.count * years)
    for (index, name) in names.enumerated() {
      series[name] = Array(all[index * years..<(index + 1) * years])
    }
    return series
  }

  mutating func account() throws(EconomicsError) -> PhysicalAccount {
    let years = try number()
    guard years <= Self.mostYears else {
      throw .damagedAccounts(found: "a horizon of \(years) years")
    }
    var account = PhysicalAccount(years: years)
    account.donorShare = try numbers(1)[0]
    account.agency = try party(years: years)
    account.centre = try party(years: years)
    account.use.transactions = try series(years: years)
    account.use.attempts = try series(years: years)
    account.use.successes = try series(years: years)
    account.use.serviceYearsLive = try numbers(years)
    return account
  }

  private mutating func party(years: Int) throws(EconomicsError) -> PartyAccount {
    var party = PartyAccount(years: years)
    let size = party.work.entries.count
    let work = try numbers(2 * size)
    party.work.entries = Array(work[..<size])
    party.assets.entries = Array(work[size...])
    for path in PartyAccount.named { party[keyPath: path] = try series(years: years) }
    let yearly = try numbers(PartyAccount.yearly.count * years)
    for (index, path) in PartyAccount.yearly.enumerated() {
      party[keyPath: path] = Array(yearly[index * years..<(index + 1) * years])
    }
    return party
  }
}
