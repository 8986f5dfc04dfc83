import Operations
import Quantities
import Statistics
import Testing

/// Officials at counters, by hand: calls of 10 s; two officials to 20 s, one to 40 s, none to 60 s, then two.
@Suite struct ShiftTests {
  static func counter(_ end: ShiftEnd, _ closing: ClosingRule = .wait) -> StationModel {
    var station = StationModel(name: "counter", servers: 2, serviceTime: .constant(10))
    station.shifts = [(20, 1), (40, 0), (60, 2)].map {
      Shift(from: TimeSpan(seconds: $0), servers: $1)
    }
    station.shiftEnd = end
    station.closingRule = closing
    return station
  }

  static let arrivals = [12.0, 14, 21, 35, 38, 41]

  /// Both finish their calls at 22 and 24 s. The third call comes at 21 s, and begins when only one is
  /// left, at 24 s. The fourth is finished after closing time. The others wait until 60 s.
  @Test(arguments: [false, true]) func finish(hasRecords: Bool) throws {
    var model = ByHand.model([Self.counter(.finish)], at: Self.arrivals)
    if hasRecords { model.policies = [ByHand.unusedRule] }
    let result = try ByHand.run(model, to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(10, 10, 13, 10, 32, 29))
    let station = result.stations[0]
    #expect(abs(station.serversInstalled - 1.4) < 1e-12)
    #expect(abs(station.serversBusy - 0.6) < 1e-12)
    #expect(abs(station.utilisation - 0.6 / 1.4) < 1e-12)
    // 2 s of one who stays longer at 20 s, 5 s at 40 s.
    #expect(abs(station.serversPaid - 1.47) < 1e-12)
    #expect(station.serverChanges == 3 && station.serversDownShare == 0)
  }

  /// The first call is with the official who leaves at 20 s: it goes on at 24 s, before the third. The
  /// fourth begins at 36 s, is broken off at 40 s, and goes on at 60 s.
  @Test func interrupt() throws {
    let result = try ByHand.run(
      ByHand.model([Self.counter(.interrupt)], at: Self.arrivals), to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(14, 10, 15, 31, 32, 35))
    #expect(result.stations[0].serversPaid == result.stations[0].serversInstalled)
  }

  /// Whoever waits at 40 s goes home, and whoever comes before 60 s.
  @Test(arguments: [false, true]) func sendHome(hasRecords: Bool) throws {
    var model = ByHand.model([Self.counter(.finish, .sendHome)], at: Self.arrivals)
    if hasRecords { model.policies = [ByHand.unusedRule] }
    let result = try ByHand.run(model, to: 100)
    #expect(
      ByHand.ends(result) == ByHand.answered(10, 10, 13, 10) + [.abandoned, .abandoned])
    #expect(abs(result.stations[0].abandonmentShare - 2.0 / 6) < 1e-12)
  }

  /// With both rules: the call that is broken off at closing time goes home, too.
  @Test func interruptAndSendHome() throws {
    let result = try ByHand.run(
      ByHand.model([Self.counter(.interrupt, .sendHome)], at: Self.arrivals), to: 100)
    let expected = ByHand.answered(14, 10, 15) + [.abandoned, .abandoned, .abandoned]
    #expect(ByHand.ends(result) == expected)
  }

  /// Open from 10 to 20 s of every 100 s.
  @Test func shiftsThatBeginAgain() throws {
    var station = StationModel(name: "counter", servers: 9, serviceTime: .constant(5))
    station.shifts = [(10, 1), (20, 0)].map { Shift(from: TimeSpan(seconds: $0), servers: $1) }
    station.shiftPeriod = TimeSpan(seconds: 100)
    let result = try ByHand.run(ByHand.model([station], at: [1, 50, 318, 319]), to: 500)
    #expect(ByHand.ends(result) == ByHand.answered(14, 65, 5, 96))
    #expect(abs(result.stations[0].serversInstalled - 0.1) < 1e-12)
  }

  /// Two calls of 10 s share two servers to 15 s, one to 23 s, none to 35 s.
  @Test func sharedServers() throws {
    var station = StationModel(
      name: "desk", servers: 2, serviceTime: .constant(10), discipline: .processorSharing)
    station.shifts = [(15, 1), (23, 0), (35, 2)].map {
      Shift(from: TimeSpan(seconds: $0), servers: $1)
    }
    let result = try ByHand.run(ByHand.model([station], at: [10, 10]), to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(26, 26))
  }

  /// A shift from 0 s on holds from the start: two calls of 4 s share its one server, not the four
  /// installed.
  @Test func sharedServersAtTheStart() throws {
    var station = StationModel(name: "shared", servers: 4, serviceTime: .constant(4))
    station.discipline = .processorSharing
    station.shifts = [Shift(from: .zero, servers: 1)]
    let result = try ByHand.run(ByHand.model([station], at: [1, 1]), to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(8, 8))
  }

  /// Two copies with the same hours: what they have together, and what is there in each bucket.
  @Test func copiesAndBuckets() throws {
    var station = StationModel(name: "counter", servers: 1, serviceTime: .constant(10))
    station.shifts = [(0, 1), (50, 2)].map { Shift(from: TimeSpan(seconds: $0), servers: $1) }
    (station.replicas, station.balancing) = (2, .roundRobin)
    let result = try ByHand.run(ByHand.model([station], at: [5, 5, 5, 55, 55]), to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(10, 10, 20, 10, 10))
    #expect(abs(result.stations[0].serversInstalled - 3) < 1e-12)
    #expect(abs(result.stations[0].utilisation - 0.5 / 3) < 1e-12)
    #expect(result.stations[0].serverChanges == 2)
    #expect(result.stations[0].replicas.map(\.serversInstalled) == [1.5, 1.5])
  }

  /// A station that is closed all the time.
  @Test func neverOpen() throws {
    var station = StationModel(name: "counter", servers: 1, serviceTime: .constant(5))
    station.shifts = [Shift(from: .zero, servers: 0)]
    let result = try ByHand.run(ByHand.model([station], at: [1]), to: 10)
    #expect(ByHand.ends(result) == [.unfinished])
    #expect(result.stations[0].utilisation == 0 && result.stations[0].serversInstalled == 0)
  }

  /// Exponential work at four servers, then two, 50 s each, over and over: against the forward
  /// equations of the number in system and of the servers at work, in their periodic state.
  @Test(arguments: ShiftEnd.allCases) func againstForwardEquations(rule: ShiftEnd) throws {
    let truth = PeriodicServers(arrivalRate: 2.2, finishes: rule == .finish).meanNumber()
    var station = StationModel(name: "counter", servers: 4, serviceTime: .exponential(mean: 1))
    station.shifts = [(0, 4), (50, 2)].map { Shift(from: TimeSpan(seconds: $0), servers: $1) }
    station.shiftPeriod = TimeSpan(seconds: 100)
    station.shiftEnd = rule
    let model = Oracle.network([station], [.call(station: 0, purpose: 1)], arrivalRate: 2.2)
    let results = try Oracle.replicate(model, runIn: 1_000, length: 100_000)
    let stations = results.map { $0.stations[0] }
    try Oracle.check("number", stations.map(\.numberInSystem), truth, within: 0.03)
    try Oracle.check("busy", stations.map(\.serversBusy), 2.2)
    #expect(stations.allSatisfy { abs($0.serversInstalled - 3) < 1e-9 })
  }
}

/// M/M/c with c = 4 for 50 s and c = 2 for 50 s, over and over, service rate 1 [1/s].
private struct PeriodicServers {
  let arrivalRate: Double
  /// Whether servers that leave finish their calls.
  let finishes: Bool
  private let last = 120

  /// Probabilities by servers at work beyond two (0 ... 2), then by number in system.
  private typealias State = [[Double]]

  /// Time average of the number in system, in the periodic state; by steps of 1/100 s (midpoint rule,
  /// error below 1e-3 of the value).
  func meanNumber() -> Double {
    var state: State = Array(repeating: Array(repeating: 0, count: last + 1), count: 3)
    state[0][0] = 1
    var mean = 0.0
    for period in 0..<30 {
      for servers in [4, 2] {
        state = shifted(state, servers)
        for _ in 0..<5_000 {
          state = step(state, servers)
          if period == 29 { mean += number(state) / 10_000 }
        }
      }
    }
    return mean
  }

  private func number(_ state: State) -> Double {
    state.reduce(0) { sum, row in
      sum + row.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }
  }

  /// Who is at work when a shift begins.
  private func shifted(_ state: State, _ servers: Int) -> State {
    var next: State = Array(repeating: Array(repeating: 0, count: last + 1), count: 3)
    for n in 0...last {
      let sum = state.reduce(0) { $0 + $1[n] }
      let beyond = servers == 4 || !finishes ? 0 : min(2, max(0, n - 2))
      next[beyond][n] += sum
    }
    return next
  }

  private func step(_ state: State, _ servers: Int) -> State {
    let half = moved(state, from: state, servers, 0.005)
    return moved(state, from: half, servers, 0.01)
  }

  private func moved(_ state: State, from slope: State, _ servers: Int, _ time: Double) -> State {
    var next = state
    for beyond in 0...2 {
      for n in 0...last where slope[beyond][n] > 0 {
        let up = n < last ? arrivalRate * slope[beyond][n] * time : 0
        let busy = min(n, servers + beyond)
        let down = Double(busy) * slope[beyond][n] * time
        next[beyond][n] -= up + down
        if n < last { next[beyond][n + 1] += up }
        if n > 0 { next[max(0, beyond - 1)][n - 1] += down }
      }
    }
    return next
  }
}
