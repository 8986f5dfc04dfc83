import EventEngine
import Quantities
import Statistics

/// Compiles journeys to instructions.
///
///     call(times: 2.5)  ⇒  repeatBegin, delay, carry…, call, carry…, repeatEnd
struct ProgramBuilder: ~Copyable {
  private let links: [LinkModel]
  private var program = Program()
  /// Code of notified work, appended behind its journey: where its entry is needed, and what it is.
  private var notices: [(at: Int, call: Call, draw: DrawKey)] = []
  /// Counters of the journey at hand, by purpose.
  private var counters: [UInt64: Int32] = [:]
  private var counterCount: Int32 = 0
  /// How often the journey at hand draws for a purpose at most (2 stands for more than once).
  private var uses: [UInt64: Int] = [:]

  /// The parts of `Step.call` and `Step.notify`.
  private struct Call {
    var station: Int
    var times: Double
    var purpose: UInt64
    var path: [Hop]
    var fixedDelay: TimeSpan
  }

  /// The program of all journeys of a checked model.
  static func compile(_ model: NetworkModel) -> Program {
    var builder = ProgramBuilder(links: model.links)
    for journey in model.journeys { builder.add(journey) }
    return builder.finished()
  }

  private init(links: [LinkModel]) { self.links = links }

  private consuming func finished() -> Program { program }

  private mutating func add(_ journey: JourneyModel) {
    (counters, counterCount, uses) = ([:], 0, [:])
    journey.steps.forEach { countUses($0) }
    program.entries.append(Int32(program.code.count))
    for step in journey.steps { add(step) }
    program.code.append(.finish)
    for notice in notices {
      setNotice(at: notice.at, entry: program.code.count, draw: notice.draw)
      addOnce(notice.call, notice.draw)
      program.code.append(.finish)
    }
    notices = []
    program.counters = max(program.counters, Int(counterCount))
  }

  // MARK: Draws

  private mutating func countUses(_ step: Step) {
    switch step {
    case .call(_, let times, let purpose, _, _), .notify(_, let times, let purpose, _, _):
      uses[purpose, default: 0] += times > 1 ? 2 : 1
      uses[Self.repeats(purpose), default: 0] += 1
    case .think(_, let purpose), .transfer(_, _, let purpose):
      uses[purpose, default: 0] += 1
    case .route(_, _, let purpose):
      uses[purpose, default: 0] += 2
    case .branch(let ways, let purpose):
      uses[purpose, default: 0] += 1
      for way in ways { way.steps.forEach { countUses($0) } }
    case .parallel(let branches, _):
      for branch in branches { branch.forEach { countUses($0) } }
    case .lastMile:
      break
    }
  }

  /// The purpose of drawing how often to call, beside that of drawing the work.
  private static func repeats(_ purpose: UInt64) -> UInt64 { purpose ^ 0x7265_7065_6174_7321 }

  private mutating func drawKey(_ purpose: UInt64) -> DrawKey {
    guard uses[purpose, default: 0] > 1 else { return DrawKey(purpose: purpose, counter: -1) }
    if let counter = counters[purpose] { return DrawKey(purpose: purpose, counter: counter) }
    let counter = newCounter()
    counters[purpose] = counter
    return DrawKey(purpose: purpose, counter: counter)
  }

  private mutating func newCounter() -> Int32 {
    counterCount += 1
    return counterCount - 1
  }

  private mutating func index(of distribution: Distribution) -> Int32 {
    program.distributions.append(distribution)
    return Int32(program.distributions.count - 1)
  }

  // MARK: Steps

  private mutating func add(_ step: Step) {
    switch step {
    case .call(let station, let times, let purpose, let path, let delay):
      let call = Call(
        station: station, times: times, purpose: purpose, path: path, fixedDelay: delay)
      addRepeated(call) { (builder, draw) in builder.addOnce(call, draw) }
    case .notify(let station, let times, let purpose, let path, let delay):
      let call = Call(
        station: station, times: times, purpose: purpose, path: path, fixedDelay: delay)
      addRepeated(call) { (builder, draw) in
        builder.notices.append((builder.program.code.count, call, draw))
        builder.program.code.append(.notify(entry: 0, counter: draw.counter))
      }
    case .think(let time, let purpose):
      program.code.append(.think(time: index(of: time), draw: drawKey(purpose)))
    case .transfer(let link, let size, let purpose):
      addTransfer(link: link, size: size, purpose: purpose)
    case .lastMile(let size):
      program.code.append(.lastMile(bits: size.bits))
    case .branch(let ways, let purpose):
      addBranch(ways, purpose: purpose)
    case .parallel(let branches, let purpose):
      addParallel(branches, purpose: purpose)
    case .route(let start, let next, let purpose):
      addRoute(start: start, next: next, purpose: purpose)
    }
  }

  private mutating func addRepeated(
    _ call: Call, body: (inout ProgramBuilder, DrawKey) -> Void
  ) {
    let whole = call.times.rounded(.down)
    let fraction = call.times - whole
    let draw = drawKey(call.purpose)
    if whole == 1 && fraction == 0 { return body(&self, draw) }
    if whole == 0 && fraction == 0 { return }
    let counter = newCounter()
    let often = drawKey(Self.repeats(call.purpose))
    let begin = program.code.count
    program.code.append(.finish)
    body(&self, draw)
    program.code.append(.repeatEnd(counter: counter, start: Int32(begin + 1)))
    program.code[begin] = .repeatBegin(
      whole: UInt32(whole), fraction: fraction, counter: counter, draw: often,
      end: Int32(program.code.count))
  }

  private mutating func addOnce(_ call: Call, _ draw: DrawKey) {
    addDelay(pureDelay(of: call))
    for hop in call.path { addSending(hop.request, over: hop.link) }
    program.code.append(.call(station: Int32(call.station), draw: draw))
    for hop in call.path.reversed() { addSending(hop.response, over: hop.link) }
  }

  /// All time of one call that no queue or sharing can change [s].
  private func pureDelay(of call: Call) -> Double {
    call.path.reduce(call.fixedDelay.seconds) { sum, hop in
      let link = links[hop.link]
      let sending = (hop.request.bits + hop.response.bits) / link.bandwidth.bitsPerSecond
      return sum + 2 * link.delay.seconds + (link.binds ? 0 : sending)
    }
  }

  private mutating func addSending(_ size: DataSize, over link: Int) {
    program.code.append(
      links[link].binds
        ? .carry(link: Int32(link), bits: size.bits) : .pass(link: Int32(link), bits: size.bits))
  }

  private mutating func addDelay(_ seconds: Double) {
    if seconds > 0 { program.code.append(.delay(seconds)) }
  }

  private mutating func addTransfer(link: Int, size: Distribution, purpose: UInt64) {
    addDelay(links[link].delay.seconds)
    let (size, draw) = (index(of: size), drawKey(purpose))
    program.code.append(
      links[link].binds
        ? .transfer(link: Int32(link), size: size, draw: draw)
        : .transmit(link: Int32(link), size: size, draw: draw))
  }

  private mutating func addBranch(
    _ ways: [(probability: Double, steps: [Step])], purpose: UInt64
  ) {
    let begin = program.code.count
    let draw = drawKey(purpose)
    program.code.append(.finish)
    let row = addChoices(ways.map { (0, $0.probability) })
    var exits: [Int] = []
    for (i, way) in ways.enumerated() {
      program.choices[Int(row.first) + i].target = Int32(program.code.count)
      for step in way.steps { add(step) }
      exits.append(program.code.count)
      program.code.append(.finish)
    }
    let end = Int32(program.code.count)
    for exit in exits { program.code[exit] = .jump(end) }
    program.code[begin] = .branch(first: row.first, count: row.count, draw: draw, otherwise: end)
  }

  private mutating func addParallel(_ branches: [[Step]], purpose: UInt64) {
    let begin = program.code.count
    program.code.append(.finish)
    let row = addChoices(branches.map { _ in (0, 0) })
    for (i, branch) in branches.enumerated() {
      program.choices[Int(row.first) + i].target = Int32(program.code.count)
      for step in branch { add(step) }
      program.code.append(.finish)
    }
    program.code[begin] = .fork(
      first: row.first, count: row.count, purpose: purpose, end: Int32(program.code.count))
  }

  private mutating func addRoute(
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
  private mutating func addChoices(_ ways: [(Int, Double)]) -> ChoiceRow {
    let first = program.choices.count
    var sum = 0.0
    for (target, probability) in ways {
      sum += probability
      let cumulative = sum > 1 - NetworkModel.probabilityTolerance ? 1 : sum
      program.choices.append(Choice(cumulative: cumulative, target: Int32(target)))
    }
    return ChoiceRow(first: Int32(first), count: Int32(ways.count))
  }

  private mutating func setNotice(at index: Int, entry: Int, draw: DrawKey) {
    program.code[index] = .notify(entry: Int32(entry), counter: draw.counter)
  }
}
