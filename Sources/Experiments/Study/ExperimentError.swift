import Delivery
import Economics
import Operations
import Scenarios
import Statistics

/// What can end an experiment. Finished worlds stay in the store in every case.
public enum ExperimentError: Error, Sendable {
  /// The scenario cannot be read for these values; the run cannot go on.
  case scenario(ScenarioError)
  /// A file without a country was compared, or one without explicit stations was run.
  case wrongKind(found: String, needed: String)
  case badOption(name: String, found: String, allowed: String)
  /// A part of the model refused its input.
  case model(part: String, what: String)
  /// A setting that stored results cannot be re-costed for; `reaches` in words.
  case notRecostable(path: String, reaches: String)
  /// Stored results lack the quantities that re-costing needs.
  case notStored(alternative: String)
  /// A finished world that a study was to go on from is none of its own.
  case otherWorld(Int)
  /// Stopped from outside.
  case cancelled(finishedWorlds: Int)
  /// The receiver of finished worlds failed (a full disk, say).
  case receiver(any Error)
}

extension ExperimentError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .scenario(let error): error.description
    case .wrongKind(let found, let needed): "found \(found), needed \(needed)"
    case .badOption(let name, let found, let allowed):
      "\(name): found \(found), allowed \(allowed)"
    case .model(let part, let what): "\(part): \(what)"
    case .notRecostable(let path, let reaches):
      "\(path) reaches \(reaches), allowed what reaches valuation only"
    case .notStored(let alternative): "no quantities of \(alternative) are stored"
    case .otherWorld(let world):
      "world \(world) is stored with other results than this version of govsim computes"
    case .cancelled(let finished): "stopped after \(finished) finished worlds"
    case .receiver(let error): "\(error)"
    }
  }
}

/// Runs a step of one part and names the part in its error.
func inPart<Value, Failure: Error>(
  _ part: String, _ body: () throws(Failure) -> Value
) throws(ExperimentError) -> Value {
  do { return try body() } catch { throw .model(part: part, what: "\(error)") }
}

/// Reads a scenario's values, or says why not.
func readCountry(
  _ scenario: Scenario, _ alternative: String, _ values: [String: Double]
) throws(ExperimentError) -> Country {
  do { return try scenario.country(alternative: alternative, values: values) } catch {
    throw .scenario(error)
  }
}
