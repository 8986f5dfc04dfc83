import EventEngine
import Quantities
import Statistics

/// Compiles journeys to instructions.
///
///     call(times: 2.5)   ⇒  repeatBegin, delay, carry…, call, carry…, repeatEnd
///     call(holding: …)   ⇒  hold, …, release
///     attempt            ⇒  handle, attempt, …, finish, handle, jump, …otherwise…
struct ProgramBuilder: ~Copyable {
  let links: [LinkModel]
  let stations: [StationModel]
  /// Links where outages lose what is under way.
  let gatedLinks: Set<Int>
  var program = Program()
  /// Code of notified work, appended behind its journey: where its entry is needed, and what it is.
  var notices: [Notice] = []
  var waysByPath: [Way.Key: Int32] = [:]
  /// Counters of the journey at hand, by purpose.
  private var counters: [UInt64: Int32] = [:]
  private var counterCount: Int32 = 0
  /// How often the journey at hand draws for each purpose.
  private var uses = DrawUses()
  /// Servers kept here [1].
  var depth = 0
  /// What handles failures here, or −1, and the servers kept then [1].
  var handler: (index: Int32, keeps: UInt8) = (-1, 0)

  struct Notice {
    var at: Int
    var call: Call
    var draw: DrawKey
  }

  /// The program of all journeys of a checked model.
  static func compile(_ model: NetworkModel) -> Program {
    var builder = ProgramBuilder(model)
    for journey in model.journeys { builder.add(journey) }
    return builder.finished()
  }

  private init(_ model: NetworkModel) {
    links = model.simulatedLinks
    stations = model.stations
    gatedLinks = model.gatedLinks
  }

  private consuming func finished() -> Program { program }

  private mutating func add(_ journey: JourneyModel) {
    (counters, counterCount, uses) = ([:], 0, DrawUses(journey.steps, inBranches: true))
    program.entries.append(next)
    add(journey.steps)
    program.code.append(.finish)
    for notice in notices { addNotice(notice) }
    notices = []
    program.counters = max(program.counters, Int(counterCount))
  }

  /// Index of the instruction that comes next.
  var next: Int32 { Int32(program.code.count) }

  /// A place in the code that is filled in later.
  mutating func reserve() -> Int {
    program.code.append(.finish)
    return program.code.count - 1
  }

  // MARK: Draws

  mutating func drawKey(_ purpose: UInt64) -> DrawKey {
    guard uses.count(of: purpose) > 1 else { return DrawKey(purpose: purpose, counter: -1) }
    if let counter = counters[purpose] { return DrawKey(purpose: purpose, counter: counter) }
    let counter = newCounter()
    counters[purpose] = counter
    return DrawKey(purpose: purpose, counter: counter)
  }

  mutating func newCounter() -> Int32 {
    counterCount += 1
    return counterCount - 1
  }

  /// What steps that are started by themselves draw in place of the request, at most. The request draws
  /// on behind that, whatever becomes of them.
  mutating func addStrides(of steps: [Step]) -> Int32 {
    let first = Int32(program.strides.count)
    let uses = DrawUses(steps, inBranches: false)
    for (purpose, count) in uses.counts.sorted(by: { $0.key < $1.key }) {
      let draw = drawKey(purpose)
      guard draw.counter >= 0 else { continue }
      program.strides.append(Stride(counter: draw.counter, visits: UInt32(count)))
    }
    program.strideRows.append(
      TableRow(first: first, count: Int32(program.strides.count) - first))
    return Int32(program.strideRows.count - 1)
  }

  mutating func index(of distribution: Distribution) -> Int32 {
    program.distributions.append(distribution)
    return Int32(program.distributions.count - 1)
  }

  // MARK: Steps

  mutating func add(_ steps: [Step]) {
    var index = 0
    while index < steps.count {
      let chain = followers(in: steps[index...])
      if chain.count > 1 {
        addFollowed(chain)
      } else {
        add(steps[index])
      }
      index += max(1, chain.count)
    }
  }

  /// The calls at the head of `steps` that lead straight on to stations that block.
  private func followers(in steps: ArraySlice<Step>) -> [Call] {
    var chain: [Call] = []
    for step in steps {
      guard case .call(let call) = step,
        chain.last?.isFollowed(by: call, in: stations) ?? true
      else { break }
      chain.append(call)
    }
    return chain
  }

  private mutating func add(_ step: Step) {
    switch step {
    case .call(let call):
      addRepeated(call) { (builder, draw) in builder.addOnce(call, draw) }
    case .notify(let call):
      addRepeated(call) { (builder, draw) in
        builder.notices.append(Notice(at: builder.reserve(), call: call, draw: draw))
      }
    case .think(let time, let purpose):
      program.code.append(.think(time: index(of: time), draw: drawKey(purpose)))
    case .wait(let time, let purpose):
      program.code.append(.wait(time: index(of: time), draw: drawKey(purpose)))
    case .transfer(let transfer): addTransfer(transfer)
    case .lastMile(let size): program.code.append(.lastMile(bits: size.bits))
    case .branch(let ways, let purpose): addBranch(ways, purpose: purpose)
    case .parallel(let parallel): addParallel(parallel)
    case .loop(let loop): addLoop(loop)
    case .attempt(let attempt): addAttempt(attempt)
    case .route(let start, let next, let purpose):
      addRoute(start: start, next: next, purpose: purpose)
    }
  }

  /// Steps that a record of its own goes through: it keeps no servers yet, and handles no failures.
  mutating func addAlone(_ steps: [Step]) {
    let outer = (depth, handler)
    (depth, handler) = (0, (-1, 0))
    add(steps)
    program.code.append(.finish)
    (depth, handler) = outer
  }
}
