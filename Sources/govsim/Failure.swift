import ArgumentParser
import Experiments
import Foundation
import Reports
import Scenarios
import Store

/// How a command ended; shells and continuous integration read it.
enum ExitStatus: Int32 {
  case runFailed = 1
  /// Scenarios differ; only with `--detailed-exitcode`.
  case differs = 2
  case usage = 64
  case invalidScenario = 65
  case fileTrouble = 74
  case thresholdMissed = 99
  case interrupted = 130
}

/// What a command says when it cannot go on: lines that end with the next step, and an exit code.
struct Failure: Error {
  var status: ExitStatus
  /// May be empty when everything has been said on stdout.
  var lines: [String]

  init(_ status: ExitStatus, _ lines: String...) {
    (self.status, self.lines) = (status, lines)
  }

  /// The failure that an error of one of the parts amounts to; `nil` for errors that
  /// ArgumentParser prints itself (help, usage).
  init?(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as ScenarioError: self.init(error)
    case let error as ExperimentError: self.init(error)
    case let error as StoreError: self.init(error)
    case let error as ReportError: self.init(.fileTrouble, "\(error)")
    case let error as CocoaError:
      self.init(.fileTrouble, "\(Self.reason(error)); check the path and the disk")
    case is CancellationError: self.init(.interrupted, "interrupted; run the command again")
    default: return nil
    }
  }

  /// What the system says, without its full stop.
  static func reason(_ error: any Error) -> String {
    let text = (error as NSError).localizedDescription
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  private init(_ error: ScenarioError) {
    switch error {
    case .file(let path, let reason):
      self.init(.fileTrouble, "\(path): \(reason); check the path")
    case .invalid(let diagnostics):
      self.init(.invalidScenario)
      lines = diagnostics.map(\.description)
    case .unknownAlternative, .badValue:
      self.init(.invalidScenario, "\(error); check --set")
    }
  }

  private init(_ error: ExperimentError) {
    switch error {
    case .scenario(let error): self.init(error)
    case .wrongKind(let found, let needed):
      self.init(
        .invalidScenario,
        "found \(found), needed \(needed); govsim compare takes countries, govsim verify explicit "
          + "stations, govsim run, govsim bottlenecks and govsim capacity both")
    case .badOption: self.init(.usage, "\(error)")
    case .notRecostable: self.init(.invalidScenario, "\(error); run govsim compare with it")
    case .notStored:
      self.init(.fileTrouble, "\(error); make the file anew with govsim compare")
    case .otherWorld:
      self.init(.fileTrouble, "\(error); start anew with --fresh")
    case .model:
      self.init(
        .runFailed, "the run failed: \(error); check the scenario with govsim validate")
    case .cancelled(let worlds):
      self.init(.interrupted, "interrupted after \(worlds) finished worlds; run the command again")
    case .receiver(let error):
      self = Failure(error) ?? Failure(.fileTrouble, "\(error); check the disk, then run again")
    }
  }

  private init(_ error: StoreError) {
    switch error {
    case .notFinite: self.init(.runFailed, "\(error)")
    default: self.init(.fileTrouble, "\(error)")
    }
  }
}
