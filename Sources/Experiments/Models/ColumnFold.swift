import Statistics

/// One column of a time series while replications come in: mean and spread of every bucket, by
/// Welford's updates. It takes memory with its first value that counts, and for the spread with the
/// second replication.
struct ColumnFold {
  private let kind: ModelSeries.Kind
  private let entity: String
  private let metric: Metric
  /// Whether buckets may lack a value, such as the quantile of nothing.
  private let isSometimes: Bool
  private var mean: [Double] = []
  /// Sums of squared distances from the mean.
  private var squares: [Double] = []
  /// Replications that had a value, where some may not.
  private var counts: [UInt32] = []
  private var isAllZero = true

  init(
    _ kind: ModelSeries.Kind, _ entity: String, _ metric: Metric, _ isSometimes: Bool
  ) {
    (self.kind, self.entity, self.metric) = (kind, entity, metric)
    self.isSometimes = isSometimes
  }

  /// - Parameter done: replications taken in before.
  mutating func add(_ count: Int, after done: Int, _ value: (Int) -> Double?) {
    for bucket in 0..<count {
      guard let value = value(bucket), value.isFinite else { continue }
      if isAllZero {
        guard value != 0 || isSometimes else { continue }
        begin(count)
        // Buckets before this one were 0 in this replication as well; so they stay.
      }
      if done > 0, squares.isEmpty { squares = Array(repeating: 0, count: count) }
      note(value, in: bucket, after: done)
    }
  }

  private mutating func begin(_ count: Int) {
    isAllZero = false
    mean = Array(repeating: 0, count: count)
    if isSometimes { counts = Array(repeating: 0, count: count) }
  }

  private mutating func note(_ value: Double, in bucket: Int, after done: Int) {
    var n = Double(done + 1)
    if isSometimes {
      counts[bucket] += 1
      n = Double(counts[bucket])
    }
    let distance = value - mean[bucket]
    mean[bucket] += distance / n
    if n > 1 { squares[bucket] += distance * (value - mean[bucket]) }
  }

  /// - Parameters:
  ///   - factors: Student's by number of values.
  ///   - replications: taken in.
  /// - Returns: `nil` where the column is zero throughout.
  func column(_ factors: [Double], _ replications: Int) -> ModelSeries.Column? {
    guard !isAllZero else { return nil }
    func values(_ bucket: Int) -> Int {
      isSometimes ? Int(counts[bucket]) : replications
    }
    let halfWidth =
      replications < 2
      ? []
      : mean.indices.map { bucket -> Double in
        let n = values(bucket)
        guard n >= 2 else { return .nan }
        let variance = (squares.isEmpty ? 0 : squares[bucket]) / Double(n - 1)
        return factors[n] * (variance / Double(n)).squareRoot()
      }
    return ModelSeries.Column(
      kind: kind, entity: entity, metric: metric.name, unit: metric.unit,
      mean: isSometimes ? mean.indices.map { values($0) == 0 ? .nan : mean[$0] } : mean,
      halfWidth: halfWidth)
  }
}
