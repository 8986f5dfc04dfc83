import Statistics

/// Where steps stand.
struct StepContext {
  /// Steps inside steps [1].
  var depth = 0
  /// Most rounds of all loops around, together [1].
  var rounds = 1.0
  /// Whether other branches of the same request go on meanwhile.
  var isParallel = false
  /// Servers kept here [1].
  var holds = 0

  func inside(rounds more: Double = 1, isParallel parallel: Bool = false, holds kept: Int = 0)
    -> StepContext
  {
    StepContext(
      depth: depth + 1, rounds: rounds * more, isParallel: isParallel || parallel,
      holds: holds + kept)
  }
}

extension NetworkModel {
  /// Most steps inside steps [1].
  static let depthLimit = 32

  func check(
    _ steps: [Step], _ place: String, _ context: StepContext, _ faults: inout FaultList
  ) {
    if context.depth > Self.depthLimit {
      return faults.add(
        place, "more than \(Self.depthLimit) steps in each other", "\(Self.depthLimit)")
    }
    if context.rounds > Self.callLimit {
      return faults.add(
        place, "up to \(context.rounds) rounds of loops in each other", "\(Self.callLimit)")
    }
    for (i, step) in steps.enumerated() { check(step, "\(place)[\(i)]", context, &faults) }
    checkBlocking(steps, place, &faults)
  }

  private func check(
    _ step: Step, _ place: String, _ context: StepContext, _ faults: inout FaultList
  ) {
    switch step {
    case .call(let call): check(call, place, context, &faults)
    case .notify(let call):
      check(call, place, context, &faults)
      if !call.holding.isEmpty {
        faults.add("\(place).holding", "steps of notified work", "none: call it instead")
      }
    case .think(let time, _):
      faults.check(time, "\(place).time")
      if context.isParallel {
        faults.add(place, "time to think", "none: a citizen does not think in parallel")
      }
    case .wait(let time, _):
      faults.check(time, "\(place).time")
    case .transfer(let transfer):
      check(path: transfer.path, "\(place).path", &faults)
      if transfer.path.isEmpty { faults.add("\(place).path", "no link", "one or more") }
      faults.check(transfer.size, "\(place).size")
    case .lastMile(let size):
      faults.check(size.bytes, from: 0, "\(place).size")
    case .branch(let ways, _):
      faults.check(probabilities: ways.map(\.probability), place)
      for (j, way) in ways.enumerated() {
        check(way.steps, "\(place).branch[\(j)].steps", context.inside(), &faults)
      }
    case .parallel(let parallel): check(parallel, place, context, &faults)
    case .loop(let loop):
      faults.check(loop.again, from: 0, to: 1, "\(place).again")
      faults.check(loop.atMost, in: 1...Int(Self.callLimit), "\(place).atMost")
      check(
        loop.steps, "\(place).loop", context.inside(rounds: Double(loop.atMost)), &faults)
    case .attempt(let attempt):
      if let policy = attempt.policy {
        faults.check(index: policy, of: policies.count, "\(place).policy")
      }
      check(attempt.steps, "\(place).attempt", context.inside(), &faults)
      check(attempt.otherwise, "\(place).otherwise", context.inside(), &faults)
    case .route(let start, let next, _):
      check(start: start, next: next, place, &faults)
    }
  }

  private func check(
    _ call: Call, _ place: String, _ context: StepContext, _ faults: inout FaultList
  ) {
    faults.check(index: call.station, of: stations.count, "\(place).station")
    faults.check(call.times, from: 0, to: Self.callLimit, "\(place).times")
    faults.check(call.fixedDelay.seconds, from: 0, "\(place).fixedDelay")
    check(path: call.path, "\(place).path", &faults)
    if call.path.contains(where: { links.indices.contains($0) && links[$0].isFreeLastMile }) {
      faults.add(
        "\(place).path", "a call over a last mile that does not bind",
        "a transfer, or a last mile that binds")
    }
    faults.check(call.request.bytes, from: 0, "\(place).request")
    faults.check(call.response.bytes, from: 0, "\(place).response")
    guard !call.holding.isEmpty else { return }
    if stations.indices.contains(call.station), !hasOneCallPerServer(call.station) {
      faults.add(
        "\(place).holding", "a server that calls share",
        "a station whose servers, and whose standby's, serve one call each"
      )
    }
    check(
      call.holding, "\(place).holding",
      context.inside(rounds: max(1, call.times.rounded(.up)), holds: 1), &faults)
  }

  private func check(
    _ parallel: Parallel, _ place: String, _ context: StepContext, _ faults: inout FaultList
  ) {
    faults.check(parallel.branches.count, in: 1...1_000, "\(place).parallel")
    faults.check(parallel.needed, in: 1...max(1, parallel.branches.count), "\(place).needed")
    for (j, branch) in parallel.branches.enumerated() {
      check(branch, "\(place).parallel[\(j)]", context.inside(isParallel: true), &faults)
    }
  }

  private func check(path: [Int], _ place: String, _ faults: inout FaultList) {
    for (i, link) in path.enumerated() {
      faults.check(index: link, of: links.count, "\(place)[\(i)]")
    }
    if Set(path).count != path.count { faults.add(place, "a link twice", "each link once") }
    let combinations = path.filter(links.indices.contains).reduce(1.0) {
      $0 * Double(links[$1].cells)
    }
    if combinations >= Double(FlowClassTable.cellLimit) {
      faults.add(
        place, "\(combinations) ways through the links' cells",
        "fewer than \(FlowClassTable.cellLimit)")
    }
  }

  private func check(
    start: [(station: Int, probability: Double)],
    next: [[(station: Int, probability: Double)]], _ place: String, _ faults: inout FaultList
  ) {
    if next.count != stations.count {
      faults.add(
        "\(place).next", "\(next.count) rows", "one for each of \(stations.count) stations")
    }
    for (j, row) in ([start] + next).enumerated() {
      let place = j == 0 ? "\(place).start" : "\(place).next[\(j - 1)]"
      faults.check(probabilities: row.map(\.probability), place)
      for way in row { faults.check(index: way.station, of: stations.count, "\(place).station") }
    }
  }
}

extension CallPolicy {
  func check(_ place: String, _ faults: inout FaultList) {
    if let timeout { faults.check(timeout.seconds, above: 0, "\(place).timeout") }
    if let atOnce { faults.check(atOnce, in: 1...Int.max, "\(place).atOnce") }
    if let retries { retries.check("\(place).retries", &faults) }
    guard let breaker else { return }
    faults.check(breaker.window, in: 1...64, "\(place).breaker.window")
    faults.check(breaker.threshold, above: 0, "\(place).breaker.threshold")
    faults.check(breaker.threshold, from: 0, to: 1, "\(place).breaker.threshold")
    faults.check(breaker.openFor.seconds, above: 0, "\(place).breaker.openFor")
    faults.check(breaker.probes, in: 1...1_000_000, "\(place).breaker.probes")
  }
}

extension Retries {
  func check(_ place: String, _ faults: inout FaultList) {
    if let atMost { faults.check(atMost, in: 0...1_000_000, "\(place).atMost") }
    faults.check(pause, "\(place).pause")
    if atMost == nil { faults.check(pause.mean, above: 0, "\(place).pause.mean") }
    faults.check(growth, from: 1, to: 1e6, "\(place).growth")
    if let longest { faults.check(longest.seconds, from: 0, "\(place).longest") }
    guard let budget else { return }
    faults.check(budget.share, from: 0, to: 1e6, "\(place).budget.share")
    faults.check(budget.reserve, from: 1, to: 1e12, "\(place).budget.reserve")
  }
}

extension LinkModel {
  /// Whether only the user's own connection limits what goes over it.
  fileprivate var isFreeLastMile: Bool { isLastMile && !binds }
}
