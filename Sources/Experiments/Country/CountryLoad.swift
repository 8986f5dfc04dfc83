import Operations
import Quantities
import Statistics

/// When the requests of a simulated stretch of the year come.
enum CountryLoad {
  /// As in one hour of the year, without end.
  case steady(CalendarSpan)
  /// As the calendar says, from a time of the year on, for so long.
  case following(from: TimeSpan, length: TimeSpan)

  /// The arrivals of services with their yearly demand [1/year], together.
  func arrivals(
    of parts: [(item: Int, perYear: Double)], _ calendar: CountryCalendar
  ) throws(ExperimentError) -> (Rate, ArrivalPattern) {
    switch self {
    case .steady(let span):
      let perYear = parts.reduce(0) { $0 + $1.perYear * calendar.ratio(of: $1.item, in: span) }
      return (Rate(perSecond: perYear / TimeSpan.secondsPerYear), .poisson)
    case .following(let from, let length):
      let to = TimeSpan(seconds: from.seconds + length.seconds)
      var rates: [Double] = []
      var pieces: [RateProfile.Piece] = []
      for part in parts where part.perYear > 0 {
        let profile = try calendar.profile(
          of: part.item, perYear: part.perYear, from: from, to: to)
        if rates.isEmpty {
          (pieces, rates) = (profile.pieces, profile.pieces.map(\.startRate))
        } else {
          for (index, piece) in profile.pieces.enumerated() { rates[index] += piece.startRate }
        }
      }
      guard !rates.isEmpty else { return (Rate(perSecond: 0), .poisson) }
      let summed = zip(pieces, rates).map { RateProfile.Piece.constant($1, for: $0.duration) }
      return try inPart("demand") { () throws(StatisticsError) in
        let profile = try RateProfile(summed, repeats: false)
        return (
          Rate(perSecond: profile.expectedPerRound / profile.duration), .profile(profile)
        )
      }
    }
  }
}
