extension RateProfile {
  /// When the next arrival after `time` comes [s], always later than `time`; `nil` if there is none
  /// up to ``largestTime``.
  ///
  /// - Parameters:
  ///   - time: [s], ≥ 0: the time of the last arrival, or any time at which to begin.
  ///   - intensity: a factor on all rates [1], > 0, so that many streams can share one profile.
  public func nextArrival(
    after time: Double, _ stream: inout RandomStream, intensity: Double = 1
  ) -> Double? {
    self.time(after: time, expecting: stream.exponential() / intensity)
  }

  /// The first time by which `amount` arrivals [1] are expected since `start` [s]: the inverse of Λ,
  /// for an amount above 0; later than `start`, if by the last bit only. `nil` if so many are not
  /// expected up to ``largestTime``.
  ///
  /// Within the piece of `start` the gap is computed from `start`, so that it keeps all its digits
  /// however late it is.
  public func time(after start: Double, expecting amount: Double) -> Double? {
    guard start <= Self.largestTime, amount > 0, amount.isFinite,
      let place = place(of: max(0, start))
    else { return nil }
    let piece = pieces[place.index]
    let rate = rate(at: place)
    let left = piece.duration - place.since
    let expected = left * (rate / 2 + piece.endRate / 2)
    let found =
      amount <= expected
      ? max(0, start) + Self.gap(amount, rate, piece.slope, within: left)
      : time(round: place.round, target: counts[place.index + 1] + (amount - expected))
    guard let found, found <= Self.largestTime else { return nil }
    return max(found, start.nextUp)
  }

  /// The time at which Λ, counted from the start of a round, comes to `target`, in a later piece.
  private func time(round: Double, target: Double) -> Double? {
    var (round, target) = (round, target)
    let perRound = expectedPerRound
    if target > perRound {
      guard repeats, perRound > 0 else { return nil }
      let more = (target / perRound).rounded(.up) - 1
      round += more
      target -= more * perRound
    }
    // Rounding may leave nothing, which even a piece of rate 0 would reach.
    let index = piece(reaching: max(target, .leastNonzeroMagnitude))
    let piece = pieces[index]
    let rest = max(0, target - counts[index])
    let gap = Self.gap(rest, piece.startRate, piece.slope, within: piece.duration)
    return round * duration + (times[index] + gap)
  }

  /// The first piece in which Λ comes to `target`; never one that expects no arrival.
  private func piece(reaching target: Double) -> Int {
    var low = 0
    var high = pieces.count - 1
    while low < high {
      let middle = (low + high) / 2
      if counts[middle + 1] >= target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The time in which a rate that starts at `rate` and grows by `slope` expects `amount` arrivals:
  /// the root of rate·t + slope·t²/2 = amount, in the form that cancels nothing.
  private static func gap(
    _ amount: Double, _ rate: Double, _ slope: Double, within limit: Double
  ) -> Double {
    guard amount > 0 else { return 0 }
    if slope == 0 { return min(limit, amount / rate) }
    let root = max(0, rate * rate + 2 * slope * amount).squareRoot()
    return min(limit, 2 * amount / (rate + root))
  }
}
