/// Who owns something, does some work or pays for it.
public enum Party: Hashable, Sendable {
  /// An agency, by its index in `Portfolio.agencies`.
  case agency(Int)
  /// The central digital team.
  case centre
}

extension Party {
  /// Row in tables of parties: agencies first, the centre last.
  func index(agencyCount: Int) -> Int {
    switch self {
    case .agency(let agency): agency
    case .centre: agencyCount
    }
  }

  init(index: Int, agencyCount: Int) {
    self = index < agencyCount ? .agency(index) : .centre
  }
}
