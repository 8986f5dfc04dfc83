import Statistics

/// Branches, loops, things done at once, attempts, routes.
extension ProgramBuilder {
  mutating func addBranch(_ ways: [(probability: Double, steps: [Step])], purpose: UInt64) {
    let draw = drawKey(purpose)
    let begin = reserve()
    let row = addChoices(ways.map { (0, $0.probability) })
    var exits: [Int] = []
    for (i, way) in ways.enumerated() {
      program.choices[Int(row.first) + i].target = next
      add(way.steps)
      exits.append(reserve())
    }
    for exit in exits { program.code[exit] = .jump(next) }
    program.code[begin] = .branch(first: row.first, count: row.count, draw: draw, otherwise: next)
  }

  mutating func addLoop(_ loop: Loop) {
    let (counter, draw) = (newCounter(), drawKey(loop.purpose))
    program.code.append(.allow(rounds: UInt32(loop.atMost), counter: counter))
    let start = next
    add(loop.steps)
    program.code.append(
      .again(probability: loop.again, counter: counter, draw: draw, start: start))
  }

  mutating func addParallel(_ parallel: Parallel) {
    let draw = drawKey(parallel.purpose)
    let begin = reserve()
    let row = addChoices(parallel.branches.map { _ in (0, 0) })
    for (i, branch) in parallel.branches.enumerated() {
      program.choices[Int(row.first) + i].target = next
      addAlone(branch)
    }
    program.forks.append(
      Fork(entries: row, needed: Int32(parallel.needed), cancels: parallel.cancels, end: next))
    program.code[begin] = .fork(row: Int32(program.forks.count - 1), draw: draw)
  }

  mutating func addAttempt(_ attempt: Attempt) {
    guard !attempt.otherwise.isEmpty else { return addTrial(attempt) }
    let outer = handler
    program.handlers.append(-1)
    handler = (Int32(program.handlers.count - 1), UInt8(depth))
    addHandling()
    addTrial(attempt)
    let index = Int(handler.index)
    handler = outer
    addHandling()
    let exit = reserve()
    program.handlers[index] = next
    addHandling()
    if attempt.goesOn {
      add(attempt.otherwise)
    } else {
      addCompensation(attempt.otherwise)
    }
    program.code[exit] = .jump(next)
  }

  /// Steps after which the request fails all the same, whatever fails in them.
  private mutating func addCompensation(_ steps: [Step]) {
    let cause = newCounter()
    program.code.append(.noteFailure(counter: cause))
    add(steps)
    program.code.append(.rethrow(counter: cause))
  }

  private mutating func addHandling() {
    program.code.append(.handle(by: handler.index, keeps: handler.keeps))
  }

  private mutating func addTrial(_ attempt: Attempt) {
    guard let policy = attempt.policy else { return add(attempt.steps) }
    let draw = drawKey(attempt.purpose)
    let strides = addStrides(of: attempt.steps)
    let begin = reserve()
    addAlone(attempt.steps)
    program.code[begin] = .attempt(
      policy: Int32(policy), strides: strides, draw: draw, end: next)
  }

  mutating func addRoute(
    start: [(station: Int, probability: Double)],
    next: [[(station: Int, probability: Double)]], purpose: UInt64
  ) {
    let draw = drawKey(purpose)
    let firstRow = Int32(program.rows.count)
    for row in [start] + next { program.rows.append(addChoices(row)) }
    program.code.append(.enterRoute(row: firstRow, draw: draw))
    program.code.append(.followRoute(firstRow: firstRow + 1, draw: draw))
  }

  /// Cumulative probabilities; a row that reaches 1 but for rounding reaches it exactly.
  private mutating func addChoices(_ ways: [(Int, Double)]) -> TableRow {
    let first = program.choices.count
    var sum = 0.0
    for (target, probability) in ways {
      sum += probability
      let cumulative = sum > 1 - NetworkModel.probabilityTolerance ? 1 : sum
      program.choices.append(Choice(cumulative: cumulative, target: Int32(target)))
    }
    return TableRow(first: Int32(first), count: Int32(ways.count))
  }
}
