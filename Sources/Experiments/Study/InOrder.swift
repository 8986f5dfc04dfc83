/// Does `count` independent pieces of work, at most `threads` at once, and delivers their results in
/// order.
///
/// - Parameters:
///   - work: piece number in, result out; must depend on its number only.
///   - deliver: called with each result, in order of number, without gaps.
///   - progress: called after each piece with the number of finished ones.
/// - Returns: all results in order, shape [count].
/// - Throws: what `work` throws; `.receiver` for what `deliver` throws; `.cancelled` when the task was
///   cancelled, with the number of results delivered.
func inOrder<Value: Sendable>(
  count: Int, threads: Int, _ work: @escaping @Sendable (Int) throws(ExperimentError) -> Value,
  deliver: (Value) throws -> Void = { _ in }, progress: (Int) -> Void = { _ in }
) async throws(ExperimentError) -> [Value] {
  var ordered = OrderedResults<Value>(count: count)
  do {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      while next < min(threads, count) {
        let number = next
        group.addTask { (number, try work(number)) }
        next += 1
      }
      while let (number, value) = try await group.next() {
        try Task.checkCancellation()
        for ready in ordered.accept(value, number) { try deliver(ready) }
        progress(ordered.finished)
        if next < count {
          let number = next
          group.addTask { (number, try work(number)) }
          next += 1
        }
      }
    }
  } catch let error as ExperimentError {
    throw error
  } catch is CancellationError {
    throw .cancelled(finishedWorlds: ordered.delivered)
  } catch {
    throw .receiver(error)
  }
  return ordered.all
}

/// Puts results that come in any order back into the order of their numbers.
private struct OrderedResults<Value> {
  private var slots: [Value?]
  private(set) var finished = 0
  /// Results handed over so far, without a gap from the first.
  private(set) var delivered = 0

  init(count: Int) { slots = Array(repeating: nil, count: count) }

  var all: [Value] { slots.compactMap { $0 } }

  /// Takes one and returns all that are now next in order.
  mutating func accept(_ value: Value, _ number: Int) -> [Value] {
    slots[number] = value
    finished += 1
    var ready: [Value] = []
    while delivered < slots.count, let next = slots[delivered] {
      ready.append(next)
      delivered += 1
    }
    return ready
  }
}
