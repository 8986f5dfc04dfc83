/// A quantity per year of each of several things: servers by site, requests by service.
public struct NamedSeries: Hashable, Sendable, Codable {
  /// Shape [years], by name.
  public private(set) var byName: [String: [Double]] = [:]
  private let years: Int

  /// Without entries.
  public init(years: Int) { self.years = years }

  /// Adds to one thing's quantity in a year of the horizon.
  public mutating func add(_ amount: Double, of name: String, year: Int) {
    byName[name, default: [Double](repeating: 0, count: years)][year] += amount
  }

  /// Of one thing, shape [years]; `nil` where nothing was booked.
  public subscript(name: String) -> [Double]? {
    get { byName[name] }
    set { byName[name] = newValue }
  }

  /// In the order of the names, so that sums over them come out the same each time.
  public var sorted: [(name: String, values: [Double])] {
    byName.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// All things together in one year.
  public func total(year: Int) -> Double { sorted.reduce(0) { $0 + $1.values[year] } }

  /// Changes every thing's quantities.
  mutating func change(_ body: ([Double]) -> [Double]) { byName = byName.mapValues(body) }

  /// Adds all of another one.
  mutating func add(_ other: NamedSeries) {
    for (name, values) in other.sorted {
      for (year, value) in values.enumerated() where value != 0 {
        add(value, of: name, year: year)
      }
    }
  }
}
