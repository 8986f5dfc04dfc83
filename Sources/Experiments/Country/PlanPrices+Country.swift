import Delivery
import Economics

extension Prices {
  /// What planners reckon that work and things cost.
  var plan: Portfolio.PlanPrices {
    var employees = PerSkill(all: 0.0)
    for skill in Delivery.Skill.allCases {
      employees[skill] = personMonth(Economics.Skill(skill))
    }
    return Portfolio.PlanPrices(
      employees: employees, consultant: consultant, enrolmentKit: enrolmentKit,
      course: trainingCourse)
  }
}
