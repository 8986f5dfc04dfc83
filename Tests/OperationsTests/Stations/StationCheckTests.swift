import Operations
import Quantities
import Statistics
import Testing

/// What is refused before it runs, and what is not.
@Suite struct StationCheckTests {
  private func faults(
    _ steps: [Step] = [], next: StationModel? = nil, _ rules: (inout StationModel) -> Void
  ) -> [String] {
    var station = StationModel(name: "station", servers: 1, serviceTime: .constant(1))
    rules(&station)
    let model = Oracle.network([station] + (next.map { [$0] } ?? []), steps, arrivalRate: 1)
    return ModelCheckTests.faults(model)
  }

  @Test func acceptsTheSound() throws {
    #expect(ModelCheckTests.faults(try StationLawTests.everything()) == [])
  }

  @Test func refusesFiguresOutOfRange() {
    let found = faults {
      $0.deterrence = 1
      $0.rateLimit = RateLimit(rate: Rate(perSecond: 0), burst: 0.5)
      $0.cache = Cache(hitShare: 1.1, hitTime: TimeSpan(seconds: -1))
      $0.replicas = 0
      $0.contention = Contention(serialShare: -1, coherency: .infinity)
    }
    #expect(
      Set(found) == [
        "stations[0].deterrence", "stations[0].rateLimit.rate", "stations[0].rateLimit.burst",
        "stations[0].cache.hitShare", "stations[0].cache.hitTime", "stations[0].replicas",
        "stations[0].contention.serialShare", "stations[0].contention.coherency",
      ])
    #expect(faults { $0.batchLimit = 0 } == ["stations[0].batchLimit"])
    #expect(faults { $0.deterrence = .nan } == ["stations[0].deterrence"])
    #expect(faults { $0.replicas = .max } == ["stations[0].replicas"])
  }

  @Test func refusesWhatCannotBeTakenOutOfService() {
    let failure = FailureModel(
      meanTimeBetweenFailures: TimeSpan(seconds: 9), meanTimeToRepair: TimeSpan(seconds: 1))
    for rules in [
      { $0.failure = failure }, { $0.discipline = .preemptivePriority },
      { $0.shifts = [Shift(from: .zero, servers: 1)] },
    ] as [(inout StationModel) -> Void] {
      #expect(
        faults {
          $0.contention = Contention(serialShare: 0, coherency: 0)
          rules(&$0)
        } == ["stations[0].contention"])
      #expect(
        faults {
          $0.batchLimit = 2
          rules(&$0)
        } == ["stations[0].batchLimit"])
    }
    var model = Oracle.station(arrivalRate: 1, serviceTime: .constant(1))
    model.stations[0].batchLimit = 2
    model.outages = [
      OutageModel(
        name: "cut", stations: [0],
        pattern: .once(at: .zero, length: TimeSpan(seconds: 1)))
    ]
    #expect(ModelCheckTests.faults(model) == ["stations[0].batchLimit"])
    #expect(
      faults { ($0.batchLimit, $0.discipline) = (2, .priority) } == ["stations[0].batchLimit"])
  }

  @Test func refusesGoingAwayFromADoor() {
    for rules in [
      { $0.patience = .constant(1) }, { $0.deterrence = 0.1 },
    ] as [(inout StationModel) -> Void] {
      #expect(
        faults {
          ($0.queueLimit, $0.whenFull) = (2, .block)
          rules(&$0)
        } == ["stations[0].whenFull"])
    }
    #expect(
      faults { ($0.deterrence, $0.discipline) = (0.1, .processorSharing) }
        == ["stations[0].deterrence"])
  }

  /// A server that several calls share is no one's to keep.
  @Test func refusesKeepingASharedServer() {
    let holding = Step.call(
      Call(station: 0, purpose: 1, holding: [.wait(.constant(1), purpose: 2)]))
    var door = StationModel(name: "door", servers: 1, serviceTime: .constant(1), queueLimit: 0)
    door.whenFull = .block
    let chain = [Step.call(station: 0, purpose: 1), .call(station: 1, purpose: 2)]
    for rules in [
      { $0.discipline = .processorSharing }, { $0.batchLimit = 3 },
    ] as [(inout StationModel) -> Void] {
      #expect(faults([holding], rules) == ["journeys[0].steps[0].holding"])
      #expect(faults(chain, next: door, rules) == ["journeys[0].steps[0].station"])
    }
    #expect(faults([holding]) { $0.contention = Contention(serialShare: 0.1, coherency: 0) } == [])
    #expect(faults(chain, next: door) { _ in } == [])
  }
}
