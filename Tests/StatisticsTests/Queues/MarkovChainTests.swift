import Statistics
import Testing

/// Chains found by walking, against queues in closed form and balance by hand.
@Suite("Markov chains")
struct MarkovChainTests {
  private typealias Steps<State> = [(to: State, rate: Double)]

  /// Weights 1, 1/2, 1/3 by hand: 0 → 1 → 2 → 0 at the rates 1, 2, 3.
  @Test func circleByHand() throws {
    let chain = try MarkovChain(from: "a") { state in
      switch state {
      case "a": [(to: "b", rate: 1)]
      case "b": [(to: "c", rate: 1.5), (to: "c", rate: 0.5), (to: "b", rate: 9)]
      default: [(to: "a", rate: 3), (to: "nowhere", rate: 0)]
      }
    }
    #expect(chain.states == ["a", "b", "c"])
    for (state, share) in [("a", 6.0 / 11), ("b", 3.0 / 11), ("c", 2.0 / 11), ("d", 0)] {
      #expect(isClose(chain.probability(of: state), share, 1e-15))
    }
    #expect(isClose(chain.mean { $0 == "c" ? 11 : 0 }, 2, 1e-15))
    #expect(isClose(chain.probability { $0 != "a" }, 5.0 / 11, 1e-15))
  }

  /// From the likeliest state, from the emptiest, and from a full one that next to never occurs.
  @Test(arguments: [0, 3, 40, 400])
  func finiteQueue(_ first: Int) throws {
    let load = 9.0
    let chain = try MarkovChain(from: first) { n -> Steps<Int> in
      [(to: n + 1, rate: n < 400 ? load : 0), (to: n - 1, rate: Double(min(n, 10)))]
    }
    let queue = try MMcK(arrivalRate: load, serviceRate: 1, servers: 10, capacity: 400)
    for n in [0, 1, 10, 100, 400] {
      #expect(isClose(chain.probability(of: n), queue.probabilities[n], 1e-13))
    }
    #expect(isClose(chain.mean { Double($0) }, queue.meanNumberInSystem, 1e-13))
  }

  /// All probabilities of small loads to all digits, though the last is 1e-300.
  @Test func rareStates() throws {
    let chain = try MarkovChain(from: 0) { n -> Steps<Int> in
      [(to: n + 1, rate: n < 100 ? 1e-3 : 0), (to: n - 1, rate: n > 0 ? 1 : 0)]
    }
    #expect(isClose(chain.probability(of: 100), 1e-300, 1.1e-3))
    #expect(isClose(chain.probability(of: 100), 0.999e-300, 1e-12))
  }

  /// Two independent counters, up by one at the rate 2 and back to 0 at the rate 1: long jumps back,
  /// and rows that fill. By hand each is at n with probability (2/3)ⁿ/3, below the cut.
  @Test func jumpsBack() throws {
    let chain = try MarkovChain(from: [0, 0]) { state -> Steps<[Int]> in
      var steps: Steps<[Int]> = []
      for i in 0..<2 {
        var (up, back) = (state, state)
        up[i] += 1
        back[i] = 0
        if state[i] < 40 { steps.append((to: up, rate: 2)) }
        steps.append((to: back, rate: 1))
      }
      return steps
    }
    for n in [0, 1, 5, 39] {
      let geometric = (0..<n).reduce(1.0 / 3) { share, _ in share * 2 / 3 }
      #expect(isClose(chain.probability { $0[0] == n }, geometric, 1e-12))
      #expect(isClose(chain.probability(of: [n, 2]), geometric * 4 / 27, 1e-12))
    }
  }

  @Test func badChainsAreRefused() {
    #expect(throws: StatisticsError.outOfRange(name: "states", found: 1, allowed: "at least 2")) {
      try MarkovChain(from: 0) { _ in [] }
    }
    // 2 is never left.
    #expect(throws: StatisticsError.self) {
      try MarkovChain(from: 0) { n -> Steps<Int> in
        n == 0 ? [(1, 1), (2, 1)] : n == 1 ? [(0, 1)] : []
      }
    }
    // 1 and 2 never lead back to 0.
    #expect(throws: StatisticsError.self) {
      try MarkovChain(from: 0) { n -> Steps<Int> in [(to: n == 1 ? 2 : 1, rate: 1)] }
    }
    #expect(
      throws: StatisticsError.outOfRange(name: "states", found: 101, allowed: "at most 100")
    ) {
      try MarkovChain(from: 0, stateLimit: 100) { [(to: $0 + 1, rate: 1)] }
    }
    for rate in [-1, .nan, .infinity] {
      #expect(throws: StatisticsError.self) {
        try MarkovChain(from: 0) { [(to: 1 - $0, rate: rate)] }
      }
    }
  }
}
