import Economics
import Quantities
import Scenarios
import Statistics

extension StudyResult {
  /// Sums up all worlds; `run` is left empty for whoever timed it.
  init(
    _ scenario: Scenario, _ runner: WorldRunner, _ outcomes: [WorldOutcome]
  ) throws(ExperimentError) {
    let rows = outcomes.flatMap(\.rows)
    guard let template = rows.first else {
      throw .wrongKind(found: "a country without results", needed: "at least one service")
    }
    let level = runner.options.confidenceLevel
    let summarising = Summarising(rows, runner.options.design)
    let central = try readCountry(scenario, scenario.baseline, [:])
    self.init(
      record: StudyRecord(scenario, runner, central, worlds: outcomes.count),
      run: .none, rows: rows, summaries: try summarising.summaries(template, level: level),
      comparisons: try summarising.comparisons(
        template, contenders: runner.contenders, baseline: scenario.baseline, level: level),
      breakEven: runner.contenders.map { contender in
        BreakEvenSweep(prefixes: runner.prefixes).summary(
          outcomes.map { $0.breakEven[contender] ?? nil }, alternative: contender,
          baseline: scenario.baseline, formula: Self.textbookBreakEven(central))
      },
      drivers: [], inputs: scenario.inputs.map { InputRow($0, scenario) }, notes: [])
    // Where alternatives meet draws of their own, no draw goes with their difference.
    for contender in runner.contenders where runner.options.design.hasCommonNumbers {
      drivers += try Driver.all(
        scenario.assumptions, outcomes.map(\.world), summarising, contender: contender,
        baseline: scenario.baseline)
    }
    record.variance = VarianceRow.all(
      rows, contenders: runner.contenders, baseline: scenario.baseline, runner.options.design)
    notes = try ScopeCheck.notes(scenario) + self.notes(scenario, central)
  }

  /// Poulin's break-even at central values: uses of a block after which writing it for reuse pays.
  private static func textbookBreakEven(_ country: Country) -> Double? {
    guard let programme = country.programme, let service = country.services.first else {
      return nil
    }
    let effort = country.effort(of: service.work)
    guard effort > .zero else { return nil }
    let onboarding =
      programme.onboarding.centreEffort.personMonths
      + programme.onboarding.agencyEffort.personMonths
    return ReuseBreakEven(
      costOfReuse: programme.reuse.costOfReuse,
      costOfWritingForReuse: programme.reuse.costOfWritingForReuse,
      sharedFraction: service.sharedFraction.fraction, centralCost: 0,
      onboardingCost: onboarding / effort.personMonths
    ).services
  }

  /// What a reader must see beside the verdicts.
  private func notes(_ scenario: Scenario, _ country: Country) -> [String] {
    var notes: [String] = []
    for alternative in scenario.alternatives {
      let all = summaries.filter { $0.alternative == alternative.name && $0.entity == "country" }
      let missed = all.filter { $0.metric == Metric.goalMissed.name && $0.mean > 0 }
      if let worst = missed.max(by: { $0.mean < $1.mean }) {
        notes.append(
          "\(alternative.title): up to \(QuantityFormat.number(worst.mean, digits: 2)) stations a "
            + "world miss the waiting goal (\(worst.window) of \(worst.year ?? 0), mean over worlds)."
        )
      }
      let binding = all.filter { $0.metric == Metric.linksBinding.name }
      if !binding.isEmpty, binding.allSatisfy({ $0.p95 == 0 }) {
        notes.append("\(alternative.title): no link binds at the peak; links are delays only.")
      }
    }
    if record.operationWorlds < record.worlds {
      notes.append(
        "Hours were simulated request by request in \(record.operationWorlds) of "
          + "\(record.worlds) worlds; elsewhere every digital attempt counts as completed.")
    }
    notes.append(
      "Beyond \(record.horizonYears) years nothing counts but the value that is left in software"
        + (country.money?.assetLife.seconds ?? 0 > 0 ? "." : ", which is set to none."))
    return notes
  }
}

extension RunRecord {
  static let none = RunRecord(
    startedAt: "", wallSeconds: 0, processorSeconds: 0, threads: 0, host: "", windows: 0,
    requests: 0, events: 0)
}

/// Version of the software, as results state it.
public enum Software {
  public static let version = "0.1.0"
}

extension StudyRecord {
  init(_ scenario: Scenario, _ runner: WorldRunner, _ country: Country, worlds: Int) {
    let options = runner.options
    self.init(
      study: scenario.study, title: scenario.title, question: scenario.question,
      seed: options.seed, worlds: worlds,
      replications: options.replications ?? WorldRunner.usualReplications,
      operationWorlds: min(worlds, country.operations?.windows.worlds ?? 0),
      alternatives: scenario.alternatives.map {
        AlternativeRecord(name: $0.name, title: $0.title)
      },
      baseline: scenario.baseline, reference: scenario.reference,
      currency: country.money?.currency ?? "", priceYear: country.money?.priceYear ?? 0,
      startYear: country.time.start, horizonYears: Int(country.time.horizon.years.rounded()),
      services: Catalogue(country).items.count, confidenceLevel: options.confidenceLevel,
      scenarioText: scenario.resolvedText, scenarioDigest: scenario.digest,
      softwareVersion: Software.version, settings: scenario.settings,
      discounting: country.money.map { DiscountingRecord($0) },
      conversions: scenario.conversions.map { ConversionRow($0) },
      without: options.without.map(\.rawValue).sorted(), isPoint: options.isPoint ? true : nil)
  }
}

extension DiscountingRecord {
  init(_ money: MoneyTerms) {
    self.init(
      kind: money.discounting.rawValue, rate: money.discountRate, inflation: money.inflation,
      realRate: money.realDiscountRate)
  }
}

extension ConversionRow {
  init(_ conversion: PriceConversion) {
    let amount = QuantityFormat.number(conversion.amount, digits: 6)
    self.init(
      path: conversion.path, text: conversion.text, exchangeRate: conversion.exchangeRate,
      priceLevel: conversion.priceLevel, result: "\(amount) \(conversion.unit)")
  }
}

extension InputRow {
  init(_ input: InputRecord, _ scenario: Scenario) {
    let assumption = scenario.assumptions.first { input.text == "$\($0.name)" }
    self.init(
      path: input.path, text: input.text, source: input.source, year: input.year,
      grade: input.grade?.rawValue ?? "",
      reaches: input.reaches.map(\.rawValue).sorted().joined(separator: ";"), place: input.place,
      range: assumption.map(\.rangeText) ?? "")
  }
}

extension Assumption {
  /// Such as "0.2 (0.05 to 0.5)", in the unit's base.
  fileprivate var rangeText: String {
    let texts = [value, low, high].map { QuantityFormat.number($0, digits: 4) }
    return "\(texts[0]) (\(texts[1]) to \(texts[2])), \(distribution.rawValue)"
  }
}
