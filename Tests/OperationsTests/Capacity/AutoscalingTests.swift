import Operations
import Quantities
import Statistics
import Testing

/// Scaling by load, look by look.
@Suite struct AutoscalingTests {
  /// Calls of 50 s at 1 and 2 s.
  static var model: NetworkModel {
    var station = StationModel(name: "station", servers: 1, serviceTime: .constant(50))
    station.scaling = Autoscaling(
      signal: .utilisation, low: 0.3, target: 0.5, high: 0.8, least: 1, most: 4,
      interval: TimeSpan(seconds: 10), bootDelay: TimeSpan(seconds: 5),
      coolDown: TimeSpan(seconds: 20))
    return ByHand.model([station], at: [1, 2])
  }

  /// | Look at | Busy | Servers | What is done |
  /// |---|---|---|---|
  /// | 10 s | 0.9 | 1 | 1.8 wanted: one more, from 15 s on |
  /// | 30 s | 1 | 2 | 4 wanted: two more, from 35 s on |
  /// | 50 s | 0.5 | 4 | nothing |
  /// | 60 s | 0.275 | 4 | 2.2 wanted: one goes |
  /// | 80 s | 0 | 3 | none wanted, 1 is the least: two go |
  ///
  /// At 20, 40 and 70 s it cools down.
  @Test func byUtilisation() throws {
    let result = try ByHand.run(Self.model, to: 100)
    #expect(ByHand.ends(result) == ByHand.answered(50, 63))
    let station = result.stations[0]
    #expect(abs(station.serversInstalled - 2.35) < 1e-12)
    #expect(abs(station.serversPaid - 2.5) < 1e-12)
    #expect(abs(station.serversBusy - 1) < 1e-12)
    #expect(station.serverChanges == 4)
  }

  /// The window's edge does not disturb what is looked at.
  @Test func theWindowChangesNothing() throws {
    let station = try ByHand.run(Self.model, from: 25, to: 100).stations[0]
    #expect(abs(station.serversInstalled - 200.0 / 75) < 1e-12)
    #expect(abs(station.serversPaid - 210.0 / 75) < 1e-12)
    #expect(station.serverChanges == 3)
  }

  /// Four calls of 100 s at 1 s: at 10 s three wait for one server, which makes three; then one waits
  /// for three, which is neither above 2 nor below 0.
  @Test func byQueueLength() throws {
    var station = StationModel(name: "station", servers: 1, serviceTime: .constant(100))
    station.scaling = Autoscaling(
      signal: .queueLength, low: 0, target: 1, high: 2, least: 1, most: 9,
      interval: TimeSpan(seconds: 10), bootDelay: .zero, coolDown: .zero)
    let result = try ByHand.run(ByHand.model([station], at: [1, 1, 1, 1]), to: 300)
    #expect(ByHand.ends(result) == ByHand.answered(100, 109, 109, 200))
    #expect(result.stations[0].serverChanges == 1)
  }

  /// A call is finished by a server that was sent away: two calls of 18 s at 1 s keep two of four servers
  /// busy to 19 s, which is less than 0.6, and at 10 s all but one go.
  @Test(arguments: [false, true]) func whoIsSentAwayFinishes(hasRecords: Bool) throws {
    var station = StationModel(name: "station", servers: 4, serviceTime: .constant(18))
    station.scaling = Autoscaling(
      signal: .utilisation, low: 0.6, target: 2, high: 3, least: 1, most: 4,
      interval: TimeSpan(seconds: 10), bootDelay: .zero, coolDown: .zero)
    var model = ByHand.model([station], at: [1, 1, 12])
    if hasRecords { model.policies = [ByHand.unusedRule] }
    let result = try ByHand.run(model, to: 40)
    #expect(ByHand.ends(result) == ByHand.answered(18, 18, 25))
    #expect(abs(result.stations[0].serversInstalled - 70.0 / 40) < 1e-12)
    #expect(abs(result.stations[0].serversPaid - 79.0 / 40) < 1e-12)
  }

  /// Many servers, steady load: scaling settles where the target is met, whatever the start.
  @Test(arguments: [2, 80]) func settlesAtTheTarget(servers: Int) throws {
    var station = StationModel(
      name: "station", servers: servers, serviceTime: .exponential(mean: 1))
    station.scaling = Autoscaling(
      signal: .utilisation, low: 0.6, target: 0.7, high: 0.8, least: 2, most: 80,
      interval: TimeSpan(seconds: 60), bootDelay: TimeSpan(seconds: 30),
      coolDown: TimeSpan(seconds: 60))
    let model = Oracle.network([station], [.call(station: 0, purpose: 1)], arrivalRate: 28)
    for result in try Oracle.replicate(model, runIn: 3_600, length: 36_000, times: 3) {
      #expect((0.6...0.8).contains(result.stations[0].utilisation))
      #expect(result.all.failures.sum == 0 && result.all.unfinished == 0)
    }
  }
}
