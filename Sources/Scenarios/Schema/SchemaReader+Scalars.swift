import Quantities

extension SchemaReader {
  mutating func scalar(_ node: ScenarioNode, _ rule: ScalarRule, at position: Position)
    -> CompiledNode?
  {
    guard let text = node.text, !node.isNothing else {
      return refuse(node, position, rule.allowedText)
    }
    let path = shown(node, position)
    func compiled(_ content: CompiledNode.Content) -> CompiledNode {
      CompiledNode(content: content, place: node.place, path: path)
    }
    switch rule.kind {
    case .text: return compiled(.text(text))
    case .name(let kind):
      note(Reference(kind: kind, name: text, place: node.place, path: path))
      return compiled(.text(text))
    case .truth:
      if text == "true" || text == "false" { return compiled(.truth(text == "true")) }
      let meant = [
        "yes": "true", "on": "true", "True": "true", "no": "false", "off": "false",
        "False": "false",
      ][text]
      return refuse(node, position, rule.allowedText, suggestion: meant.map { "write \($0)" })
    case .choice(let names):
      if names.contains(text) { return compiled(.text(text)) }
      let nearest = Spelling.nearest(to: text, in: names)
      return refuse(
        node, position, rule.allowedText, suggestion: nearest.map { "did you mean \($0)?" })
    case .whole:
      return whole(node, text, rule, at: position).map { compiled(.whole($0)) }
    case .trace: return trace(node, text, at: position).map { compiled(.trace($0)) }
    case .monthDay:
      guard let day = DayOfYear(text) else { return refuse(node, position, rule.allowedText) }
      return compiled(.day(day))
    case .moment:
      guard let moment = CalendarMoment(text) else {
        return refuse(node, position, rule.allowedText)
      }
      return compiled(.moment(moment))
    case .literal:
      return literal(node, text, at: position).map { compiled(.expression($0)) }
    case .quantity(let dimension):
      return expression(node, text, dimension, rule, at: position).map { compiled(.expression($0)) }
    }
  }

  private mutating func whole(
    _ node: ScenarioNode, _ text: String, _ rule: ScalarRule, at position: Position
  ) -> Int? {
    if text.contains("$") {
      _ = refuse(node, position, "\(rule.allowedText), without assumptions")
      return nil
    }
    do {
      let value = try QuantityText.parse(text, as: .count).baseValue
      guard rule.range.contains(value) else {
        _ = refuse(node, position, rule.allowedText)
        return nil
      }
      return Int(value)
    } catch {
      add(fault(ExpressionFault(error), node, position))
      return nil
    }
  }

  private mutating func literal(
    _ node: ScenarioNode, _ text: String, at position: Position
  ) -> Expression? {
    do {
      let quantity = try QuantityText.parse(text)
      let value = quantity.baseValue
      return Expression(
        coefficient: value, dimension: quantity.dimension, period: quantity.unit.period,
        reached: value...value)
    } catch {
      add(fault(ExpressionFault(error), node, position))
      return nil
    }
  }

  /// A quantity of one kind within its range, over the whole range of its assumptions.
  mutating func expression(
    _ node: ScenarioNode, _ text: String, _ dimension: Dimension, _ rule: ScalarRule,
    at position: Position
  ) -> Expression? {
    if !rule.takesAssumptions, text.contains("$") {
      _ = refuse(node, position, "\(rule.allowedText), without assumptions")
      return nil
    }
    var expression: Expression
    do { expression = try ExpressionParser.parse(text, as: dimension, in: context) } catch {
      add(fault(error, node, position))
      return nil
    }
    if expression.isFaulty { return nil }
    expression.allowed = rule.range
    expression.factors.forEach { use($0.index, reaches: position.reaches) }
    let (low, high) = (expression.reached.lowerBound, expression.reached.upperBound)
    guard rule.range.contains(low), rule.range.contains(high) else {
      let span =
        expression.factors.isEmpty
        ? ""
        : " (from \(dimension.text(low)) to \(dimension.text(high)) over the assumptions' ranges)"
      add(
        Diagnostic(
          at: node.place, keyPath: shown(node, position),
          "found \(excerpt(text))\(span), allowed \(rule.allowedText)",
          suggestion: percentMeant(expression, text, rule)))
      return nil
    }
    return expression
  }

  /// 34 for a share is most likely 34 %.
  private func percentMeant(_ expression: Expression, _ text: String, _ rule: ScalarRule) -> String?
  {
    guard rule.kind == .quantity(.share), expression.factors.isEmpty, !text.contains("%") else {
      return nil
    }
    let value = expression.coefficient
    guard value > 1, rule.range.contains(value / 100) else { return nil }
    return "did you mean \(QuantityFormat.number(value, digits: 6, isGrouped: false)) %?"
  }

  private func fault(
    _ fault: ExpressionFault, _ node: ScenarioNode, _ position: Position
  ) -> Diagnostic {
    Diagnostic(
      at: node.place, keyPath: shown(node, position), fault.message, suggestion: fault.suggestion)
  }

  /// What an absent key means.
  func neutral(
    _ text: String, _ shape: SchemaShape, _ place: Place, _ position: Position
  ) -> CompiledNode {
    var content = CompiledNode.Content.text(text)
    switch shape {
    case .variate(let rule):
      content = .variate(.constant, [("value", constant(text, rule))])
    case .scalar(let rule):
      switch rule.kind {
      case .truth: content = .truth(text == "true")
      case .whole: content = .whole(Int(text) ?? 0)
      case .quantity, .literal: content = .expression(constant(text, rule))
      case .text, .choice, .name, .trace, .monthDay, .moment: break
      }
    case .object, .map, .list, .choice, .definition: break
    }
    return CompiledNode(content: content, place: place, path: position.path, isNeutral: true)
  }

  private func constant(_ text: String, _ rule: ScalarRule) -> Expression {
    let value = Double(text) ?? 0
    var dimension = Dimension.number
    if case .quantity(let own) = rule.kind { dimension = own }
    return Expression(
      coefficient: value, dimension: dimension,
      period: dimension == .moneyRate ? TimeSpan(years: 1) : nil, reached: value...value)
  }
}

extension Dimension {
  /// A value of the base unit, for sentences.
  func text(_ value: Double) -> String {
    let number = QuantityFormat.number(value, digits: 4, isGrouped: false)
      .replacing("−", with: "-")
    switch self {
    case .duration: return TimeSpan(seconds: value).formatted(digits: 4)
    case .rate: return "\(number)/s"
    case .dataSize: return DataSize(bytes: value).description
    case .bandwidth: return Bandwidth(bitsPerSecond: value).description
    case .share: return Share(fraction: value).description
    case .effort: return "\(number) person-months"
    case .count, .number, .money, .moneyRate: return number
    }
  }
}

extension ScalarRule {
  /// What may be written, for messages.
  var allowedText: String {
    switch kind {
    case .text: return "a text"
    case .truth: return "true or false"
    case .trace: return "the name of a CSV file with times, or with hours and requests"
    case .monthDay: return "a day of every year, such as 31 January"
    case .moment:
      return
        "a date, such as 2026-01-31 or 2026-01-31 08:00, or a time since 1 January, such as 730 h"
    case .choice(let names): return names.joined(separator: ", ")
    case .name(let kind): return "the name of \(kind.title)"
    case .literal: return "a quantity, such as 5 s, 34 %, 1200 USD"
    case .whole:
      let range = range.text { QuantityFormat.number($0, digits: 15, isGrouped: false) }
      return "a whole number" + (range.isEmpty ? "" : " \(range)")
    case .quantity(let dimension):
      let range = range.text(dimension.text)
      return "\(dimension.title)" + (range.isEmpty ? "" : " \(range)") + ", \(dimension.examples)"
    }
  }
}

extension SchemaShape {
  /// What may be written, for messages.
  var allowedText: String {
    switch self {
    case .scalar(let rule): rule.allowedText
    case .variate(let rule): "\(rule.allowedText), or {distribution: …}"
    case .object(let rule): "a map with \(enumeration(rule.keys))"
    case .map(_, let named): "a map from names (\(named)) to values"
    case .list: "a list"
    case .choice(let rules):
      "a map with one of \(rules.compactMap(\.fields.first?.key).joined(separator: ", "))"
    case .definition(let name): ScenarioSchema.definitions[name]?.allowedText ?? ""
    }
  }
}

extension NameKind {
  /// With its article, for sentences.
  var title: String { self == .agency || self == .alternative ? "an \(rawValue)" : "a \(rawValue)" }
}
