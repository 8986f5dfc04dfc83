/// What a person in the programme can do. Nobody does another skill's work.
public enum Skill: Int, CaseIterable, Hashable, Sendable {
  case engineer, integrator, trainer, procurementOfficer, approver, securitySpecialist, enroller
}

/// One value for each skill: head counts [person], prices [currency/person-month], shares.
///
///     let people = PerSkill(
///       engineers: 120, integrators: 40, trainers: 30, procurementOfficers: 12, approvers: 8)
///     people[.trainer]  // 30
public struct PerSkill<Value> {
  public var engineers: Value
  public var integrators: Value
  public var trainers: Value
  public var procurementOfficers: Value
  public var approvers: Value
  public var securitySpecialists: Value
  public var enrollers: Value

  public init(
    engineers: Value, integrators: Value, trainers: Value, procurementOfficers: Value,
    approvers: Value, securitySpecialists: Value, enrollers: Value
  ) {
    self.engineers = engineers
    self.integrators = integrators
    self.trainers = trainers
    self.procurementOfficers = procurementOfficers
    self.approvers = approvers
    self.securitySpecialists = securitySpecialists
    self.enrollers = enrollers
  }

  /// The same value for every skill.
  public init(all value: Value) {
    self.init(
      engineers: value, integrators: value, trainers: value, procurementOfficers: value,
      approvers: value, securitySpecialists: value, enrollers: value)
  }

  /// The value of one skill.
  public subscript(skill: Skill) -> Value {
    get {
      switch skill {
      case .engineer: engineers
      case .integrator: integrators
      case .trainer: trainers
      case .procurementOfficer: procurementOfficers
      case .approver: approvers
      case .securitySpecialist: securitySpecialists
      case .enroller: enrollers
      }
    }
    set {
      switch skill {
      case .engineer: engineers = newValue
      case .integrator: integrators = newValue
      case .trainer: trainers = newValue
      case .procurementOfficer: procurementOfficers = newValue
      case .approver: approvers = newValue
      case .securitySpecialist: securitySpecialists = newValue
      case .enroller: enrollers = newValue
      }
    }
  }
}

extension PerSkill: Sendable where Value: Sendable {}
extension PerSkill: Equatable where Value: Equatable {}
extension PerSkill: Hashable where Value: Hashable {}

extension Skill {
  /// Skills that a country short of them tops up with consultants, and trains people in.
  static let technical: [Skill] = [.engineer, .integrator, .securitySpecialist]
  var isTechnical: Bool { Self.technical.contains(self) }
}
