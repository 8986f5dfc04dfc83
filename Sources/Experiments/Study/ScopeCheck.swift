import Scenarios

/// What alternatives are asked to do, and with what: it has to be the same for all that deliver, or their
/// costs don't compare.
struct ScopeCheck {
  /// Parts of the scenario in which an alternative differs from the baseline, other than how it is
  /// organised; in the format's order.
  let differences: [String]

  /// - Parameter baseline: the same scenario under the baseline, all assumptions at their centre.
  init(_ country: Country, baseline: Country) {
    let parts: [(String, (Country) -> Any)] = [
      ("money", { $0.money as Any }), ("regions", { $0.regions }), ("sites", { $0.sites }),
      ("agencies", { $0.agencies }), ("blocks", { $0.blocks }), ("services", { $0.services }),
      ("catalogue", { $0.catalogue }), ("programme", { $0.programme as Any }),
      ("existing", { $0.existing }), ("legacy", { $0.legacy }),
      ("operations", { $0.operations as Any }), ("outages", { $0.outages }),
      ("policies", { $0.policies }), ("calendars", { $0.calendars }),
    ]
    // Values only: what reads the same is the same.
    differences = parts.filter { _, part in
      String(reflecting: part(country)) != String(reflecting: part(baseline))
    }.map(\.0)
  }

  /// One note for each alternative that is asked something else than the baseline.
  static func notes(_ scenario: Scenario) throws(ExperimentError) -> [String] {
    let baseline = try readCountry(scenario, scenario.baseline, [:])
    var notes: [String] = []
    for alternative in scenario.alternatives where alternative.name != scenario.baseline {
      let country = try readCountry(scenario, alternative.name, [:])
      let differences = ScopeCheck(country, baseline: baseline).differences
      if !differences.isEmpty {
        notes.append(
          "\(alternative.title) differs from the baseline in more than its organisation: "
            + "\(differences.joined(separator: ", ")). The difference is not one of sharing alone.")
      }
    }
    return notes
  }
}
