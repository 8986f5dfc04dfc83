import Quantities

/// A piece of a scenario that has passed its schema: texts are parsed, absent keys with a neutral value
/// are filled in, assumptions are still open.
struct CompiledNode: Sendable {
  indirect enum Content: Sendable {
    case text(String)
    case truth(Bool)
    case whole(Int)
    case expression(Expression)
    case trace(ArrivalTrace)
    case day(DayOfYear)
    case moment(CalendarMoment)
    case variate(VariateSpec.Family, [(name: String, value: Expression)])
    case map([(key: String, value: CompiledNode)])
    case list([CompiledNode])
  }

  var content: Content
  var place: Place
  /// For messages.
  var path: String
  /// Not written in any file.
  var isNeutral = false
  /// Something below was faulty and is left out; only ever true of scenarios that are refused.
  var isPartial = false

  subscript(_ key: String) -> CompiledNode? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  var entries: [(key: String, value: CompiledNode)] {
    if case .map(let entries) = content { entries } else { [] }
  }

  var items: [CompiledNode] {
    if case .list(let items) = content { items } else { [] }
  }

  var text: String? {
    if case .text(let text) = content { text } else { nil }
  }

  var truth: Bool? {
    if case .truth(let truth) = content { truth } else { nil }
  }

  var trace: ArrivalTrace? {
    if case .trace(let trace) = content { trace } else { nil }
  }

  var day: DayOfYear? {
    if case .day(let day) = content { day } else { nil }
  }

  var moment: CalendarMoment? {
    if case .moment(let moment) = content { moment } else { nil }
  }

  var whole: Int? {
    if case .whole(let whole) = content { whole } else { nil }
  }

  var expression: Expression? {
    if case .expression(let expression) = content { expression } else { nil }
  }

  /// The names that a map defines.
  var keys: [String] { entries.map(\.key) }
}
