import EventEngine
import Operations
import Quantities
import Statistics
import Testing

/// All that changes capacity at once, under overload, attempts and small queues.
@Suite struct EverythingTests {
  static var model: NetworkModel {
    var model = ConservationTests.everything
    model.stations[0].shifts = [(0, 1), (20, 3), (45, 0)].map {
      Shift(from: TimeSpan(seconds: $0), servers: $1)
    }
    model.stations[0].shiftPeriod = TimeSpan(seconds: 60)
    model.stations[0].shiftEnd = .interrupt
    model.stations[1].shifts = [(0, 4), (30, 0)].map {
      Shift(from: TimeSpan(seconds: $0), servers: $1)
    }
    model.stations[1].shiftPeriod = TimeSpan(seconds: 70)
    model.stations[1].closingRule = .sendHome
    model.stations[2].standby = 3
    model.stations[2].failoverDelay = TimeSpan(seconds: 4)
    model.stations[3].scaling = Autoscaling(
      signal: .queueLength, low: 0.5, target: 1, high: 2, least: 1, most: 12,
      interval: TimeSpan(seconds: 5), bootDelay: TimeSpan(seconds: 8), coolDown: .zero)
    model.links.append(
      LinkModel(name: "far", bandwidth: Bandwidth(bitsPerSecond: 1e8), binds: false))
    for i in model.journeys.indices {
      model.journeys[i].steps.append(
        .attempt(
          Attempt(
            [
              .call(Call(station: 3, purpose: 7, path: [0, 1], request: DataSize(bytes: 20_000))),
              .call(Call(station: 2, purpose: 8, holding: [.call(station: 3, purpose: 9)])),
            ], policy: 0, otherwise: [.call(station: 1, purpose: 10)], goesOn: true, purpose: 11)))
    }
    model.policies = [
      CallPolicy(
        name: "rule", timeout: TimeSpan(seconds: 6), cancels: true,
        retries: Retries(atMost: 2, pause: .constant(1)))
    ]
    model.outages = outages
    return model
  }

  static var outages: [OutageModel] {
    func random(_ name: String, _ up: Double, _ down: Double) -> OutageModel {
      OutageModel(
        name: name,
        pattern: .random(
          meanTimeBetween: TimeSpan(seconds: up), repairTime: .exponential(mean: down)))
    }
    var (power, fire, cable, sea) = (
      random("power", 90, 10), random("fire", 200, 5), random("cable", 80, 6), random("sea", 60, 9)
    )
    (power.stations, power.links, power.left) = ([2, 3], [0], 0.4)
    (fire.stations, fire.losesWork) = ([2, 3], true)
    fire.restore = [(3, 0.2), (9, 0.7), (15, 1)].map { (TimeSpan(seconds: $0), $1) }
    (cable.links, cable.losesWork) = ([0, 1], true)
    (sea.links, sea.stations) = ([0, 1], [0])
    return [power, fire, cable, sea]
  }

  @Test func everyRequestEndsInExactlyOneWay() throws {
    for result in try Oracle.replicate(Self.model, runIn: 50, length: 2_000, drain: 5, times: 20) {
      for group in result.groups + [result.all] {
        #expect(
          group.arrivals == group.completions + group.late + group.failures.sum
            + group.unfinished)
        #expect(group.failures.lost > 0 && group.failures.abandoned > 0)
        #expect(group.completions > 0 && group.late > 0)
      }
      for station in result.stations {
        #expect(station.serversBusy <= station.serversPaid + 1e-9)
        #expect(station.serversInstalled <= station.serversPaid + 1e-9)
        #expect((0...1).contains(station.serversDownShare))
        // Little's law holds for those that are there: no more than come, no longer than they stay.
        #expect(station.numberInSystem >= station.serversBusy)
      }
      #expect(result.stations[2].serversDownShare > 0.1 && result.stations[2].lostShare > 0)
      #expect(result.stations[3].serverChanges > 5)
    }
  }

  /// Everything settles in the end: nobody is left behind at a gate, a door or a queue.
  @Test func nobodyIsLeftBehind() throws {
    var model = Self.model
    for i in model.sources.indices {
      model.sources[i].pattern = .trace((1...400).map { Double($0) })
    }
    for result in try Oracle.replicate(model, runIn: 0, length: 500, drain: 20_000, times: 10) {
      #expect(result.all.arrivals == 800 && result.all.unfinished == 0)
    }
  }

  /// One trajectory, however events are held.
  @Test(arguments: [1, 2, 3] as [UInt64]) func theCalendarChangesNothing(seed: UInt64) throws {
    let window = Window(
      runIn: TimeSpan(seconds: 10), length: TimeSpan(seconds: 500), drain: TimeSpan(seconds: 20))
    let results = try EventCalendar.Choice.allCases.map {
      try simulate(Self.model, window: window, name: StreamName(seed: seed), calendar: $0)
    }
    for result in results { #expect(result == results[0]) }
  }

  /// Rules that never act change nothing that can be seen: shifts of the same number, an outage after
  /// the end, a standby that is not needed.
  @Test func rulesThatDoNotActChangeNothing() throws {
    let plain = Oracle.station(
      arrivalRate: 1.5, serviceTime: .exponential(mean: 1), servers: 2, queueLimit: 9)
    var other = plain
    other.stations[0].shifts = [Shift(from: TimeSpan(seconds: 70), servers: 2)]
    other.stations[0].standby = 1
    other.stations.append(StationModel(name: "standby", servers: 1, serviceTime: .constant(1)))
    other.outages = [OutageTests.outage(from: 1e9, length: 1, losesWork: true)]
    let window = Window(
      runIn: TimeSpan(seconds: 10), length: TimeSpan(seconds: 5_000), drain: TimeSpan(seconds: 99))
    let name = StreamName(seed: 4)
    let a = try simulate(plain, window: window, name: name)
    let b = try simulate(other, window: window, name: name)
    #expect(a.all == b.all)
    #expect(a.stations[0].sojournTime == b.stations[0].sojournTime)
    #expect(abs(a.stations[0].utilisation - b.stations[0].utilisation) < 1e-12)
  }

  /// All faults of a model at once.
  @Test func refusesWhatCannotBeMeant() {
    var model = Self.model
    model.stations[0].shifts = [(5, 1), (5, -1)].map {
      Shift(from: TimeSpan(seconds: $0), servers: $1)
    }
    model.stations[0].shiftPeriod = TimeSpan(seconds: 4)
    model.stations[1].scaling = Autoscaling(
      signal: .utilisation, low: 0.9, target: 0.5, high: 0.4, least: 3, most: 2,
      interval: .zero, bootDelay: TimeSpan(seconds: -1), coolDown: .zero)
    model.stations[2].standby = 2
    model.outages[0].stations = [17]
    model.outages[1].restore = [(TimeSpan(seconds: 3), 0.5), (TimeSpan(seconds: 2), 0.9)]
    model.outages[2].left = 1.5
    model.outages[3].pattern = .every(
      TimeSpan(seconds: 5), from: .zero, length: TimeSpan(seconds: 6))
    var places: Set<String> = []
    do throws(OperationsError) {
      try model.checked()
    } catch {
      if case .invalid(let faults) = error { places = Set(faults.map(\.place)) }
    }
    #expect(
      places == [
        "stations[0].shifts[1].from", "stations[0].shifts[1].servers", "stations[0].shiftPeriod",
        "stations[1].scaling", "stations[1].scaling.target", "stations[1].scaling.interval",
        "stations[1].scaling.bootDelay", "stations[2].standby", "outages[0].stations[0]",
        "outages[1].restore[1].after", "outages[1].restore[1].share", "outages[2].left",
        "outages[3].pattern.every",
      ])
  }
}
