import Quantities

extension Scenario {
  /// The scenario of a stored study.
  ///
  /// - Parameters:
  ///   - text: `resolvedText` of the scenario that was run.
  ///   - study, digest, settings: as the study's record states them.
  /// - Throws: `.invalid` for a text of another version of the format.
  public static func load(
    stored text: String, study: String, digest: String, settings: [String]
  ) throws(ScenarioError) -> Scenario {
    let file = ScenarioFile(path: study, text: text)
    let parsed = ScenarioParser.parse(file)
    var faults = DiagnosticList()
    faults.add(contentsOf: parsed.faults)
    guard let root = parsed.root else { throw .invalid(faults.sortedErrors) }
    let assembled = ScenarioAssembly.Assembled(
      node: root.handingDownProvenance(faults: &faults), digest: digest, root: "",
      shortPaths: [:])
    var scenario = try ScenarioReader.read(assembled, study: study, faults)
    scenario.settings = settings
    return scenario
  }

  /// The parts of the model that a setting reaches, through an assumption's uses as well; empty for
  /// titles and other texts, `nil` for an unknown path.
  public func reach(ofSetting path: String) -> Set<Reach>? {
    let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if keys.first == "assumptions", keys.count > 1 {
      return assumptions.first { $0.name == keys[1] }?.reaches
    }
    return ScenarioSchema.lookup(keys)?.reaches
  }
}
