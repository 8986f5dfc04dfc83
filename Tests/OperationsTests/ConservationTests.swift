import Operations
import Quantities
import Statistics
import Testing

/// Nothing gets lost.
@Suite struct ConservationTests {
  /// Overload, small queues, failures, shared links, notified work and short patience at once.
  static var everything: NetworkModel {
    var model = NetworkModel(groups: ["a", "b"])
    let failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: 40), meanTimeToRepair: TimeSpan(seconds: 8))
    for i in 0..<4 {
      model.stations.append(
        StationModel(
          name: "station \(i)", servers: i + 1, serviceTime: .exponential(mean: 0.9),
          queueLimit: i == 3 ? nil : 4 * i, failure: i % 2 == 0 ? failure : nil))
    }
    model.links = [LinkModel(name: "link", bandwidth: Bandwidth(bitsPerSecond: 1e6))]
    func call(_ station: Int, _ times: Double, _ purpose: UInt64) -> Call {
      Call(
        station: station, times: times, purpose: purpose, path: [0],
        request: DataSize(bytes: 9_000), response: DataSize(bytes: 20_000))
    }
    for i in 0..<2 {
      model.journeys.append(
        JourneyModel(
          name: "journey \(i)",
          steps: [
            .call(call(1, 1.5, 1)),
            .notify(call(0, 1, 2)),
            .think(.exponential(mean: 5), purpose: 3),
            .branch([(0.6, [.call(call(2, 2, 4))])], purpose: 5),
            .call(station: 3, purpose: 6),
          ]))
      model.sources.append(
        SourceModel(
          name: "source \(i)", key: UInt64(i), rate: Rate(perSecond: 0.8),
          ceilingRate: Rate(perSecond: 1), journey: i, group: i, patience: TimeSpan(seconds: 12)))
    }
    return model
  }

  @Test func everyRequestEndsInExactlyOneWay() throws {
    for result in try Oracle.replicate(
      Self.everything, runIn: 50, length: 2_000, drain: 5, times: 20)
    {
      for group in result.groups + [result.all] {
        #expect(
          group.arrivals == group.completions + group.late + group.failures.blocked
            + group.unfinished)
        #expect(group.completions > 0 && group.late > 0 && group.failures.blocked > 0)
      }
      #expect(result.all.unfinished > 0)
      #expect(result.all.arrivals == result.groups.map(\.arrivals).reduce(0, +))
      #expect(result.requests >= result.all.arrivals)
      for station in result.stations {
        #expect((0...1).contains(station.utilisation))
        #expect((0...1).contains(station.utilisation + station.serversDownShare - 1e-12))
        #expect((0...1).contains(station.blockingShare))
        let (wait, sojourn) = (try #require(station.waitingTime), try #require(station.sojournTime))
        #expect(wait >= 0 && sojourn > wait)
      }
      #expect((0...1).contains(result.links[0].utilisation))
    }
  }

  /// Twice the work that one server can do: what is not answered counts as unfinished, and its age is
  /// in the percentiles.
  @Test func overloadIsNotHidden() throws {
    let model = Oracle.station(arrivalRate: 2, serviceTime: .exponential(mean: 1))
    let result = try Oracle.replicate(model, runIn: 0, length: 2_000, drain: 0, times: 1)[0]
    #expect(abs(Double(result.all.unfinished) / Double(result.all.arrivals) - 0.5) < 0.05)
    #expect(result.stations[0].utilisation > 0.99)
    // A request that comes at time t would need t more to be answered: half of them never are, so
    // the age of the oldest is about 1 000 s.
    #expect(try #require(result.all.sojournP95) > 800)
  }

  /// The run stops once the window has settled: a longer drain changes nothing.
  @Test func longerDrainChangesNothingOnceAllHasSettled() throws {
    let model = NetworkOracleTests.jackson
    let a = try Oracle.replicate(model, runIn: 100, length: 1_000, drain: 1_000, times: 1)[0]
    let b = try Oracle.replicate(model, runIn: 100, length: 1_000, drain: 90_000, times: 1)[0]
    #expect(a.all.unfinished == 0 && a == b)
  }

  /// Two events for each customer of M/M/1, one arrival and one end of service.
  @Test func countsModelEvents() throws {
    let model = Oracle.station(arrivalRate: 0.5, serviceTime: .exponential(mean: 1))
    let result = try Oracle.replicate(model, runIn: 100, length: 10_000, times: 1)[0]
    #expect(abs(result.events - 2 * result.requests) < 20)
    #expect(result.requests > 4_500)
  }
}
