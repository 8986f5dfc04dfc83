import Statistics

/// What stands before a station, or before its replicas: a rate limit, a cache, a balancer; and what keeps
/// callers away.
struct Entrance {
  /// Tokens that come per second [1/s], and the most that are kept [1]; infinite for no limit.
  let tokenRate: Double
  let burst: Double
  /// Tokens there at `filledAt` [1] [s].
  var tokens: Double
  var filledAt = 0.0
  /// Probability of an answer from the cache [1], and its time [s].
  let hitShare: Double
  let hitTime: Double
  /// Probability to join, for each call that waits [1].
  let persistence: Double
  let balancing: Balancing
  /// The replicas among the kernel's stations, or none where the station itself serves.
  var replicas: Range<Int>
  /// Whose turn it is.
  var turn = 0
  /// Calls that the cache answers now [1].
  var answering = 0

  init(_ model: StationModel, replicas: Range<Int>) {
    tokenRate = model.rateLimit?.rate.perSecond ?? .infinity
    burst = model.rateLimit?.burst ?? .infinity
    tokens = burst
    hitShare = model.cache?.hitShare ?? 0
    hitTime = model.cache?.hitTime.seconds ?? 0
    persistence = 1 - model.deterrence
    balancing = model.balancing
    self.replicas = replicas
  }

  /// A token that is there but for rounding counts [1].
  private static var rounding: Double { 1e-9 }

  /// Takes a token, if there is one.
  mutating func admits(at now: Double) -> Bool {
    guard tokens < .infinity else { return true }
    tokens = min(burst, tokens + tokenRate * (now - filledAt))
    filledAt = now
    guard tokens >= 1 - Self.rounding else { return false }
    tokens = max(0, tokens - 1)
    return true
  }

  /// Whether the cache has the answer to a call.
  func hits(_ name: StreamName) -> Bool {
    hitShare > 0 && name.child(Purpose.cache).uniform < hitShare
  }

  /// Whether a caller who finds so many waiting goes at once.
  func balks(_ waiting: Int, _ name: StreamName) -> Bool {
    guard persistence < 1 && waiting > 0 else { return false }
    return name.child(Purpose.balking).uniform >= Portable.pow(persistence, Double(waiting))
  }
}

extension StationModel {
  /// Whether something stands before it.
  var hasEntrance: Bool {
    rateLimit != nil || cache != nil || deterrence > 0 || replicas > 1
  }

  /// One of its copies. The first has the faults that the station would have by itself.
  func replica(_ number: Int) -> StationModel {
    var copy = self
    copy.replicas = 1
    copy.name = "\(name) \(number + 1)"
    if number > 0 { copy.key = StreamName(seed: key).child(UInt64(number)).bits }
    return copy
  }

  /// What its copies have in common: it serves nobody.
  var front: StationModel {
    var front = StationModel(name: name, servers: servers, serviceTime: serviceTime, key: key)
    let (all, overflows) = servers.multipliedReportingOverflow(by: replicas)
    front.servers = overflows ? servers : all
    return front
  }
}
