import Statistics
import Testing

@testable import Operations

/// Cells, and caps in bands.
@Suite struct FlowPathTests {
  /// Bands of a quarter octave: a rate is off by 2^⅛ at most, and bands rise with the rate.
  @Test func bandsAreNeverFarOff() {
    var rate = 1.000_001
    var last = -1
    while rate < 1e13 {
      let band = RateBand(of: rate)
      #expect(band.rate / rate < 1.0906 && rate / band.rate < 1.0906, "\(rate)")
      #expect(band.number >= last)
      last = band.number
      rate *= 1.01
    }
    #expect(last > 160)
    let octave = (0..<4).map { RateBand(of: 1_024 * Portable.pow(2, Double($0) / 4 + 0.01)).number }
    #expect(octave == [40, 41, 42, 43])
  }

  @Test func bandsOfOddRates() {
    for rate in [-1, 0, 1, .nan, -.infinity] as [Double] { #expect(RateBand(of: rate).number == 0) }
    for rate in [.infinity, .greatestFiniteMagnitude] as [Double] {
      #expect(RateBand(of: rate).number < RateBand.limit && RateBand(of: rate).rate < .infinity)
    }
  }

  /// Three cells, then two: each combination is a class of its own, over the right links.
  @Test func eachCombinationOfCellsIsAClass() {
    var run = FlowRun()
    let cells = run.network.addLink(capacity: 1, cells: 3)
    let middle = run.network.addLink(capacity: 1)
    let far = run.network.addLink(capacity: 1, cells: 2)
    let path = run.network.addPath([
      PathLink(firstCell: Int32(cells), cells: 3, identity: 0), PathLink(firstCell: Int32(middle)),
      PathLink(firstCell: Int32(far), cells: 2, identity: 2),
    ])
    var found: [[Int]] = []
    for cell in 0..<6 {
      let flowClass = run.network.flowClass(on: path, cells: cell, band: nil)
      #expect(run.network.flowClass(on: path, cells: cell, band: nil) == flowClass)
      found.append(run.path(of: flowClass))
    }
    #expect(
      found == [[0, 3, 4], [0, 3, 5], [1, 3, 4], [1, 3, 5], [2, 3, 4], [2, 3, 5]])
    let capped = run.network.flowClass(on: path, cells: 5, band: RateBand(of: 1_000))
    #expect(capped == 6 && run.network.classes[capped].cap == RateBand(of: 1_000).rate)
  }

  /// Users spread evenly over cells, and find theirs again in the other direction and on other paths.
  @Test func usersKeepTheirCells() {
    var run = FlowRun()
    let there = run.network.addLink(capacity: 1, cells: 5)
    let back = run.network.addLink(capacity: 1, cells: 5)
    let other = run.network.addLink(capacity: 1, cells: 4)
    let up = run.network.addPath([PathLink(firstCell: Int32(there), cells: 5, identity: 7)])
    let down = run.network.addPath([
      PathLink(firstCell: Int32(other), cells: 4, identity: 8),
      PathLink(firstCell: Int32(back), cells: 5, identity: 7),
    ])
    var users = [Int](repeating: 0, count: 20)
    for number in 0..<20_000 as Range<UInt64> {
      let user = StreamName(seed: 5).child(number)
      let cells = run.network.cells(on: down, of: user)
      #expect(cells % 5 == run.network.cells(on: up, of: user))
      users[cells] += 1
    }
    // 1 000 expected in each combination, standard deviation 31; five of them, for 20: 1 in 90 000.
    #expect(users.allSatisfy { abs($0 - 1_000) < 155 })
  }

  /// 10 000 classes are found again.
  @Test func classesAreFoundAgain() {
    var table = FlowClassTable()
    for number in 0..<10_000 {
      let band = number % 3 == 0 ? nil : RateBand(of: Double(number))
      table[FlowClassTable.key(path: number % 7, cells: number, band: band)] = number
    }
    for number in 0..<10_000 {
      let band = number % 3 == 0 ? nil : RateBand(of: Double(number))
      #expect(table[FlowClassTable.key(path: number % 7, cells: number, band: band)] == number)
    }
    #expect(table[FlowClassTable.key(path: 9, cells: 0, band: nil)] == nil)
  }
}
