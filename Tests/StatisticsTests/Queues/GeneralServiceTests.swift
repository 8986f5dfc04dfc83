import Statistics
import Testing

/// One server beyond M/M: sharing, batches, breakdowns, and any law of arrivals.
@Suite("General service and arrivals")
struct GeneralServiceTests {
  @Test func processorSharing() throws {
    let link = try ProcessorSharingMG1(arrivalRate: 6, serviceMean: 0.1)
    #expect(isClose(link.meanSojournTime, 0.25))
    #expect(isClose(link.meanSojournTime(ofWork: 1), 2.5))
    #expect(isClose(link.meanNumberInSystem, 1.5))
    let mean = (0..<400).reduce(0.0) { $0 + Double($1) * link.probability(of: $1) }
    #expect(isClose(mean, link.meanNumberInSystem))
    // With exponential work the mean is that of the queue.
    let queue = try MM1(arrivalRate: 6, serviceRate: 10)
    #expect(isClose(link.meanSojournTime, queue.meanSojournTime))
  }

  /// Sparse solution of the chain (number, phase of Erlang-k service), up to 1 500 customers.
  @Test func batches() throws {
    // Batches of 1, 2, 5 with probabilities 0.5, 0.3, 0.2.
    let markov = try BatchMG1(
      batchRate: 0.3, batchMean: 2.1, batchVariance: 2.29, serviceRate: 1)
    #expect(isClose(markov.meanNumberInSystem, 3.567567567567568))
    let erlang = try BatchMG1(
      batchRate: 0.3, batchMean: 2.1, batchVariance: 2.29, serviceMean: 1, serviceVariance: 0.5)
    #expect(isClose(erlang.meanNumberInSystem, 3.299391891892, 1e-11))
    let pairs = try BatchMG1(batchRate: 0.2, batchMean: 2, batchVariance: 0, serviceRate: 1)
    #expect(isClose(pairs.meanNumberInSystem, 1))
    let single = try BatchMG1(
      batchRate: 0.7, batchMean: 1, batchVariance: 0, serviceMean: 1, serviceVariance: 0.3)
    let general = try MG1(arrivalRate: 0.7, serviceMean: 1, serviceVariance: 0.3)
    #expect(isClose(single.meanWaitingTime, general.meanWaitingTime))
  }

  /// λ, service variance (mean 1), MTBF, MTTR; number in the system if failing at any time, and in
  /// service only: sparse solution of the chain (number, phase, up or down).
  @Test func breakdowns() throws {
    let table: [(Double, Double, Double, Double, Double, Double)] = [
      (0.5, 1, 50, 10, 43.0 / 12, 2.75), (0.6, 0.5, 20, 5, 4.8375, 4.2375),
    ]
    for (rate, variance, between, repair, always, busy) in table {
      let desk = try BreakdownMG1(
        arrivalRate: rate, serviceMean: 1, serviceVariance: variance,
        meanTimeBetweenFailures: between, meanTimeToRepair: repair)
      #expect(isClose(desk.meanNumberInSystem, always))
      #expect(isClose(desk.meanSojournTimeFailingInServiceOnly * rate, busy))
      // The other view: an M/G/1 of completion times.
      let completion = try MG1(
        arrivalRate: rate, serviceMean: desk.completionMean,
        serviceVariance: desk.completionVariance)
      #expect(isClose(completion.meanNumberInSystem, busy))
      #expect(isClose(completion.utilisation, rate / desk.availability))
    }
  }

  /// White and Christie's own formula for exponential service, written another way: generating
  /// functions while up and while down.
  @Test func whiteAndChristie() throws {
    let (arrive, serve, fail, repair) = (0.3, 0.8, 0.04, 0.06)
    let up = repair / (repair + fail)
    let whileUp =
      up * (arrive + arrive * fail * (repair + arrive) / (repair * repair)) / (serve - arrive / up)
    let whileDown = fail * (whileUp / repair + up * arrive / (repair * repair))
    let desk = try BreakdownMG1(
      arrivalRate: arrive, serviceMean: 1 / serve, serviceVariance: 1 / (serve * serve),
      meanTimeBetweenFailures: 1 / fail, meanTimeToRepair: 1 / repair)
    #expect(isClose(desk.meanNumberInSystem, whileUp + whileDown))
  }

  @Test func withoutRepairTimeNothingBreaks() throws {
    let desk = try BreakdownMG1(
      arrivalRate: 0.7, serviceMean: 1, serviceVariance: 2, meanTimeBetweenFailures: 3,
      meanTimeToRepair: 0)
    let plain = try MG1(arrivalRate: 0.7, serviceMean: 1, serviceVariance: 2)
    #expect(isClose(desk.meanWaitingTime, plain.meanWaitingTime))
  }

  /// μ = 1; σ by mpmath's root finder, 40 digits, on σ = A*(1 − σ); the uniform law's transform by
  /// quadrature there.
  @Test func generalArrivals() throws {
    let table: [(Distribution, Double)] = [
      (.constant(1.25), 0.6286297964969467), (.erlang(shape: 3, mean: 1.25), 0.7109344408552824),
      (.uniform(low: 0.5, high: 2.5), 0.4782007266635119),
      (.gamma(shape: 0.7, scale: 2), 0.7600199675212798),
      (.hyperexponential(p: 0.3, mean1: 3, mean2: 0.5), 0.8849307066960951),
      (.exponential(mean: 1.25), 0.8),
    ]
    for (law, expected) in table {
      let desk = try GM1(interarrivalTime: law, serviceRate: 1)
      #expect(isClose(desk.waitingProbability, expected), "\(law)")
      #expect(isClose(desk.meanWaitingTime, expected / (1 - expected), 1e-11), "\(law)")
      #expect(isClose(desk.sojournTail(desk.meanSojournTime), 0.36787944117144233))
    }
  }

  /// Arrivals a millionth slower than service: 1 − σ = 1.999997333336444e-6 (mpmath).
  @Test func nearSaturation() throws {
    let desk = try GM1(interarrivalTime: .constant(1 + 1e-6), serviceRate: 1)
    #expect(isClose(desk.idleProbability, 1.999997333336444e-6, 1e-9))
    let uneven = try GM1(interarrivalTime: .uniform(low: 0, high: 2 + 2e-6), serviceRate: 1)
    // Heavy traffic: 2(ρ⁻¹ − 1)/(1 + cv²), cv² = 1/3.
    #expect(isClose(uneven.idleProbability, 1.5e-6, 1e-5))
  }

  /// A transform of one's own, and the same family in service of the same mean and rate.
  @Test func ownTransform() throws {
    let own = try GM1(interarrivalMean: 1.25, serviceRate: 1) { s in
      (1 / (1 + s * 1.25 / 3)) * (1 / (1 + s * 1.25 / 3)) * (1 / (1 + s * 1.25 / 3))
    }
    #expect(isClose(own.waitingProbability, 0.7109344408552824))
    let poisson = try GM1(interarrivalTime: .exponential(mean: 2), serviceRate: 0.8)
    let queue = try MM1(arrivalRate: 0.5, serviceRate: 0.8)
    #expect(isClose(poisson.meanSojournTime, queue.meanSojournTime))
    #expect(isClose(poisson.waitingTail(3), 0.625 * 0.4065696597405991))
  }

  @Test func badParametersAreRefused() {
    #expect(throws: StatisticsError.unstable(name: "M/G/1-PS", utilisation: 1)) {
      try ProcessorSharingMG1(arrivalRate: 1, serviceMean: 1)
    }
    #expect(throws: StatisticsError.unstable(name: "G/M/1", utilisation: 1)) {
      try GM1(interarrivalTime: .constant(1), serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try GM1(interarrivalTime: .weibull(shape: 2, scale: 3), serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try GM1(interarrivalTime: .uniform(low: 3, high: 2), serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try GM1(interarrivalTime: .uniform(low: -1, high: 9), serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try GM1(interarrivalMean: 2, serviceRate: 1) { _ in 1.5 }
    }
    #expect(throws: StatisticsError.self) {
      try BatchMG1(batchRate: 0.5, batchMean: 2, batchVariance: 0, serviceRate: 1)
    }
    #expect(throws: StatisticsError.self) {
      try BatchMG1(batchRate: 0.5, batchMean: 0.5, batchVariance: 0, serviceRate: 1)
    }
    // Whole numbers of mean 1.5 have a variance of ¼ at least.
    #expect(throws: StatisticsError.self) {
      try BatchMG1(batchRate: 0.1, batchMean: 1.5, batchVariance: 0.2, serviceRate: 1)
    }
    #expect(throws: Never.self) {
      try BatchMG1(batchRate: 0.1, batchMean: 2.1, batchVariance: 0.09, serviceRate: 1)
    }
    // Up half of the time, and asked for 60 % of it.
    #expect(throws: StatisticsError.self) {
      try BreakdownMG1(
        arrivalRate: 0.6, serviceMean: 1, serviceVariance: 1, meanTimeBetweenFailures: 5,
        meanTimeToRepair: 5)
    }
    #expect(throws: StatisticsError.self) {
      try BreakdownMG1(
        arrivalRate: 0.1, serviceMean: 1, serviceVariance: 1, meanTimeBetweenFailures: 0,
        meanTimeToRepair: 5)
    }
  }
}
