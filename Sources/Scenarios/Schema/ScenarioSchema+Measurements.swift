import Quantities

extension ScenarioSchema {
  static let measurement = ObjectRule(
    "A published or known figure that the model is held against by `govsim verify`.",
    [
      .required(
        "of", .text,
        "A station, link, stream or part of the sizing; all for the whole sizing."),
      .required("metric", .text, "Name of the metric, as listed by `govsim explain`."),
      .optional(
        "against", .text,
        "Another of the same kind; the figure is then the change from it, as a share."),
      .required("value", .literal, "The figure that was published."),
      .required("low", .literal, "The model's figure must not be below this."),
      .required("high", .literal, "The model's figure must not be above this."),
      .required(
        "kind", .options(Measurement.Kind.self),
        "How the model comes by its figure: nothing was set to meet it (predicted), it was given what it takes (input_reproduced), it follows by arithmetic (arithmetic), or it was worked out for this model (by_hand)."
      ),
    ])

  static let sizingPart = ObjectRule(
    "Equal units that share a load, as sizing guides count them.",
    [
      .optional("load", .rate(), "Load: of a mean hour, or of the peak where no share is given."),
      .optional(
        "peak_hour_share", .share(.above(0, to: 1)),
        "Share of a day's load in its busiest hour; without it, `load` is that of the peak."),
      .optional("per_unit", .rate(.aboveZero), "Load that one unit bears; needed with load."),
      .optional("units", .whole(1, 1_000_000), "Units, where no load is given."),
      .required("processors", .number(.from(0, to: 1e6)), "Processors (vCPU) of one unit."),
      .optional("memory", .size(), "Memory of one unit.", neutral: "0"),
      .optional(
        "headroom", .share(.from(0, to: 100)),
        "Processors kept beyond those that the load takes, as a share of them.", neutral: "0"),
    ])
}
