import Operations
import Quantities
import Scenarios
import Statistics

/// Builds the journeys of an explicit model.
struct ExplicitJourneys {
  private let names: ExplicitNames

  init(_ names: ExplicitNames) { self.names = names }

  func model(of journey: Journey) throws(ExperimentError) -> JourneyModel {
    let steps: [Step]
    switch journey.body {
    case .steps(let written): steps = try self.steps(written, "journeys.\(journey.name)")
    case .routing(let start, let next): steps = [route(start, next, journey.name)]
    }
    return JourneyModel(name: journey.name, steps: steps)
  }

  private func route(
    _ start: [(station: String, probability: Double)],
    _ next: [(from: String, to: String, probability: Double)], _ name: String
  ) -> Step {
    let first = start.compactMap { way in
      names.stations[way.station].map { (station: $0, probability: way.probability) }
    }
    var rows = Array(
      repeating: [(station: Int, probability: Double)](), count: names.stations.count)
    for way in next {
      if let from = names.stations[way.from], let to = names.stations[way.to] {
        rows[from].append((to, way.probability))
      }
    }
    return .route(start: first, next: rows, purpose: StreamName.hash("route \(name)"))
  }

  /// - Parameter place: for errors.
  private func steps(
    _ journey: [JourneyStep], _ place: String
  ) throws(ExperimentError) -> [Step] {
    var steps: [Step] = []
    for step in journey {
      if let step = try self.step(step, place) { steps.append(step) }
    }
    return steps
  }

  private func step(_ step: JourneyStep, _ place: String) throws(ExperimentError) -> Step? {
    switch step {
    case .call(let terms):
      guard let call = try call(terms, place) else { return nil }
      guard let policy = terms.policy else { return .call(call) }
      return .attempt(
        Attempt(
          [.call(call)], policy: names.policies[policy], purpose: StreamName.hash("attempt")))
    case .notify(let terms):
      return try call(terms, place).map { .notify($0) }
    case .think(let time):
      return .think(try distribution(time, "\(place).think"), purpose: StreamName.hash("think"))
    case .wait(let time):
      return .wait(try distribution(time, "\(place).wait"), purpose: StreamName.hash("wait"))
    case .transfer(let links, let size, let isBack):
      return .transfer(
        Transfer(
          path: path(links), size: try distribution(size, "\(place).size"), isBack: isBack,
          purpose: StreamName.hash(links.joined(separator: " "))))
    case .page(let size): return .lastMile(size: size)
    case .branch, .parallel, .loop, .attempt: return try structure(step, place)
    }
  }

  /// A step that holds steps.
  private func structure(_ step: JourneyStep, _ place: String) throws(ExperimentError) -> Step? {
    switch step {
    case .branch(let ways):
      var branches: [(probability: Double, steps: [Step])] = []
      for way in ways { branches.append((way.probability, try steps(way.steps, place))) }
      return .branch(branches, purpose: StreamName.hash("branch"))
    case .parallel(let lanes, let needed, let cancels):
      var branches: [[Step]] = []
      for lane in lanes { branches.append(try steps(lane, place)) }
      return .parallel(
        Parallel(
          branches: branches, needed: needed, cancels: cancels,
          purpose: StreamName.hash("parallel")))
    case .loop(let body, let again, let atMost):
      return .loop(
        Loop(
          steps: try steps(body, place), again: again, atMost: atMost,
          purpose: StreamName.hash("repeat")))
    case .attempt(let terms):
      return .attempt(
        Attempt(
          try steps(terms.steps, place), policy: terms.policy.flatMap { names.policies[$0] },
          otherwise: try steps(terms.otherwise, place), goesOn: terms.then == .goOn,
          purpose: StreamName.hash("attempt")))
    case .call, .notify, .think, .wait, .transfer, .page: return nil
    }
  }

  private func call(_ terms: CallTerms, _ place: String) throws(ExperimentError) -> Call? {
    guard let station = names.stations[terms.target] else { return nil }
    return Call(
      station: station, times: terms.times, purpose: StreamName.hash(terms.target),
      path: path(terms.via), request: terms.request, response: terms.response,
      fixedDelay: terms.delay, holding: try steps(terms.holding, place))
  }

  private func path(_ links: [String]) -> [Int] { links.compactMap { names.links[$0] } }
}
