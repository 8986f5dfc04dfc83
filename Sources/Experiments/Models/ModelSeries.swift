import Operations
import Quantities
import Statistics

/// What a model did bucket by bucket: means over replications, with intervals.
///
/// Held column by column, so that a day in seconds fits into memory; columns that are zero
/// throughout are left out.
///
/// - Complexity: memory is O(buckets × columns), whatever the number of replications.
public struct ModelSeries: Sendable {
  /// What a column is about.
  public enum Kind: String, Sendable, Codable { case stream, station, link }

  /// One figure of one stream, station or link.
  public struct Column: Sendable {
    public let kind: Kind
    /// Its name, or "all" for all streams but the background, where there are several.
    public let entity: String
    /// As in `MetricCatalogue`.
    public let metric: String
    public let unit: String
    /// Means over the replications that had a value, shape [buckets]; NaN where none had.
    public let mean: [Double]
    /// Half widths of their confidence intervals, shape [buckets]; NaN where fewer than two
    /// replications had a value, and empty after a single replication.
    public let halfWidth: [Double]
  }

  /// Length of a bucket; the last one may be shorter.
  public let bucket: TimeSpan
  /// When the first bucket begins and the last one ends, since the start of the run.
  public let start: TimeSpan
  public let end: TimeSpan
  public let replications: Int
  public let level: Double
  public let columns: [Column]

  /// Buckets [1].
  public var count: Int { columns.first?.mean.count ?? 0 }

  /// When a bucket begins, since the start of the run.
  public func start(of bucket: Int) -> TimeSpan {
    TimeSpan(seconds: start.seconds + Double(bucket) * self.bucket.seconds)
  }

  /// How long a bucket lasts: all alike, but the last may be cut short.
  public func length(of bucket: Int) -> TimeSpan {
    TimeSpan(seconds: min(self.bucket.seconds, end.seconds - start(of: bucket).seconds))
  }

  public func column(_ kind: Kind, _ entity: String, _ metric: String) -> Column? {
    columns.first { $0.kind == kind && $0.entity == entity && $0.metric == metric }
  }

  /// Names of what a kind's columns are about, in the model's order.
  public func entities(_ kind: Kind) -> [String] {
    var names: [String] = []
    for column in columns where column.kind == kind && names.last != column.entity {
      names.append(column.entity)
    }
    return names
  }

  /// The stream that stands for all: "all", or the only one.
  public var allStreams: String? {
    let streams = entities(.stream)
    return streams.contains("all") ? "all" : streams.first
  }

  /// The bucket in which most requests come, the earliest of equals, and how many: their mean over
  /// replications.
  public var busiest: (bucket: Int, requests: Double)? {
    guard let entity = allStreams, let column = column(.stream, entity, Metric.arrivals.name)
    else { return nil }
    var best: (bucket: Int, requests: Double)?
    for (index, rate) in column.mean.enumerated() {
      let requests = rate * length(of: index).seconds
      if requests > best?.requests ?? 0 { best = (index, requests) }
    }
    return best
  }
}

/// Takes in the series of one replication after the other.
struct SeriesFold {
  private let window: Window
  private let level: Double
  private let names: SeriesNames
  private var columns: [ColumnFold] = []
  private var replications = 0

  /// - Parameter window: its `bucket` must be given.
  init(_ model: NetworkModel, _ window: Window, level: Double) {
    (self.window, self.level) = (window, level)
    names = SeriesNames(model)
    for name in names.streams {
      columns += SeriesFigure.stream.map { ColumnFold(.stream, name, $0.metric, $0.isSometimes) }
    }
    if names.hasAll {
      columns += SeriesFigure.sums.map { ColumnFold(.stream, "all", $0.metric, false) }
    }
    for name in names.stations {
      columns += SeriesFigure.station.map { ColumnFold(.station, name, $0.metric, $0.isSometimes) }
    }
    for name in names.links {
      columns += SeriesFigure.link.map { ColumnFold(.link, name, $0.metric, $0.isSometimes) }
    }
  }

  /// Most values that a series may hold at once [1]: 8 bytes each, or 20 with intervals.
  static let valueLimit = 20_000_000.0

  /// - Throws: `ExperimentError.badOption` when the buckets are too many for memory.
  func checked() throws(ExperimentError) {
    guard let bucket = window.bucket, bucket.seconds > 0 else {
      throw .badOption(
        name: "--bucket", found: window.bucket.map { "\($0)" } ?? "nothing",
        allowed: "a length above 0")
    }
    let buckets = (window.length.seconds / bucket.seconds).rounded(.up)
    let most = min(
      Window.bucketLimit, (Self.valueLimit / Double(max(columns.count, 1))).rounded(.down))
    guard buckets <= most else {
      throw .badOption(
        name: "--bucket", found: "\(bucket), \(QuantityFormat.number(buckets, digits: 9)) buckets",
        allowed: "\(TimeSpan(seconds: window.length.seconds / most)) or longer for this window")
    }
  }

  mutating func add(_ series: TimeSeries) {
    var column = 0
    let (bucket, whole) = (series.bucket.seconds, window.length.seconds)
    func lengthOf(_ number: Int) -> Double { min(bucket, whole - Double(number) * bucket) }
    for buckets in series.groups {
      fold(SeriesFigure.stream, buckets, lengthOf, &column)
    }
    if names.hasAll {
      fold(SeriesFigure.sums, names.foreground(series), lengthOf, &column)
    }
    for buckets in series.stations { fold(SeriesFigure.station, buckets, lengthOf, &column) }
    for buckets in series.links { fold(SeriesFigure.link, buckets, lengthOf, &column) }
    replications += 1
  }

  private mutating func fold<Bucket>(
    _ figures: [SeriesFigure<Bucket>], _ buckets: [Bucket], _ length: (Int) -> Double,
    _ column: inout Int
  ) {
    for figure in figures {
      columns[column].add(
        buckets.count, after: replications, { figure.value(buckets[$0], length($0)) })
      column += 1
    }
  }

  func result() throws(ExperimentError) -> ModelSeries {
    let (level, replications) = (self.level, self.replications)
    let factors = try inPart("statistics") { () throws(StatisticsError) in
      // By number of replications that had a value.
      try (0...max(replications, 1)).map { count throws(StatisticsError) in
        count < 2
          ? .nan : try Intervals.studentQuantile(level: level, degreesOfFreedom: Double(count - 1))
      }
    }
    return ModelSeries(
      bucket: window.bucket ?? window.length, start: window.runIn,
      end: TimeSpan(seconds: window.runIn.seconds + window.length.seconds),
      replications: replications, level: level,
      columns: columns.compactMap { $0.column(factors, replications) })
  }
}

/// What the parts of a series are about.
private struct SeriesNames {
  let streams: [String]
  let stations: [String]
  let links: [String]
  private let background: Set<Int>

  init(_ model: NetworkModel) {
    streams = model.groups
    (stations, links) = (model.stations.map(\.name), model.links.map(\.name))
    background = model.groupsApart
  }

  /// Whether a sum of streams says more than the streams.
  var hasAll: Bool { streams.count > 1 && background.count < streams.count }

  /// The buckets of all streams but the background, side by side, shape [buckets][streams].
  func foreground(_ series: TimeSeries) -> [[GroupBucket]] {
    let chosen = series.groups.indices.filter { !background.contains($0) }
    return (series.groups.first ?? []).indices.map { bucket in
      chosen.map { series.groups[$0][bucket] }
    }
  }
}

/// A figure of a bucket, and how it is read off.
private struct SeriesFigure<Bucket> {
  let metric: Metric
  /// Whether buckets may lack it.
  let isSometimes: Bool
  /// Of the bucket and its length [s].
  let value: (Bucket, Double) -> Double?

  init(
    _ metric: Metric, isSometimes: Bool = false, _ value: @escaping (Bucket, Double) -> Double?
  ) {
    (self.metric, self.isSometimes, self.value) = (metric, isSometimes, value)
  }

  /// A count over the length.
  static func rate(_ metric: Metric, _ count: @escaping (Bucket) -> Int) -> Self {
    Self(metric) { Double(count($0)) / $1 }
  }
}

/// In the order of `Metric.failureRates`.
private var failureCounts: [(GroupBucket) -> Int] {
  [
    \.failures.blocked, \.failures.abandoned, \.failures.timedOut, \.failures.limited,
    \.failures.broken, \.failures.expired, \.failures.lost,
  ]
}

extension SeriesFigure where Bucket == GroupBucket {
  static var counts: [(Metric, (GroupBucket) -> Int)] {
    [(.arrivals, \.arrivals), (.throughput, \.completions), (.lateRate, \.late)]
      + zip(Metric.failureRates, failureCounts).map { ($0, $1) }
  }

  static var stream: [SeriesFigure] {
    counts.map { .rate($0.0, $0.1) } + [
      SeriesFigure(.sojournTime, isSometimes: true) { bucket, _ in bucket.sojournTime },
      SeriesFigure(.sojournP50, isSometimes: true) { bucket, _ in bucket.sojournP50 },
      SeriesFigure(.sojournP95, isSometimes: true) { bucket, _ in bucket.sojournP95 },
      SeriesFigure(.sojournP99, isSometimes: true) { bucket, _ in bucket.sojournP99 },
    ]
  }
}

extension SeriesFigure where Bucket == [GroupBucket] {
  static var sums: [SeriesFigure] {
    SeriesFigure<GroupBucket>.counts.map { metric, count in
      .rate(metric) { $0.reduce(0) { $0 + count($1) } }
    }
  }
}

extension SeriesFigure where Bucket == StationBucket {
  static var station: [SeriesFigure] {
    [
      .rate(.arrivals, \.arrivals), .rate(.throughput, \.completions),
      SeriesFigure(.utilisation) { bucket, _ in bucket.utilisation },
      SeriesFigure(.queueLength) { bucket, _ in bucket.queueLength },
      .rate(Metric.failureRates[0], \.blocked), .rate(Metric.failureRates[1], \.abandoned),
      SeriesFigure(.sojournP50, isSometimes: true) { bucket, _ in bucket.sojournP50 },
      SeriesFigure(.sojournP95, isSometimes: true) { bucket, _ in bucket.sojournP95 },
      SeriesFigure(.sojournP99, isSometimes: true) { bucket, _ in bucket.sojournP99 },
    ]
  }
}

extension SeriesFigure where Bucket == LinkBucket {
  static var link: [SeriesFigure] {
    [
      SeriesFigure(.utilisation) { bucket, _ in bucket.utilisation },
      .rate(.transfers, \.transfers), SeriesFigure(.load) { bucket, _ in bucket.load },
    ]
  }
}
