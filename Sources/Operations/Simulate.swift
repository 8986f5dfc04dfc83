import EventEngine
import Statistics

/// Simulates one window of a network, request by request.
///
///     let window = Window(
///       runIn: TimeSpan(hours: 1), length: TimeSpan(hours: 1), drain: TimeSpan(seconds: 300))
///     let result = try simulate(model, window: window, name: StreamName(seed: 1))
///     result.stations[0].utilisation
///
/// - Parameters:
///   - model: checked first, see `NetworkModel.checked()`.
///   - window: what is observed, see `Window`.
///   - name: the run's name, from which all draws are keyed: the same name gives the same result, bit
///     by bit, and what two models have in common meets the same chance.
///   - calendar: how the engine holds pending events; the result does not depend on it.
/// - Throws: `OperationsError.invalid` for a faulty model, `.endlessCircle` for one in which requests
///   go round without time passing, `.engine` where a limit is reached.
/// - Complexity: O(log n) per event for n pending events; memory follows what is pending, not the
///   length of the window.
public func simulate(
  _ model: NetworkModel, window: Window, name: StreamName,
  calendar: EventCalendar.Choice = .automatic
) throws(OperationsError) -> WindowResult {
  try model.checked()
  try window.checked()
  do throws(EngineError) {
    var kernel = try Kernel(model, window: window, name: name, calendar: calendar)
    try kernel.run()
    return kernel.result(model)
  } catch {
    guard case .zeroDelayLoop(let time, _) = error else { throw .engine(error) }
    let places = try? Kernel.zeroDelayCycle(at: time, model, window: window, name: name)
    throw .endlessCircle(time: time, places: places ?? [])
  }
}
