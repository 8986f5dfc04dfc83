import Quantities
import Statistics

extension Portfolio {
  /// How people come, go, learn and rest. Without arguments nobody leaves and nobody learns.
  public struct Workforce: Hashable, Sendable {
    /// Rate at which people leave [1/year].
    public var attrition: Double
    /// From a leaving to a successor's first day [s].
    public var recruitingTime: Distribution
    /// How long a newcomer learns the job, and what they get done meanwhile over what others do.
    public var rampUpTime: TimeSpan
    public var newcomerProductivity: Share
    /// Effort of the 2nd, 4th, 8th … project of a kind over that of half as many [1]; 1 for no learning.
    ///
    /// - Source: Wright, Factors Affecting the Cost of Airplanes (1936).
    public var learningRate: Double
    /// Times of the year when nobody works.
    public var closures: [Closure]
    /// Consultants' work beside the technical people at the start, over theirs: what nobody in the country
    /// can do alone. It takes no less time for them.
    public var skillGap: Share
    public var training: Training
    /// Kits for enrolment in the field [1], and the enrollers that one kit keeps busy [person].
    public var enrolmentKits: Int
    public var enrollersPerKit: Int

    public init(
      attrition: Double = 0, recruitingTime: Distribution = .constant(0),
      rampUpTime: TimeSpan = .zero, newcomerProductivity: Share = .all, learningRate: Double = 1,
      closures: [Closure] = [], skillGap: Share = .none, training: Training = Training(),
      enrolmentKits: Int = 0, enrollersPerKit: Int = 1
    ) {
      self.attrition = attrition
      self.recruitingTime = recruitingTime
      self.rampUpTime = rampUpTime
      self.newcomerProductivity = newcomerProductivity
      self.learningRate = learningRate
      self.closures = closures
      self.skillGap = skillGap
      self.training = training
      self.enrolmentKits = enrolmentKits
      self.enrollersPerKit = enrollersPerKit
    }
  }

  /// A stretch of every year without work, from 1 January on.
  public struct Closure: Hashable, Sendable {
    /// [month], 0 ≤ from < to ≤ 12.
    public var from: Double
    public var to: Double

    public init(from: Double, to: Double) {
      self.from = from
      self.to = to
    }
  }

  /// Courses that close the skill gap: paid from the programme's money, a cohort each year.
  public struct Training: Hashable, Sendable {
    /// Technical people in each cohort [person/year].
    public var peoplePerYear: Double
    /// Away from work for so long.
    public var courseTime: TimeSpan

    public init(peoplePerYear: Double = 0, courseTime: TimeSpan = .zero) {
      self.peoplePerYear = peoplePerYear
      self.courseTime = courseTime
    }
  }
}
