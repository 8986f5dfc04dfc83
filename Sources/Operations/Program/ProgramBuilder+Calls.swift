import Quantities

/// Calls: repeated, holding, followed by one that may block.
extension ProgramBuilder {
  mutating func addRepeated(
    _ call: Call, body: (inout ProgramBuilder, DrawKey) -> Void
  ) {
    let whole = call.times.rounded(.down)
    let fraction = call.times - whole
    let draw = drawKey(call.purpose)
    if whole == 1 && fraction == 0 { return body(&self, draw) }
    if whole == 0 && fraction == 0 { return }
    let counter = newCounter()
    let often = drawKey(DrawUses.repeats(call.purpose))
    let begin = reserve()
    body(&self, draw)
    program.code.append(.repeatEnd(counter: counter, start: Int32(begin + 1)))
    program.code[begin] = .repeatBegin(
      whole: UInt32(whole), fraction: fraction, counter: counter, draw: often, end: next)
  }

  mutating func addOnce(_ call: Call, _ draw: DrawKey) {
    addDelay(call.fixedDelay.seconds + delayOnTheWay(of: call))
    addSending(call.request, over: call.path, isBack: false)
    if call.holding.isEmpty {
      program.code.append(.call(station: Int32(call.station), draw: draw))
    } else {
      let slot = newSlot()
      let begin = reserve()
      add(call.holding)
      program.code[begin] = .hold(
        station: Int32(call.station), draw: draw, slot: slot, answered: next)
      program.code.append(.release(slot: slot))
      depth -= 1
    }
    addSending(call.response, over: call.path, isBack: true)
  }

  mutating func addNotice(_ notice: Notice) {
    let strides = addStrides(of: [.call(notice.call.once)])
    program.code[notice.at] = .notify(entry: next, strides: strides)
    let outer = (depth, handler)
    (depth, handler) = (0, (-1, 0))
    addOnce(notice.call, notice.draw)
    program.code.append(.finish)
    (depth, handler) = outer
  }

  private mutating func newSlot() -> Int32 {
    depth += 1
    program.holds = max(program.holds, depth)
    return Int32(depth - 1)
  }

  // MARK: Blocking after service

  /// A chain of calls of which each but the last keeps its server until the next lets it in.
  mutating func addFollowed(_ chain: [Call]) {
    let slot = newSlot()
    for (index, call) in chain.enumerated() {
      let (station, draw) = (Int32(call.station), drawKey(call.purpose))
      program.code.append(
        index == 0
          ? .hold(station: station, draw: draw, slot: slot, answered: next + 1)
          : .follow(station: station, draw: draw, slot: slot, keeps: index < chain.count - 1))
    }
    depth -= 1
  }

  // MARK: Time on the way

  mutating func addDelay(_ seconds: Double) {
    if seconds > 0 { program.code.append(.delay(seconds)) }
  }
}

extension Call {
  /// The same call, made once.
  var once: Call {
    var call = self
    call.times = 1
    return call
  }

  /// Whether no time passes on the way, and nothing is repeated or held.
  var isDirect: Bool {
    times == 1 && path.isEmpty && fixedDelay == .zero && holding.isEmpty
  }
}
