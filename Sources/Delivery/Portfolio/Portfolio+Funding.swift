import Quantities
import Statistics

extension Portfolio {
  /// Who gives money, when, and to whom.
  public struct Funding: Hashable, Sendable {
    public var tranches: [Tranche]
    /// Delay of a tranche against its due date [s].
    public var delay: Distribution
    /// Share of the money without earmark that donors put into one pool for the whole programme; the rest
    /// goes to the agencies one by one, in proportion to their services.
    public var coordination: Share
    /// Donors who appraise each project when they don't coordinate [1], ≥ 1.
    public var donors: Int
    /// Probability that a project is built twice, in parallel, when donors don't coordinate at all.
    public var parallelSystems: Share

    public init(
      tranches: [Tranche], delay: Distribution = .constant(0), coordination: Share = .all,
      donors: Int = 1, parallelSystems: Share = .none
    ) {
      self.tranches = tranches
      self.delay = delay
      self.coordination = coordination
      self.donors = donors
      self.parallelSystems = parallelSystems
    }

    /// Appraisals of one project [1].
    var appraisals: Double { 1 + (1 - coordination.fraction) * Double(donors - 1) }
    /// Probability that a project is built twice [1].
    var parallelProbability: Double { (1 - coordination.fraction) * parallelSystems.fraction }
  }

  /// Money promised for a date.
  public struct Tranche: Hashable, Sendable {
    /// What must have happened before it is paid out.
    public enum Condition: Hashable, Sendable {
      /// So many services are live.
      case servicesLive(Int)
      /// Such a share of all money received so far has been promised to projects.
      case committed(Share)
    }
    public var at: TimeSpan
    /// In the currency of `prices`.
    public var amount: Double
    /// Parties that alone may spend it, in equal parts; empty for the general rule.
    public var earmarks: [Party]
    public var condition: Condition?

    public init(
      at: TimeSpan, amount: Double, earmarks: [Party] = [], condition: Condition? = nil
    ) {
      self.at = at
      self.amount = amount
      self.earmarks = earmarks
      self.condition = condition
    }
  }

  /// What planners reckon that work and things cost, all in one currency.
  public struct PlanPrices: Hashable, Sendable {
    /// A person-month of an employee of each skill [currency/person-month].
    public var employees: PerSkill<Double>
    /// A person-month of a consultant [currency/person-month].
    public var consultant: Double
    /// One enrolment kit [currency].
    public var enrolmentKit: Double
    /// Training one person in a course [currency].
    public var course: Double

    public init(
      employees: PerSkill<Double>, consultant: Double = 0, enrolmentKit: Double = 0,
      course: Double = 0
    ) {
      self.employees = employees
      self.consultant = consultant
      self.enrolmentKit = enrolmentKit
      self.course = course
    }

    /// A person-month of work with a share of a consultant beside it [currency].
    func personMonth(_ skill: Skill, consultantShare: Double) -> Double {
      employees[skill] + consultant * consultantShare
    }
  }
}
