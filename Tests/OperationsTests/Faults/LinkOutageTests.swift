import Operations
import Quantities
import Statistics
import Testing

/// The international link is cut for 3 h at 10:00.
@Suite struct LinkOutageTests {
  static func cut(losesWork: Bool = false) -> OutageModel {
    OutageModel(
      name: "cable", links: [0],
      pattern: .once(at: TimeSpan(hours: 10), length: TimeSpan(hours: 3)), losesWork: losesWork)
  }

  static func ends(_ model: NetworkModel) throws -> [ByHand.End] {
    ByHand.ends(try ByHand.run(model, to: 86_400))
  }

  /// Transfers of one hour from 9:30 and 11:00: the first has half an hour left at 13:00, when both
  /// share, and ends at 14:00; the second ends at 14:30. Lost otherwise.
  @Test(arguments: [false, true]) func linkThatBinds(losesWork: Bool) throws {
    let model = ByHand.model(
      [], links: [LinkModel(name: "sea", bandwidth: Bandwidth(bitsPerSecond: 8_000))],
      outages: [Self.cut(losesWork: losesWork)],
      [.transfer(link: 0, size: .constant(3.6e6), purpose: 1)],
      at: [9.5, 11, 15].map { $0 * 3_600 })
    let expected: [ByHand.End] =
      losesWork
      ? [.lost, .lost] + ByHand.answered(3_600) : ByHand.answered(16_200, 12_600, 3_600)
    #expect(try Self.ends(model) == expected)
  }

  /// The cable is cut, which keeps what is under way, while half of it is lost with all on it from 11:00 to 12:00:
  /// only another cut loses what is under way and what is sent until 12:00. Transfers of one hour as above.
  @Test(arguments: [0.5, 0]) func anotherOutageLoses(left: Double) throws {
    var other = Self.cut(losesWork: true)
    (other.name, other.left) = ("anchor", left)
    other.pattern = .once(at: TimeSpan(hours: 11), length: TimeSpan(hours: 1))
    let model = ByHand.model(
      [], links: [LinkModel(name: "sea", bandwidth: Bandwidth(bitsPerSecond: 8_000))],
      outages: [Self.cut(), other], [.transfer(link: 0, size: .constant(3.6e6), purpose: 1)],
      at: [9.5, 11.5, 15].map { $0 * 3_600 })
    let expected: [ByHand.End] =
      left > 0
      ? ByHand.answered(16_200, 10_800, 3_600) : [.lost, .lost] + ByHand.answered(3_600)
    #expect(try Self.ends(model) == expected)
  }

  /// Half of the bandwidth is left: from 10:00 to 13:00 one hour's work takes two.
  @Test func halfIsLeft() throws {
    var cut = Self.cut()
    cut.left = 0.5
    let model = ByHand.model(
      [], links: [LinkModel(name: "sea", bandwidth: Bandwidth(bitsPerSecond: 8_000))],
      outages: [cut], [.transfer(link: 0, size: .constant(3.6e6), purpose: 1)],
      at: [9.5 * 3_600])
    #expect(try Self.ends(model) == ByHand.answered(5_400))
  }

  static func call(losesWork: Bool, serviceTime: Double) -> NetworkModel {
    ByHand.model(
      [StationModel(name: "abroad", servers: 9, serviceTime: .constant(serviceTime))],
      links: [
        LinkModel(
          name: "sea", bandwidth: Bandwidth(bitsPerSecond: 1e9), delay: TimeSpan(seconds: 0.1),
          binds: false)
      ], outages: [Self.cut(losesWork: losesWork)],
      [.call(Call(station: 0, purpose: 1, path: [0]))], at: [9, 9.5, 11, 15].map { $0 * 3_600 })
  }

  /// Calls of 36 min over a link that does not bind: the second's answer and the third wait until
  /// 13:00, or are lost.
  @Test(arguments: [false, true]) func linkThatDoesNotBind(losesWork: Bool) throws {
    let ends = try Self.ends(Self.call(losesWork: losesWork, serviceTime: 2_160))
    let waiting: [ByHand.End] =
      losesWork
      ? [.lost, .lost] : ByHand.answered(3.5 * 3_600, 2 * 3_600 + 2_160)
    #expect(ends == ByHand.answered(2_160.2) + waiting + ByHand.answered(2_160.2))
  }

  /// Who waits for a link and is called back does not go on when it is there again.
  @Test func calledBackBeforeACutLink() throws {
    var model = Self.call(losesWork: false, serviceTime: 1)
    model.policies = [
      CallPolicy(name: "rule", timeout: TimeSpan(seconds: 60), cancels: true)
    ]
    model.journeys[0].steps = [
      Step.attempt(Attempt(model.journeys[0].steps, policy: 0, purpose: 2))
    ]
    let result = try ByHand.run(model, to: 86_400)
    let quick = ByHand.End.answered(after: 1.2)
    #expect(ByHand.ends(result) == [quick, quick, .timedOut, quick])
    #expect(result.stations[0].arrivals == 3)
  }
}
