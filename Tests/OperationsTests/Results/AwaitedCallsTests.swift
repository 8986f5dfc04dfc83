import Operations
import Quantities
import Statistics
import Testing

/// Time that citizens' requests wait for, apart from notified work and machines' calls. By hand.
@Suite struct AwaitedCallsTests {
  /// A citizen at 1 s: 1 s over the link, 2 s at the desk, and a notice that takes 3 s; a machine at 2.5 s
  /// waits at the desk until 4 s. A second citizen at 4.5 s waits from 5.5 s until the machine is served at 6 s.
  @Test func citizensOnly() throws {
    let stations = [
      Trace.station(2, name: "desk") { _ in }, Trace.station(3, name: "post") { _ in },
    ]
    var model = Trace.model(
      stations,
      [
        .transfer(link: 0, size: .constant(125), purpose: 1), .call(station: 0, purpose: 2),
        .notify(station: 1, purpose: 3),
      ], at: [1, 4.5])
    model.links = [LinkModel(name: "link", bandwidth: Bandwidth(bitsPerSecond: 1_000))]
    model.groups = ["citizens", "machines"]
    model.groupsApart = [1]
    model.journeys.append(JourneyModel(name: "machine", steps: [.call(station: 0, purpose: 2)]))
    model.sources.append(
      SourceModel(
        name: "machine", key: 2, rate: Rate(perSecond: 1), journey: 1, group: 1,
        pattern: .trace([2.5])))
    let result = try Trace.run(model)
    let (desk, post) = (result.stations[0], result.stations[1])
    #expect(desk.arrivals == 3 && desk.awaited.count == 2)
    #expect(isClose(desk.awaited.waiting, 0.5) && isClose(desk.awaited.service, 4))
    #expect(post.arrivals == 2 && post.awaited == AwaitedCalls())
    #expect(result.links[0].transfers == 2 && isClose(result.links[0].awaitedTime, 2))
  }
}
