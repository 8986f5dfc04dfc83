import Testing

@testable import Operations

/// Max-min fair rates worked out by hand.
@Suite struct FairRateTests {
  /// Starts so many flows of each class, each long enough to last.
  func rates(
    capacities: [Double], _ classes: [(path: [Int], cap: Double, flows: Int)]
  ) -> [Double] {
    var run = FlowRun()
    for capacity in capacities { _ = run.network.addLink(capacity: capacity) }
    for flowClass in classes {
      _ = run.network.addClass(path: flowClass.path, cap: flowClass.cap)
    }
    for (index, flowClass) in classes.enumerated() {
      for _ in 0..<flowClass.flows { run.start(index, bits: 1e12) }
    }
    return run.rates
  }

  func expect(
    _ found: [Double], _ truth: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == truth.count, sourceLocation: sourceLocation)
    for (found, truth) in zip(found, truth) {
      #expect(abs(found - truth) <= 1e-12 * truth, "\(found)", sourceLocation: sourceLocation)
    }
  }

  /// The book's example: five sessions over links of capacity 1. First all rise to 1/3, where link
  /// (2, 3) is full with sessions 2, 3 and 5; then 1 and 4 to 2/3, where (3, 5) is full with 1 and 3; then
  /// 4 alone to 1, where (4, 5) is full.
  ///
  /// - Source: D. Bertsekas, R. Gallager, "Data Networks", 2nd ed. (1992), section 6.5.2.
  @Test func textbookExampleInThreeSteps() {
    let (first, second, third) = (0, 1, 2)
    let found = rates(
      capacities: [1, 1, 1],
      [
        ([second], .infinity, 1), ([first], .infinity, 1), ([first, second], .infinity, 1),
        ([third], .infinity, 1), ([first], .infinity, 1),
      ])
    expect(found, [2.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1.0 / 3])
  }

  /// One flow over three links of 12, with 1, 2 and 3 local flows: the third link gives each of its four
  /// 3; the others share what the long flow leaves.
  @Test func parkingLotOfEqualLinks() {
    let found = rates(
      capacities: [12, 12, 12],
      [([0, 1, 2], .infinity, 1), ([0], .infinity, 1), ([1], .infinity, 2), ([2], .infinity, 3)])
    expect(found, [3, 9, 4.5, 3])
  }

  /// Capacities 10, 4 and 9, two long flows and one local flow each: the second link gives its three 4/3.
  @Test func parkingLotOfUnequalLinks() {
    let found = rates(
      capacities: [10, 4, 9],
      [([0, 1, 2], .infinity, 2), ([0], .infinity, 1), ([1], .infinity, 1), ([2], .infinity, 1)])
    expect(found, [4.0 / 3, 10 - 8.0 / 3, 4.0 / 3, 9 - 8.0 / 3])
  }

  /// The same, but the long flows can have no more than 1 each, and the local flow of the first link no
  /// more than 3.
  @Test func parkingLotWithCaps() {
    let found = rates(
      capacities: [10, 4, 9],
      [([0, 1, 2], 1, 2), ([0], 3, 1), ([1], .infinity, 1), ([2], .infinity, 1)])
    expect(found, [1, 3, 2, 7])
  }

  /// A link of 3 with three flows: caps of ½ and 1 leave 3/2 to the third; a cap of 1 for all fits exactly.
  @Test func capsLeaveTheRestToOthers() {
    expect(
      rates(capacities: [3], [([0], 0.5, 1), ([0], 1, 1), ([0], .infinity, 1)]), [0.5, 1, 1.5])
    expect(rates(capacities: [3], [([0], 1, 3)]), [1])
    expect(rates(capacities: [3], [([0], 1, 4), ([0], 0.25, 2)]), [0.625, 0.25])
  }

  /// A chain of bottlenecks, each of which must wait for the one before it: links of 2, 4, 8, 16, … with a
  /// flow over each neighbouring pair.
  @Test func bottlenecksThatWaitForEachOther() {
    let found = rates(
      capacities: [2, 4, 8, 16],
      [
        ([0], .infinity, 1), ([0, 1], .infinity, 1), ([1, 2], .infinity, 1),
        ([2, 3], .infinity, 1),
        ([3], .infinity, 1),
      ])
    expect(found, [1, 1, 3, 5, 11])
  }

  @Test func linksInARowActAsTheNarrowest() {
    expect(rates(capacities: [8, 2, 5], [([0, 1, 2], .infinity, 4)]), [0.5])
    expect(rates(capacities: [8, 2, 5], [([0, 1, 2], 0.25, 4)]), [0.25])
  }
}
