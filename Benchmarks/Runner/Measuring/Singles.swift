import Foundation

/// Figures that need two runs of govsim and no rounds: allocations and memory.
public struct SingleFigures: Sendable {
  private let catalogue: Catalogue
  private let launcher: Launcher

  public init(_ catalogue: Catalogue, _ launcher: Launcher) {
    self.catalogue = catalogue
    self.launcher = launcher
  }

  /// Allocations per event [1]: the difference between a run of E and one of 4E events, over 3E.
  public func allocations(model: String) -> Result<Ratio, MeasuringError> {
    let events = catalogue.sizes.eventsForAllocations
    return figure {
      let few = try allocations(in: catalogue.govsimCommand(model: model, events: events))
      let many = try allocations(in: catalogue.govsimCommand(model: model, events: 4 * events))
      return max(0, many - few) / Double(3 * events)
    }
  }

  /// Peak memory of a long run over that of a run of 1e6 events [1].
  public func memory(model: String) -> Result<Ratio, MeasuringError> {
    let events = catalogue.sizes.eventsForMemory
    return figure {
      let long = try peakMemory(catalogue.govsimCommand(model: model, events: events))
      let short = try peakMemory(catalogue.govsimCommand(model: model, events: 1_000_000))
      return long / short
    }
  }

  private func figure(_ measure: () throws -> Double) -> Result<Ratio, MeasuringError> {
    do {
      let value = try measure()
      return .success(Ratio(value: value, least: value, largest: value))
    } catch let fault as MeasuringError {
      return .failure(fault)
    } catch {
      return .failure(.notStarted(error.localizedDescription))
    }
  }

  /// Calls for heap memory in one run [1].
  private func allocations(in command: [String]) throws(MeasuringError) -> Double {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("govsim-allocations-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try launcher.run(
      command,
      environment: [
        "LD_PRELOAD": catalogue.allocationCounter, "ALLOCATIONS_FILE": file.path,
      ])
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard let count = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)), count > 0 else {
      throw .unreadableOutput("no count of allocations (the counter needs Linux with glibc)")
    }
    return count
  }

  /// Peak resident memory [byte].
  private func peakMemory(_ command: [String]) throws(MeasuringError) -> Double {
    let measurement = try Measurement(output: launcher.run(command).output)
    guard let peak = measurement.peakMemory, peak > 0 else {
      throw .unreadableOutput("no peak_rss_bytes")
    }
    return peak
  }
}
