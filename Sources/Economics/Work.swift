/// Whose work it is.
public enum Skill: String, CaseIterable, Hashable, Sendable, Codable {
  case engineer, integrator, trainer
  case procurementOfficer = "procurement_officer"
  case approver
  case securitySpecialist = "security_specialist"
  case enroller
}

/// Keys of a JSON object, not an array of pairs whose order changes from run to run.
extension Skill: CodingKeyRepresentable {}

/// Who does the work: a government's own people, or consultants at a price of their own.
public enum Worker: String, CaseIterable, Hashable, Sendable, Codable {
  case employee, consultant
}

/// What the work is for.
public enum Activity: String, CaseIterable, Hashable, Sendable, Codable {
  case design, approval, selection, procurement, build, adaptation, integration, testing
  case migration, security, training, enrolment

  /// Where its cost is booked.
  public var category: CostCategory {
    switch self {
    case .design: .design
    case .approval: .governance
    case .selection, .procurement: .procurement
    case .build: .build
    case .adaptation: .adaptation
    case .integration: .integration
    case .testing: .testing
    case .migration: .migration
    case .security: .securityWork
    case .training, .enrolment: .trainingAndEnrolment
    }
  }

  /// Whether it leaves software that lasts: what residual value is counted of.
  public var createsSoftware: Bool {
    switch self {
    case .design, .build, .adaptation, .integration, .testing, .migration: true
    case .approval, .selection, .procurement, .security, .training, .enrolment: false
    }
  }
}

/// Work [person-month] by year, by who does it, skill and activity.
public struct WorkTable: Hashable, Sendable, Codable {
  /// Shape [years × workers × skills × activities], row-major.
  var entries: [Double]

  /// Without entries.
  init(years: Int) { entries = [Double](repeating: 0, count: years * Self.entriesPerYear) }

  static let entriesPerYear =
    Worker.allCases.count * Skill.allCases.count * Activity.allCases.count

  private static let skillNumbers = numbers(Skill.self)
  private static let activityNumbers = numbers(Activity.self)

  private static func numbers<Case: CaseIterable & Hashable>(_ type: Case.Type) -> [Case: Int] {
    Dictionary(uniqueKeysWithValues: type.allCases.enumerated().map { ($1, $0) })
  }

  private static func index(
    _ year: Int, _ worker: Worker, _ skill: Skill, _ activity: Activity
  ) -> Int {
    let who = worker == .employee ? 0 : 1
    let row = who * Skill.allCases.count + (skillNumbers[skill] ?? 0)
    let column = activityNumbers[activity] ?? 0
    return year * entriesPerYear + row * Activity.allCases.count + column
  }

  mutating func add(
    _ personMonths: Double, _ worker: Worker, _ skill: Skill, _ activity: Activity, year: Int
  ) {
    entries[Self.index(year, worker, skill, activity)] += personMonths
  }

  /// [person-month]
  public func callAsFunction(
    _ skill: Skill, _ activity: Activity, by worker: Worker = .employee, year: Int
  ) -> Double {
    entries[Self.index(year, worker, skill, activity)]
  }

  /// What the work of one year on an activity costs [currency].
  ///
  /// - Parameter prices: of a person-month, shape [workers × skills].
  func cost(_ activity: Activity, year: Int, prices: [Double]) -> Double {
    let first = year * Self.entriesPerYear + (Self.activityNumbers[activity] ?? 0)
    var sum = 0.0
    for (row, price) in prices.enumerated() {
      let work = entries[first + row * Activity.allCases.count]
      if work != 0 { sum += work * price }
    }
    return sum
  }

  /// Adds another table, its activities booked under others, and consultants, whose price is one, all
  /// under one skill.
  mutating func add(_ other: WorkTable, as renamed: (Activity) -> Activity) {
    let (skills, activities) = (Skill.allCases.count, Activity.allCases.count)
    for (index, work) in other.entries.enumerated() where work != 0 {
      let (row, column) = (index / activities, index % activities)
      let worker = row / skills % Worker.allCases.count
      let year = row / skills / Worker.allCases.count
      add(
        work, Worker.allCases[worker], worker == 0 ? Skill.allCases[row % skills] : .engineer,
        renamed(Activity.allCases[column]), year: year)
    }
  }
}
