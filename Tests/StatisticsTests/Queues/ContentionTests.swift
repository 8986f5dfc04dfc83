import Statistics
import Testing

/// The Universal Scalability Law, alone, fitted, and in a closed circle.
@Suite("Contention")
struct ContentionTests {
  private typealias Law = UniversalScalability
  private typealias Measurement = UniversalScalability.Measurement

  @Test func lawByHand() throws {
    let law = try Law(serialShare: 0.1, coherency: 0.012)
    #expect(isClose(law.slowdown(11), 1 + 1 + 1.32) && law.slowdown(1) == 1)
    #expect(isClose(law.speed(11), 1 / 3.32))
    #expect(isClose(law.peakConcurrency, 75.0.squareRoot()))
    // √75 lies between 8 and 9: 8/2.372 = 3.373, 9/2.664 = 3.378, 10/2.98 = 3.356.
    let capacity = (1...100).map { Double($0) * law.speed($0) }
    #expect(capacity.firstIndex(of: capacity.max() ?? 0) == 8)
    #expect(try Law(serialShare: 0.1, coherency: 0).peakConcurrency == .infinity)
    #expect(try Law(serialShare: 1.5, coherency: 0).peakConcurrency == 1)
  }

  /// A law is found again from what it gives, either way.
  @Test func fitFindsTheLaw() throws {
    let law = try Law(serialShare: 0.03, coherency: 0.0004)
    let few = Measurement(callers: 6, throughput: 50 * law.speed(6))
    let many = Measurement(callers: 70, throughput: 50 * law.speed(70))
    #expect(isClose(try Law.fitted(few, many, serialShare: 0.03).coherency, 0.0004, 1e-11))
    #expect(isClose(try Law.fitted(few, many, coherency: 0.0004).serialShare, 0.03, 1e-11))
    let flat = Measurement(callers: 70, throughput: few.throughput)
    #expect(try Law.fitted(few, flat, serialShare: 0).coherency == 0)
  }

  /// MOSIP 1.2.0, closed loop at 10 and 30 users (mosip/documentation, performance report, 2022):
  /// fitted on authentication with OTP, 6.404 and 5.605 a second, the law foretells how biometric
  /// authentication falls from 6.055. By hand: κ = 0.142551/(870 − 90 × 1.142551) = 0.00018582.
  @Test func identityPlatform() throws {
    let law = try Law.fitted(
      .init(callers: 10, throughput: 6.404), .init(callers: 30, throughput: 5.605), serialShare: 0)
    #expect(isClose(law.coherency, 0.00018581, 1e-4))
    func throughput(_ callers: Int, alone: Double) throws -> Double {
      try ContendedCircle(
        callers: callers, thinkTime: 0, servers: 4, serviceTime: 4 / alone, law: law
      ).throughput
    }
    let alone = 6.055 * law.slowdown(10)
    #expect(isClose(try throughput(10, alone: alone), 6.055))
    let fall = 1 - (try throughput(30, alone: alone)) / 6.055
    let measured = 1 - 5.382 / 6.055
    #expect(isClose(measured, 0.111, 0.01) && isClose(fall, 1 - 5.605 / 6.404))
    #expect(abs(fall - measured) < 0.05)
    // Packet upload falls by half, 1.855 to 0.969: another law.
    let upload = try Law.fitted(
      .init(callers: 10, throughput: 1.855), .init(callers: 30, throughput: 0.969), serialShare: 0)
    #expect(isClose(upload.coherency, 0.914345 / (870 - 90 * 1.914345), 1e-5))
    #expect(upload.peakConcurrency < 30)
  }

  /// N, c, S, σ, κ: who never thinks is always there.
  @Test func noThinking() throws {
    let law = try Law(serialShare: 0.05, coherency: 0.002)
    for (callers, servers) in [(1, 1), (3, 8), (40, 8)] {
      let circle = try ContendedCircle(
        callers: callers, thinkTime: 0, servers: servers, serviceTime: 0.5, law: law)
      let busy = Double(min(callers, servers))
      #expect(isClose(circle.throughput, busy / 0.5 * law.speed(callers)))
      #expect(isClose(circle.meanSojournTime, Double(callers) / circle.throughput))
      #expect(isClose(circle.utilisation, busy / Double(servers)))
      // Thinking for next to no time is nearly the same.
      let quick = try ContendedCircle(
        callers: callers, thinkTime: 1e-9, servers: servers, serviceTime: 0.5, law: law)
      #expect(isClose(quick.throughput, circle.throughput, 1e-6))
    }
  }

  /// Balance equations in mpmath, 30 digits and more.
  @Test func thinking() throws {
    let circle = try ContendedCircle(
      callers: 30, thinkTime: 4, servers: 4, serviceTime: 0.6,
      law: Law(serialShare: 0.02, coherency: 0.001))
    #expect(isClose(circle.throughput, 4.9504408464837646))
    #expect(isClose(circle.meanNumberInSystem, 10.198236614064942))
    #expect(isClose(circle.meanQueueLength, 6.3744392255894672))
    // Little's law around the circle.
    #expect(isClose(circle.throughput * (circle.meanSojournTime + 4), 30))
    // Two likely numbers, 7 and 240, and a valley of 5e-11 between: it flows or it is jammed.
    let jam = try ContendedCircle(
      callers: 300, thinkTime: 41, servers: 10, serviceTime: 1,
      law: Law(serialShare: 0, coherency: 0.0001))
    #expect(isClose(jam.throughput, 4.1707076652977089, 1e-10))
    #expect(isClose(jam.meanNumberInSystem, 129.00098572279393, 1e-10))
    #expect(isClose(jam.meanQueueLength, 120.33446965403089, 1e-10))
  }

  /// Without contention it is the repair shop.
  @Test func noContention() throws {
    let circle = try ContendedCircle(
      callers: 20, thinkTime: 8, servers: 3, serviceTime: 2,
      law: Law(serialShare: 0, coherency: 0))
    let shop = try MachineRepair(sources: 20, requestRate: 0.125, serviceRate: 0.5, servers: 3)
    #expect(isClose(circle.throughput, shop.throughput))
    #expect(isClose(circle.meanWaitingTime, shop.meanWaitingTime))
    #expect(isClose(circle.meanSojournTime, shop.meanSojournTime))
    #expect(isClose(circle.utilisation, shop.utilisation))
  }

  @Test func badParametersAreRefused() throws {
    for (serial, coherency) in [(-0.1, 0), (0, -0.1), (.nan, 0), (0, .infinity)] {
      #expect(throws: StatisticsError.self) {
        try Law(serialShare: serial, coherency: coherency)
      }
    }
    let law = try Law(serialShare: 0, coherency: 0)
    for (callers, think, servers, work) in [
      (0, 1, 1, 1), (.max, 1, 1, 1), (1, -1, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, .nan, 1, 1),
    ] as [(Int, Double, Int, Double)] {
      #expect(throws: StatisticsError.self) {
        try ContendedCircle(
          callers: callers, thinkTime: think, servers: servers, serviceTime: work, law: law)
      }
    }
    let ten = Measurement(callers: 10, throughput: 5)
    for other in [
      Measurement(callers: 30, throughput: 5.1), Measurement(callers: 30, throughput: 0.5),
      Measurement(callers: 10, throughput: 4), Measurement(callers: 30, throughput: 0),
      Measurement(callers: 30, throughput: .nan),
    ] {
      #expect(throws: StatisticsError.self) { try Law.fitted(ten, other, serialShare: 0) }
      #expect(throws: StatisticsError.self) { try Law.fitted(ten, other, coherency: 0) }
    }
    #expect(throws: StatisticsError.self) { try Law.fitted(ten, ten, serialShare: -1) }
  }
}
