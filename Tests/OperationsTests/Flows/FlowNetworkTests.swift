import EventEngine
import Statistics
import Testing

@testable import Operations

/// Starts, ends, cuts and meters, against hand calculation and a slow reference.
@Suite struct FlowNetworkTests {
  // MARK: By hand

  /// Two links in a row, of 10 and 4. A long flow of 8 bit starts at 0 and a local one of 12 bit on the
  /// first link at 1: the long one has 4 throughout and ends at 2; the local one has 6 until then, then 10,
  /// and ends at 2.6.
  @Test func twoFlowsOnTwoLinks() {
    var run = FlowRun()
    let (near, far) = (run.network.addLink(capacity: 10), run.network.addLink(capacity: 4))
    let long = run.network.addClass(path: [near, far])
    let local = run.network.addClass(path: [near])
    run.start(long, bits: 8, job: 1)
    run.run(until: 1)
    run.start(local, bits: 12, job: 2)
    run.run(until: 5)
    #expect(run.ends.map(\.job) == [1, 2])
    #expect(abs(run.ends[0].time - 2) < 1e-12 && abs(run.ends[1].time - 2.6) < 1e-12)
    // Full: the near link from 1 to 2.6, the far one from 0 to 2.
    let (first, second) = (run.meter(of: near), run.meter(of: far))
    #expect(abs(first.bits - 20) < 1e-12 && abs(second.bits - 8) < 1e-12)
    #expect(abs(first.busyTime - 2.6) < 1e-12 && abs(second.busyTime - 2) < 1e-12)
    #expect(abs(first.fullTime - 1.6) < 1e-12 && abs(second.fullTime - 2) < 1e-12)
    #expect(abs(first.flowTime - 3.6) < 1e-12 && abs(second.flowTime - 2) < 1e-12)
  }

  /// 10 bit at 2 bit/s, cut from 1 to 4, repaired to half the capacity from 4 to 6, whole again: 2 + 0 + 2
  /// bit by time 6, the other 6 take 3 s.
  @Test func cutAndRepair() {
    var run = FlowRun()
    let link = run.network.addLink(capacity: 2)
    let flows = run.network.addClass(path: [link])
    run.start(flows, bits: 10)
    for (time, capacity) in [(1.0, 0.0), (4, 1), (6, 2)] {
      run.run(until: time)
      run.setCapacity(of: link, to: capacity)
    }
    run.run(until: 20)
    #expect(run.ends.map(\.time) == [9])
    #expect(run.meter(of: link).bits == 10 && run.meter(of: link).fullTime == 9)
  }

  /// A cut on one link of a path frees the other link for others; what starts during the cut waits too.
  @Test func aCutFreesOtherLinks() {
    var run = FlowRun()
    let (near, far) = (run.network.addLink(capacity: 6), run.network.addLink(capacity: 6))
    let long = run.network.addClass(path: [near, far])
    let local = run.network.addClass(path: [near])
    run.start(long, bits: 30, job: 1)
    run.start(local, bits: 1e3, job: 2)
    #expect(run.rates == [3, 3])
    run.setCapacity(of: far, to: 0)
    #expect(run.rates == [0, 6])
    run.start(long, bits: 30, job: 3)
    #expect(run.rates == [0, 6])
    run.setCapacity(of: far, to: 2)
    #expect(run.rates == [1, 4])
    run.setCapacity(of: far, to: 6)
    #expect(run.rates == [2, 2])
  }

  @Test func nothingEndsOnACutLink() {
    var run = FlowRun()
    let link = run.network.addLink(capacity: 1)
    let flows = run.network.addClass(path: [link])
    run.setCapacity(of: link, to: 0)
    run.start(flows, bits: 0, job: 1)
    run.start(flows, bits: 3, job: 2)
    #expect(run.nextEnd() == nil)
    run.run(until: 7)
    run.setCapacity(of: link, to: 1)
    run.run(until: .infinity)
    #expect(run.ends.map(\.time) == [7, 10] && run.ends.map(\.job) == [1, 2])
  }

  /// Data of no size end at once, in the order in which they came, and slow nobody down.
  @Test func transfersOfNoSize() {
    var run = FlowRun()
    let link = run.network.addLink(capacity: 5)
    let (flows, capped) = (
      run.network.addClass(path: [link]), run.network.addClass(path: [link], cap: 1)
    )
    run.start(flows, bits: 20, job: 9)
    run.run(until: 1)
    for job in 1...3 { run.start(flows, bits: 0, job: job) }
    run.start(capped, bits: 0, job: 4)
    run.run(until: .infinity)
    #expect(run.ends.map(\.job) == [1, 2, 3, 4, 9])
    #expect(run.ends.map(\.time) == [1, 1, 1, 1, 4])
  }

  @Test func virtualTimeStartsAnewInAnEmptyClass() {
    var run = FlowRun()
    let flows = run.network.addClass(path: [run.network.addLink(capacity: 1e9)])
    for job in 0..<50 { run.start(flows, bits: 1e9 / 3, job: job) }
    run.run(until: 1e3)
    #expect(run.network.classes[flows].virtualTime == 0 && run.network.classes[flows].load == 0)
    #expect(run.network.links[0].allocated == 0 && run.network.links[0].firstHop == -1)
  }

  // MARK: Against processor sharing

  /// One class on one link ends its flows when `SharedServer` does: 20 000 flows at load 0.9.
  @Test func oneLinkIsProcessorSharing() {
    var run = FlowRun()
    let flows = run.network.addClass(path: [run.network.addLink(capacity: 3)])
    var server = SharedServer(capacity: 3, share: .infinity, station: 0)
    var serverEnds: [(time: Double, job: Int)] = []
    var stream = RandomStream(StreamName(seed: 11))
    var arrival = 0.0
    func endJobs(until time: Double, _ server: inout SharedServer) {
      while !server.jobs.isEmpty {
        let end = server.lastChange + server.timeToDeparture
        guard end <= time else { break }
        server.settle(at: end)
        serverEnds.append((end, server.removeFirst()))
      }
    }
    for job in 0..<20_000 {
      arrival += stream.exponential()
      let bits = 2.7 * stream.exponential()
      run.run(until: arrival)
      run.start(flows, bits: bits, job: job)
      endJobs(until: arrival, &server)
      server.settle(at: arrival)
      server.add(bits, job)
    }
    run.run(until: .infinity)
    endJobs(until: .infinity, &server)
    #expect(run.ends.count == 20_000 && run.ends.map(\.job) == serverEnds.map(\.job))
    let apart = zip(run.ends, serverEnds).map { abs($0.time - $1.time) / $1.time }.max() ?? 1
    #expect(apart <= 1e-12)
  }
}
