/// How often steps draw for each purpose, at most.
///
/// An attempt and notified work draw in place of the request, which goes on behind all that they could have
/// drawn. So no two draws of a request have one name, and a retry shifts none; and where it is certain how
/// often the steps draw, trying or notifying shifts none either.
struct DrawUses {
  /// [1], above 0 and at most `most`.
  private(set) var counts: [UInt64: Int] = [:]
  /// Whether draws in branches count, which have names of their own.
  private let inBranches: Bool

  /// Draws for one purpose that one request may make [1]; counters have 32 bits.
  private static var most: Int { 1 << 31 }
  /// Draws for which one pass of a route has room, since it may go on for ever [1].
  private static var ofRoute: Int { 65_536 }

  init(_ steps: [Step] = [], inBranches: Bool = true) {
    self.inBranches = inBranches
    add(steps, times: 1)
  }

  func count(of purpose: UInt64) -> Int { counts[purpose, default: 0] }

  /// The purpose of drawing how often to call, beside that of drawing the work.
  static func repeats(_ purpose: UInt64) -> UInt64 { purpose ^ 0x7265_7065_6174_7321 }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? most : min(most, product)
  }

  private mutating func note(_ purpose: UInt64, _ times: Int) {
    if times > 0 { counts[purpose] = min(Self.most, count(of: purpose) + times) }
  }

  private mutating func add(_ steps: [Step], times: Int) {
    for step in steps { add(step, times: times) }
  }

  private mutating func add(_ step: Step, times: Int) {
    switch step {
    case .call(let call), .notify(let call): add(call, times: times)
    case .think(_, let purpose), .wait(_, let purpose): note(purpose, times)
    case .transfer(let transfer): note(transfer.purpose, times)
    case .route(_, _, let purpose): note(purpose, Self.product(times, Self.ofRoute))
    case .branch(let ways, let purpose):
      note(purpose, times)
      addLargest(of: ways.map(\.steps), times: times)
    case .parallel(let parallel):
      note(parallel.purpose, times)
      if inBranches { for branch in parallel.branches { add(branch, times: times) } }
    case .loop(let loop):
      note(loop.purpose, Self.product(times, loop.atMost - 1))
      add(loop.steps, times: Self.product(times, loop.atMost))
    case .attempt(let attempt):
      if attempt.policy != nil { note(attempt.purpose, times) }
      add(attempt.steps + attempt.otherwise, times: times)
    case .lastMile: break
    }
  }

  private mutating func add(_ call: Call, times: Int) {
    let calls = Self.product(times, Int(call.times.rounded(.up)))
    note(call.purpose, calls)
    if call.times != call.times.rounded() { note(Self.repeats(call.purpose), times) }
    add(call.holding, times: calls)
  }

  /// Adds steps of which only one list is gone through.
  private mutating func addLargest(of ways: [[Step]], times: Int) {
    var largest: [UInt64: Int] = [:]
    for way in ways {
      var uses = DrawUses(inBranches: inBranches)
      uses.add(way, times: times)
      largest.merge(uses.counts, uniquingKeysWith: max)
    }
    for (purpose, count) in largest { note(purpose, count) }
  }
}
