import Statistics

/// How long requests wait at one place, by closed forms, as its size grows.
///
/// Stations are M/M/c with the waiting stretched by (1 + cv²)/2 for other laws; links are M/G/1 with
/// processor sharing. They only say where to start; simulation decides.
///
/// - Source: Erlang C; Allen–Cunneen; Kleinrock, Queueing Systems, vol. 2 (1976), ch. 4.
struct PlaceDelay: Sendable {
  enum Law: Sendable {
    /// - serviceTime: mean [s]; stretch: (1 + cv²)/2 [1]; down: servers that fail [1].
    case servers(arrivalRate: Double, serviceTime: Double, stretch: Double, down: Int)
    /// - size: mean of a transfer [bit]; load: [bit/s].
    case link(size: Double, load: Double)
  }
  let law: Law
  /// Visits per request [1].
  let visits: Double

  /// Mean time that a request waits there in all [s], with so many servers or bit/s.
  func waiting(_ amount: Double) -> Double {
    switch law {
    case .servers(let rate, let time, let stretch, let down):
      guard let queue = Self.queue(rate, time, Int(amount) - down) else { return .infinity }
      return visits * stretch * queue.meanWaitingTime
    case .link(let size, let load):
      guard amount > load else { return .infinity }
      return visits * size / (amount - load)
    }
  }

  /// Share of visits that wait longer than `limit` [s], stations only [1].
  func waitingTail(_ amount: Double, _ limit: Double) -> Double {
    guard case .servers(let rate, let time, let stretch, let down) = law, rate > 0 else { return 0 }
    guard let queue = Self.queue(rate, time, Int(amount) - down) else { return 1 }
    return queue.waitingTail(stretch > 0 ? limit / stretch : limit)
  }

  private static func queue(_ rate: Double, _ time: Double, _ servers: Int) -> MMc? {
    guard servers > 0 else { return nil }
    guard rate > 0, time > 0 else { return try? MMc(arrivalRate: 0, serviceRate: 1, servers: 1) }
    return try? MMc(arrivalRate: rate, serviceRate: 1 / time, servers: servers)
  }
}
