import EventEngine
import Statistics

/// Attempts of calls under the rules of their callers.
///
/// An attempt is a record of its own. The request that makes it stands at the instruction `attempt`, and
/// goes there again for a retry. An attempt that ran out of time and is not called back has no parent any
/// more; its work is done all the same.
extension Kernel {
  /// A request makes the next attempt of a call.
  mutating func attempt(
    _ request: Int, _ policy: Int, _ strides: Int32, _ draw: DrawKey
  ) throws(EngineError) {
    if requests[request].attempts == 0 {
      requests[request].attemptName = drawName(request, draw)
      policies[policy].earn()
      if isOpen { policies[policy].meter.calls += 1 }
    }
    requests[request].attempts += 1
    let now = loop.now
    let deadline = requests[request].deadline
    guard now < deadline else { return try failCall(request, policy, .expired) }
    if let refusal = policies[policy].admit(at: now) {
      noteRefusal(refusal, by: policy)
      return try failAttempt(request, policy, refusal)
    }
    noteAttempt(number: requests[request].attempts, under: policy)
    let child = try startAttempt(of: request, strides)
    let limit = min(policies[policy].timeout, deadline - now)
    if limit < .infinity {
      requests[request].givesUp = try loop.scheduleCancellable(
        after: limit, kind: EventKind.timeout, payload: request)
    }
    try advance(child)
  }

  private mutating func startAttempt(of request: Int, _ strides: Int32) throws(EngineError) -> Int {
    let number = requests[request].attempts
    // The first attempt draws what the request itself would have drawn.
    let name =
      number == 1 ? requests[request].name : requests[request].attemptName.child(UInt64(number))
    let child = try spawn(
      .attempt, from: request, name: name, at: requests[request].instruction &+ 1)
    copyCounters(of: request, to: child)
    if number == 1 { stride(request, strides) }
    adopt(child, by: request)
    return child
  }

  /// An attempt has come to its end while its request waited for it.
  mutating func attemptEnded(
    _ request: Int, _ failure: RequestFailure?, begunAt: Double, thinkingTime: Double
  ) throws(EngineError) {
    guard case .attempt(let policy, _, _, let end) = currentInstruction(of: request) else { return }
    loop.cancel(requests[request].givesUp)
    requests[request].thinkingTime += thinkingTime
    settleAttempt(under: Int(policy), isFailure: failure != nil, begunAt: begunAt)
    if let failure {
      noteLost(loop.now - begunAt, under: Int(policy))
      return try failAttempt(request, Int(policy), failure)
    }
    requests[request].attempts = 0
    requests[request].instruction = end
    resume(request)
  }

  /// The time that a request waits for an attempt is over, or its pause before the next one.
  mutating func timeOut(_ request: Int) throws(EngineError) {
    guard case .attempt(let policy, _, _, _) = currentInstruction(of: request) else { return }
    let child = Int(requests[request].child)
    guard child >= 0 else { return try advance(request) }
    let begunAt = requests[child].arrivedAt
    requests[request].thinkingTime += thinkingTime(of: child)
    disown(child, by: request)
    settleAttempt(under: Int(policy), isFailure: true, begunAt: begunAt)
    if isOpen { policies[Int(policy)].meter.timeouts += 1 }
    noteLost(loop.now - begunAt, under: Int(policy))
    if policies[Int(policy)].cancels { try callBack(child) }
    if loop.now >= requests[request].deadline {
      return try failCall(request, Int(policy), .expired)
    }
    try failAttempt(request, Int(policy), .timedOut)
  }

  /// An attempt has failed: the request tries again after a pause, or the call has failed.
  private mutating func failAttempt(
    _ request: Int, _ policy: Int, _ failure: RequestFailure
  ) throws(EngineError) {
    let attempts = Int(requests[request].attempts)
    guard policies[policy].mayRetry(after: attempts) else {
      return try failCall(request, policy, failure)
    }
    let name = requests[request].attemptName.child(UInt64(attempts))
    let pause = policies[policy].pause(attempts, name)
    guard loop.now + pause < requests[request].deadline else {
      return try failCall(request, policy, failure)
    }
    policies[policy].spend()
    if isOpen { policies[policy].meter.pauseTime += pause }
    requests[request].state = .waiting
    requests[request].givesUp = try loop.scheduleCancellable(
      after: pause, kind: EventKind.timeout, payload: request)
  }

  private mutating func failCall(
    _ request: Int, _ policy: Int, _ failure: RequestFailure
  ) throws(EngineError) {
    if isOpen { policies[policy].meter.failedCalls += 1 }
    requests[request].attempts = 0
    try fail(request, failure)
  }

  private mutating func settleAttempt(under policy: Int, isFailure: Bool, begunAt: Double) {
    policies[policy].underWay -= 1
    policies[policy].breaker?.note(isFailure: isFailure, begunAt: begunAt, now: loop.now)
  }

  /// An attempt ends without having shown anything, because its request was called back.
  mutating func withdrawAttempt(of request: Int, begunAt: Double) {
    guard case .attempt(let policy, _, _, _) = currentInstruction(of: request) else { return }
    policies[Int(policy)].underWay -= 1
    policies[Int(policy)].breaker?.withdraw(begunAt: begunAt)
  }

  /// Time that the citizen has thought until now, in attempts under way, too [s].
  func thinkingTime(of request: Int) -> Double {
    let ahead = max(0, requests[request].thinksUntil - loop.now)
    let time = requests[request].thinkingTime - ahead
    // Nobody thinks in parallel, so that there is no other child to look at.
    let child = Int(requests[request].child)
    guard child >= 0, requests[child].role == .attempt else { return time }
    return time + thinkingTime(of: child)
  }

  private func currentInstruction(of request: Int) -> Instruction {
    program.code[Int(requests[request].instruction)]
  }

  // MARK: Figures

  private mutating func noteRefusal(_ refusal: RequestFailure, by policy: Int) {
    guard isOpen else { return }
    policies[policy].meter.broken += refusal == .broken ? 1 : 0
    policies[policy].meter.limited += refusal == .limited ? 1 : 0
  }

  private mutating func noteLost(_ time: Double, under policy: Int) {
    if isOpen { policies[policy].meter.lostTime += time }
  }

  private mutating func noteAttempt(number: Int32, under policy: Int) {
    guard isOpen else { return }
    policies[policy].meter.attempts += 1
    policies[policy].meter.retries += number > 1 ? 1 : 0
  }
}
