import Operations
import Quantities

/// How bad the worst stretch of one replication was, read off its time series.
struct WorstStretch {
  private let streams: [[GroupBucket]]
  private let bucket: Double
  private let start: Double

  init(_ series: TimeSeries, _ model: NetworkModel, _ window: Window) {
    streams = series.groups.indices
      .filter { !model.groupsApart.contains($0) }.map { series.groups[$0] }
    (bucket, start) = (series.bucket.seconds, window.runIn.seconds)
  }

  private var count: Int { streams.first?.count ?? 0 }

  /// - Parameter entity: name of all streams together, or of the only one.
  func rows(of entity: String, into rows: inout RowSeries) {
    guard count > 0 else { return }
    let arrivals = (0..<count).map { bucket in streams.reduce(0) { $0 + $1[bucket].arrivals } }
    rows.add(.busiestBucket, Double(arrivals.max() ?? 0), entity: entity)
    rows.add(.worstDay, worstDay, entity: entity)
    guard streams.count > 1 else { return }
    let down = (0..<count).map { bucket in streams.count { Self.isDown($0[bucket]) } }
    func share(_ buckets: Int) -> Double { Double(buckets) / Double(count) }
    let most = Double(down.max() ?? 0) / Double(streams.count)
    rows.add(.downShare, share(down.reduce(0, +)) / Double(streams.count), entity: entity)
    rows.add(.downMost, most, entity: entity)
    rows.add(.anyDownShare, share(down.count { $0 > 0 }), entity: entity)
    rows.add(.allDownShare, share(down.count { $0 == streams.count }), entity: entity)
  }

  /// Requests come, and fewer than half as many are answered in time.
  private static func isDown(_ bucket: GroupBucket) -> Bool {
    bucket.arrivals > 0 && 2 * bucket.completions < bucket.arrivals
  }

  /// Lowest share of answers in time over a whole day, days since the start of the run; `nil` where
  /// buckets do not fit into days, or for fewer than two days.
  private var worstDay: Double? {
    let day = TimeSpan.secondsPerDay
    let perDay = (day / bucket).rounded()
    guard perDay >= 1, perDay * bucket == day, start.truncatingRemainder(dividingBy: day) == 0
    else { return nil }
    let days = count / Int(perDay)
    guard days >= 2 else { return nil }
    return (0..<days).compactMap { number -> Double? in
      let buckets = number * Int(perDay)..<(number + 1) * Int(perDay)
      var (arrivals, completions) = (0, 0)
      for stream in streams {
        for bucket in stream[buckets] {
          arrivals += bucket.arrivals
          completions += bucket.completions
        }
      }
      return arrivals > 0 ? min(1, Double(completions) / Double(arrivals)) : nil
    }.min()
  }
}
