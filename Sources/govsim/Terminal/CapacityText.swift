import Experiments
import Foundation
import Quantities

/// The tables of `govsim capacity`.
struct CapacityText {
  let report: CapacityReport
  let isColoured: Bool

  /// Places of a table before the rest is summed up [1].
  private static let mostPlaces = 25

  var text: String {
    let head = [Ink.bold.applied(to: report.title, isColoured)] + report.notes
    return (head + report.plans.map { text(of: $0) }).joined(separator: "\n")
  }

  /// What the proof does not speak of.
  private func exception(_ plan: CapacityReport.Plan) -> String {
    plan.byClosedForms.isEmpty ? "" : "; not proved, but by closed forms: the stations named above"
  }

  private func text(of plan: CapacityReport.Plan) -> String {
    var parts = [""]
    if let year = plan.year { parts.append(Ink.bold.applied(to: "\(year)", isColoured)) }
    if !plan.places.isEmpty { parts += [places(plan), cost(plan), ""] }
    if !plan.goals.isEmpty { parts.append(goals(plan)) }
    if !plan.byClosedForms.isEmpty {
      parts.append(
        "Too few calls to simulate, so waiting rests on closed forms: "
          + plan.byClosedForms.prefix(6).joined(separator: ", ")
          + (plan.byClosedForms.count > 6 ? " and \(plan.byClosedForms.count - 6) more." : "."))
    }
    if plan.isMet, let reason = plan.reason {
      return parts.joined(separator: "\n") + "\n\(reason)\n"
    }
    if let reason = plan.reason {
      parts.append("\(Ink.bad.applied(to: "✗", isColoured)) Not met: \(reason).")
    }
    if plan.isMet {
      parts.append(
        "Proved on fresh chance at \(percent(report.confidence)) confidence: "
          + "\(FigureText.count(plan.replications, "run")) for each window and state, "
          + "\(FigureText.count(plan.looks, "look"))\(exception(plan)).")
    }
    if let next = plan.next { parts.append(text(of: next)) }
    return parts.joined(separator: "\n") + "\n"
  }

  // MARK: Places

  private func places(_ plan: CapacityReport.Plan) -> String {
    var table = TextTable([
      .left("where"), .right("now"), .right("needed"), .right("cost a year"), .right("change"),
      .right("busy"), .left("with one step less"),
    ])
    let sorted = plan.places.sorted { a, b in
      let (x, y) = (abs(a.cost - a.costNow), abs(b.cost - b.costNow))
      return x == y ? a.cost > b.cost : x > y
    }
    for place in sorted.prefix(Self.mostPlaces) {
      table.add([
        place.name, amount(place.now, place), amount(place.needed, place), money(place.cost),
        change(place.cost - place.costNow), percent(place.utilisation), less(place),
      ])
    }
    let rest = sorted.dropFirst(Self.mostPlaces)
    if !rest.isEmpty {
      let (cost, now) = rest.reduce((0.0, 0.0)) { ($0.0 + $1.cost, $0.1 + $1.costNow) }
      table.add([
        "\(rest.count) more (--json has all)", "", "", money(cost), change(cost - now), "", "",
      ])
    }
    return table.text(colour: isColoured)
  }

  private func amount(_ amount: Double, _ place: CapacityReport.Place) -> String {
    place.kind == "station"
      ? QuantityFormat.number(amount, digits: 9)
      : FigureText.text(amount / 1e6, unit: "Mbit/s")
  }

  private func less(_ place: CapacityReport.Place) -> String {
    guard let binding = place.binding else {
      return place.isByClosedForm ? "too few by closed forms" : "cannot carry the load"
    }
    let verb = binding.isClear ? "misses" : "may miss"
    return "\(verb) \(binding.goal) (\(binding.window), \(binding.state))"
  }

  private func cost(_ plan: CapacityReport.Plan) -> String {
    let difference = plan.cost - plan.costNow
    let compared =
      abs(difference) < 1e-9 * max(1, plan.cost)
      ? "as much as now"
      : "\(money(abs(difference))) \(difference < 0 ? "less" : "more") than now"
    return "Costs \(money(plan.cost)) a year, \(compared)."
  }

  // MARK: Goals

  private func goals(_ plan: CapacityReport.Plan) -> String {
    let level = QuantityFormat.number(plan.level * 100, digits: 4)
    var table = TextTable([
      .left("goal"), .left("tightest at"), .left("in"), .right("value"), .right("kept by"),
      .right("\(level) % bound"), .right("margin"),
    ])
    // Of a goal at every station, the tightest.
    var shown: Set<String> = []
    for goal in plan.goals.sorted(by: { $0.margin < $1.margin })
    where shown.insert(goal.goal).inserted {
      table.add([
        goal.goal, goal.place.isEmpty ? "all requests" : goal.place,
        "\(goal.window), \(goal.state)", FigureText.text(goal.value, unit: goal.unit),
        goal.keptBy.map(percent) ?? "",
        FigureText.text(goal.bound, unit: goal.unit), percent(goal.margin),
      ])
    }
    return table.text(colour: isColoured)
  }

  private func text(of next: CapacityReport.Break) -> String {
    let load = QuantityFormat.number(next.load)
    guard let goal = next.goal else {
      return "Next to break: nothing up to × \(load) the demand, the heaviest tried."
    }
    let place = next.place.map { "; requests wait longest at \($0)" } ?? ""
    return "Next to break: \(goal), at × \(load) the demand (\(next.window ?? ""), "
      + "\(next.state ?? ""))\(place)."
  }

  // MARK: Numbers

  private func money(_ amount: Double) -> String {
    FigureText.text(amount, unit: report.currency ?? "")
  }

  private func change(_ amount: Double) -> String {
    abs(amount) < 1e-9 ? "" : amount < 0 ? "−\(money(-amount))" : "+\(money(amount))"
  }

  private func percent(_ share: Double) -> String { "\(FigureText.fixed(share * 100, 1)) %" }
}
