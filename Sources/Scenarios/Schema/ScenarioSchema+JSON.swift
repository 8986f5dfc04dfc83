import Quantities

extension ScenarioSchema {
  /// The format as a JSON Schema (draft 2020-12), for completion and checks in editors; the same bytes
  /// each time. Maps may be partial, because `extends` and `alternatives` merge them; only items of
  /// lists must be complete.
  ///
  /// - Source: JSON Schema, draft 2020-12, https://json-schema.org/draft/2020-12.
  public static func jsonSchema() -> String {
    var head: [(key: String, value: JSONText)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string("govsim-1.schema.json")),
      ("title", .string("govsim scenario, format 1")),
      ("description", .string(root.text)),
      ("type", .string("object")),
      ("required", .array([.string("govsim")])),
      ("additionalProperties", .truth(false)),
    ]
    let writer = JSONSchemaWriter()
    head.append(("properties", .object(writer.properties(root.fields) { "#/$defs/\($0)" })))
    head.append(("$defs", .object(writer.definitions())))
    return JSONText.object(head).written() + "\n"
  }
}

/// Turns shapes into JSON Schema.
private struct JSONSchemaWriter {
  typealias Entries = [(key: String, value: JSONText)]

  private static let text = JSONText.object([("type", .string("string"))])
  private static let provenance: Entries = [
    ("source", text),
    ("year", .object([("type", .string("integer"))])),
    ("grade", .object([("enum", .array(Grade.allCases.map { .string($0.rawValue) }))])),
    ("note", text),
  ]

  /// Shapes that are referred to: the parts of the country, steps of journeys, distributions, and the
  /// long form of a value.
  func definitions() -> Entries {
    var entries: Entries = []
    for field in ScenarioSchema.country {
      entries.append((field.key, schema(field.shape, field.text)))
    }
    for name in ScenarioSchema.definitions.keys.sorted() {
      guard let shape = ScenarioSchema.definitions[name] else { continue }
      entries.append((name, schema(shape, "One step of a journey.", isComplete: true)))
    }
    entries.append(("distribution", distribution()))
    let values: JSONText = .array(["string", "number", "boolean"].map { .string($0) })
    let value: (key: String, value: JSONText) = ("value", .object([("type", values)]))
    entries.append(
      (
        "sourced",
        .object([
          ("description", .string("A value with where it comes from.")),
          ("type", .string("object")), ("required", .array([.string("value")])),
          ("properties", .object([value] + Self.provenance)),
          ("additionalProperties", .truth(false)),
        ])
      ))
    return entries
  }

  /// The properties of fixed keys; parts of the country stand as references.
  func properties(_ fields: [FieldRule], _ reference: (String) -> String) -> Entries {
    let own: Entries = fields.map { field in
      if ScenarioSchema.countryKeys.contains(field.key) {
        return (field.key, .object([("$ref", .string(reference(field.key)))]))
      }
      if field.key == "alternatives" { return (field.key, alternatives(field, reference)) }
      return (field.key, schema(field.shape, field.text, neutral: field.neutral))
    }
    return own + Self.provenance
  }

  private func alternatives(_ field: FieldRule, _ reference: (String) -> String) -> JSONText {
    let one: Entries = [
      ("type", .string("object")),
      ("properties", .object(properties(ScenarioSchema.alternative.fields, reference))),
      ("additionalProperties", .truth(false)),
    ]
    return .object([
      ("description", .string(field.text)), ("type", .string("object")),
      ("additionalProperties", .object(one)),
    ])
  }

  private func schema(
    _ shape: SchemaShape, _ text: String, neutral: String? = nil, isComplete: Bool = false
  ) -> JSONText {
    var entries: Entries = [("description", .string(text))]
    if let neutral { entries.append(("default", .string(neutral))) }
    switch shape {
    case .definition(let name): entries.append(("$ref", .string("#/$defs/\(name)")))
    case .scalar(let rule): entries += scalar(rule)
    case .variate(let rule):
      entries.append(
        ("anyOf", .array(forms(rule) + [.object([("$ref", .string("#/$defs/distribution"))])])))
    case .object(let rule): entries += object(rule, isComplete: isComplete)
    case .map(let item, let named):
      entries.append(("type", .string("object")))
      entries.append(
        ("additionalProperties", schema(item, "One \(named).", isComplete: isComplete)))
    case .list(let item, let acceptsOne):
      let list: Entries = [
        ("type", .string("array")), ("items", schema(item, text, isComplete: true)),
      ]
      entries += acceptsOne ? [("anyOf", .array([Self.text, .object(list)]))] : list
    case .choice(let rules):
      let kinds = rules.map { rule in
        JSONText.object([("description", .string(rule.text))] + object(rule, isComplete: true))
      }
      entries.append(("oneOf", .array(kinds)))
    }
    return .object(entries)
  }

  private func object(_ rule: ObjectRule, isComplete: Bool) -> Entries {
    var entries: Entries = [("type", .string("object"))]
    let required = rule.fields.filter(\.isRequired).map { JSONText.string($0.key) }
    if isComplete, !required.isEmpty { entries.append(("required", .array(required))) }
    let own: Entries = rule.fields.map { field in
      (field.key, schema(field.shape, field.text, neutral: field.neutral, isComplete: isComplete))
    }
    entries.append(("properties", .object(own + Self.provenance)))
    entries.append(("additionalProperties", .truth(false)))
    return entries
  }

  private func scalar(_ rule: ScalarRule) -> Entries {
    if rule.kind == .text { return [("type", .array([.string("string"), .string("number")]))] }
    return [("anyOf", .array(forms(rule)))]
  }

  /// The short form of a value, and the long form with its source.
  private func forms(_ rule: ScalarRule) -> [JSONText] {
    var short: Entries = []
    switch rule.kind {
    case .text, .name, .trace, .monthDay, .moment:
      short.append(("type", .string("string")))
    case .truth: short.append(("type", .string("boolean")))
    case .choice(let names): short.append(("enum", .array(names.map { .string($0) })))
    case .literal: short.append(("type", .array([.string("string"), .string("number")])))
    case .whole:
      short.append(("type", .array([.string("integer"), .string("string")])))
      short += limits(rule.range)
    case .quantity(let dimension):
      short.append(("description", .string(rule.allowedText)))
      guard dimension.isPlain else {
        short.append(("type", .string("string")))
        break
      }
      short.append(("type", .array([.string("number"), .string("string")])))
      short += limits(rule.range)
    }
    return [.object(short), .object([("$ref", .string("#/$defs/sourced"))])]
  }

  private func limits(_ range: ValueRange) -> Entries {
    var entries: Entries = []
    if range.low.isFinite {
      entries.append((range.isLowAllowed ? "minimum" : "exclusiveMinimum", .number(range.low)))
    }
    if range.high.isFinite {
      entries.append((range.isHighAllowed ? "maximum" : "exclusiveMaximum", .number(range.high)))
    }
    return entries
  }

  private func distribution() -> JSONText {
    let families = VariateSpec.Family.allCases.map { family -> JSONText in
      var properties: Entries = [
        ("distribution", .object([("const", .string(family.rawValue))]))
      ]
      for parameter in family.parameters {
        let sourced = JSONText.object([("$ref", .string("#/$defs/sourced"))])
        var short: Entries = [("type", .array([.string("number"), .string("string")]))]
        if parameter.hasUnit { short = [("type", .array([.string("string"), .string("number")]))] }
        properties.append(
          (parameter.name, .object([("anyOf", .array([.object(short), sourced]))])))
      }
      return .object([
        ("type", .string("object")),
        ("required", .array([.string("distribution")])),
        ("properties", .object(properties + Self.provenance)),
        ("additionalProperties", .truth(false)),
      ])
    }
    return .object([
      ("description", .string("A value that varies by chance.")), ("oneOf", .array(families)),
    ])
  }
}
