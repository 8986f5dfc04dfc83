import EventEngine
import Statistics

/// Records that are started by themselves for a request: branches, notified work, attempts.
extension Kernel {
  /// Puts a record that works for a request into the pool.
  mutating func spawn(
    _ role: Role, from request: Int, name: StreamName, at instruction: Int32
  ) throws(EngineError) -> Int {
    try take(
      Request(
        name: name, user: requests[request].user, arrivedAt: loop.now,
        userRate: requests[request].userRate, deadline: requests[request].deadline,
        instruction: instruction, source: requests[request].source, role: role,
        priority: requests[request].priority))
  }

  /// Starts notified work, which draws what the request would have drawn for a call.
  mutating func notify(
    from request: Int, _ entry: Int32, _ strides: Int32
  ) throws(EngineError) {
    let notice = try spawn(.notice, from: request, name: requests[request].name, at: entry)
    requests[notice].deadline = .infinity
    copyCounters(of: request, to: notice)
    stride(request, strides)
    try advance(notice)
  }

  /// Lets a record draw what the request would have drawn next.
  mutating func copyCounters(of request: Int, to child: Int) {
    let (from, to) = (request &* program.counters, child &* program.counters)
    for i in 0..<program.counters { counters[to &+ i] = counters[from &+ i] }
  }

  /// Sets draws of a request aside for what works for it.
  mutating func stride(_ request: Int, _ row: Int32) {
    let row = program.strideRows[Int(row)]
    for i in Int(row.first)..<Int(row.first &+ row.count) {
      let stride = program.strides[i]
      counters[request &* program.counters &+ Int(stride.counter)] &+= stride.visits
    }
  }

  // MARK: Parents

  /// A request waits for a record from now on.
  mutating func adopt(_ child: Int, by request: Int) {
    requests[child].parent = Int32(truncatingIfNeeded: request)
    requests[child].sibling = requests[request].child
    requests[request].child = Int32(truncatingIfNeeded: child)
    requests[request].state = .waiting
  }

  /// A request does not wait for a record any more.
  mutating func disown(_ child: Int, by request: Int) {
    let record = Int32(truncatingIfNeeded: child)
    if requests[request].child == record {
      requests[request].child = requests[child].sibling
    } else {
      var before = Int(requests[request].child)
      while requests[before].sibling != record { before = Int(requests[before].sibling) }
      requests[before].sibling = requests[child].sibling
    }
    requests[child].parent = -1
    requests[child].sibling = -1
  }

  /// A record that a request waits for has come to its end.
  mutating func end(child: Int, _ failure: RequestFailure?) throws(EngineError) {
    let record = requests[child]
    guard record.parent >= 0 else { return try release(record: child) }
    let parent = Int(record.parent)
    disown(child, by: parent)
    try release(record: child)
    if record.role == .branch { return try branchEnded(parent, failure) }
    try attemptEnded(
      parent, failure, begunAt: record.arrivedAt, thinkingTime: record.thinkingTime)
  }

  // MARK: Fork and join

  /// Starts branches of a request, each with draws of its own.
  mutating func fork(_ request: Int, _ fork: Fork, _ draw: DrawKey) throws(EngineError) {
    let name = drawName(request, draw)
    requests[request].instruction = fork.end
    requests[request].branches = fork.entries.count
    requests[request].needed = fork.needed
    requests[request].failure = nil
    requests[request].callsBranchesBack = fork.cancels
    let first = Int(fork.entries.first)
    for index in 0..<Int(fork.entries.count) where requests[request].branches > 0 {
      let branch = try spawn(
        .branch, from: request, name: name.child(UInt64(index)),
        at: program.choices[first + index].target)
      adopt(branch, by: request)
      try advance(branch)
    }
  }

  /// A branch has ended; the request goes on when enough of them have succeeded, and fails when that
  /// cannot be any more.
  private mutating func branchEnded(
    _ request: Int, _ failure: RequestFailure?
  ) throws(EngineError) {
    requests[request].branches -= 1
    if let failure {
      requests[request].failure = failure
    } else {
      requests[request].needed -= 1
    }
    let (left, needed) = (requests[request].branches, requests[request].needed)
    guard needed == 0 || left < needed else { return }
    requests[request].branches = 0
    try letBranchesGo(of: request)
    if needed == 0 { return resume(request) }
    try fail(request, requests[request].failure ?? .lost)
  }

  /// Branches that are not needed any more work on by themselves, or are called back.
  private mutating func letBranchesGo(of request: Int) throws(EngineError) {
    while requests[request].child >= 0 {
      let child = Int(requests[request].child)
      disown(child, by: request)
      if requests[request].callsBranchesBack { try callBack(child) }
    }
  }
}
