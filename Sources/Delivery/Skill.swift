/// What a person in the programme can do. Nobody does another skill's work.
public enum Skill: Int, CaseIterable, Hashable, Sendable {
  case engineer, integrator, trainer, procurementOfficer, approver
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

  public init(
    engineers: Value, integrators: Value, trainers: Value, procurementOfficers: Value,
    approvers: Value
  ) {
    self.engineers = engineers
    self.integrators = integrators
    self.trainers = trainers
    self.procurementOfficers = procurementOfficers
    self.approvers = approvers
  }

  /// The same value for every skill.
  public init(all value: Value) {
    self.init(
      engineers: value, integrators: value, trainers: value, procurementOfficers: value,
      approvers: value)
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
      }
    }
    set {
      switch skill {
      case .engineer: engineers = newValue
      case .integrator: integrators = newValue
      case .trainer: trainers = newValue
      case .procurementOfficer: procurementOfficers = newValue
      case .approver: approvers = newValue
      }
    }
  }
}

extension PerSkill: Sendable where Value: Sendable {}
extension PerSkill: Equatable where Value: Equatable {}
extension PerSkill: Hashable where Value: Hashable {}
