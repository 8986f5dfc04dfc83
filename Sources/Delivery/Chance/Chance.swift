import Quantities
import Statistics

/// How far one project missed its plan [1].
struct OverrunFactors: Hashable, Sendable {
  var schedule: Double
  var effort: Double
}

/// All chance of one run. Every draw is named by what is asked (purpose, thing, agency), never by an
/// alternative or by the order of events, so that alternatives meet the same luck.
struct Chance {
  private let joining: StreamName
  private let joiningDelay: StreamName
  private let governance: StreamName
  private let approval: StreamName
  private let procurement: StreamName
  private let onboarding: StreamName
  private let tranche: StreamName
  private let schedule: StreamName
  private let effort: StreamName
  private let selection: StreamName
  private let parallel: StreamName
  private let post: StreamName
  /// One standard normal number for the whole country.
  private let country: Double

  init(_ name: StreamName) {
    joining = name.child("joining")
    joiningDelay = name.child("joining delay")
    governance = name.child("governance delay")
    approval = name.child("approval time")
    procurement = name.child("procurement time")
    onboarding = name.child("onboarding time")
    tranche = name.child("tranche delay")
    schedule = name.child("schedule overrun")
    effort = name.child("effort overrun")
    selection = name.child("selection time")
    parallel = name.child("parallel system")
    post = name.child("post")
    country = Portable.normalQuantile(name.child("country factor").uniform)
  }

  func joins(agency: UInt64, probability: Share) -> Bool {
    joining.child(agency).uniform < probability.fraction
  }

  /// [month]
  func joiningDelay(agency: UInt64, _ time: Distribution) -> Double {
    Self.months(time, joiningDelay.child(agency))
  }

  /// [month]
  func trancheDelay(index: Int, _ time: Distribution) -> Double {
    Self.months(time, tranche.child(UInt64(index)))
  }

  /// [month]
  func governanceDelay(_ thing: ThingKey, _ time: Distribution) -> Double {
    Self.months(time, thing.name(in: governance))
  }

  /// [month]
  func approvalTime(_ thing: ThingKey, _ time: Distribution) -> Double {
    Self.months(time, thing.name(in: approval))
  }

  /// [month]
  func procurementTime(_ thing: ThingKey, _ time: Distribution) -> Double {
    Self.months(time, thing.name(in: procurement))
  }

  /// [month]
  func selectionTime(_ thing: ThingKey, _ time: Distribution) -> Double {
    Self.months(time, thing.name(in: selection))
  }

  /// Whether donors have a thing built twice.
  func isBuiltTwice(_ thing: ThingKey, probability: Double) -> Bool {
    thing.name(in: parallel).uniform < probability
  }

  /// From somebody's first day in a post to their leaving [month].
  ///
  /// - Parameter rate: of leaving [1/year], above 0.
  func stay(in post: Post, rate: Double) -> Double {
    -Portable.log(name(post, "stay").uniform) / rate * 12
  }

  /// [month]
  func recruitingTime(for post: Post, _ time: Distribution) -> Double {
    Self.months(time, name(post, "recruiting"))
  }

  private func name(_ post: Post, _ purpose: String) -> StreamName {
    self.post.child(UInt64(post.skill.rawValue)).child(UInt64(post.number))
      .child(UInt64(post.leavings)).child(purpose)
  }

  /// [month]
  func onboardingTime(_ thing: ThingKey, _ time: Distribution) -> Double {
    Self.months(time, thing.name(in: onboarding))
  }

  /// Gaussian copula with one factor: each project's normal number is √ρ × the country's plus
  /// √(1 − ρ) × its own.
  func overrun(_ thing: ThingKey, _ law: OverrunLaw, correlation: Share) -> OverrunFactors {
    let effortNormal = correlated(thing.name(in: effort), correlation.fraction)
    return OverrunFactors(
      schedule: law.scheduleFactor(
        normal: correlated(thing.name(in: schedule), correlation.fraction)),
      effort: law.effortFactor(uniform: Portable.normalCDF(effortNormal)))
  }

  private func correlated(_ name: StreamName, _ correlation: Double) -> Double {
    let own = Portable.normalQuantile(name.uniform)
    return correlation.squareRoot() * country + (1 - correlation).squareRoot() * own
  }

  /// Times below zero, which a normal law can give, count as none.
  private static func months(_ time: Distribution, _ name: StreamName) -> Double {
    var stream = RandomStream(name)
    return max(0, time.draw(&stream)) / TimeSpan.secondsPerMonth
  }
}

/// What a draw is about: a block, or the first service of a contract, at an agency.
struct ThingKey: Hashable {
  var kind: ItemKind
  /// Key of the block or service.
  var subject: UInt64
  /// Key of the agency (of a shared block: of the first that needs it).
  var agency: UInt64

  func name(in purpose: StreamName) -> StreamName {
    purpose.child(UInt64(kind.rawValue)).child(subject).child(agency)
  }
}
