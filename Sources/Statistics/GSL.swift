import CGSL

/// The one door to the GNU Scientific Library: its values may reach summaries, never a replication.
///
/// Handles have owners that cannot be copied and free them once (`GSL.Matrix`, `GSL.Vector`,
/// `GSL.FitWorkspace`); every status other than success becomes a `StatisticsError`; NaN and
/// infinite results are refused.
enum GSL {
  /// GSL's default handler aborts the process; without it functions return a status or NaN.
  private static let handlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// Calls GSL for a number and refuses one that is not finite.
  static func value(
    _ function: String, _ body: () -> Double
  ) throws(StatisticsError) -> Double {
    _ = handlerIsOff
    let result = body()
    if result.isFinite { return result }
    let (status, cause) =
      result.isNaN
      ? (GSL_EDOM, "argument outside its domain, or no convergence")
      : (GSL_EOVRFLW, "the result is infinite")
    throw .library(function: function, status: Int(status), message: cause)
  }

  /// Calls GSL for its effect and refuses every status but success.
  static func check(_ function: String, _ body: () -> CInt) throws(StatisticsError) {
    _ = handlerIsOff
    let status = body()
    guard status != GSL_SUCCESS else { return }
    let message = gsl_strerror(status).map { String(cString: $0) } ?? "unknown status"
    throw .library(function: function, status: Int(status), message: message)
  }

  /// Calls GSL for a handle and refuses null.
  static func handle<Handle>(
    _ function: String, _ body: () -> Handle?
  ) throws(StatisticsError) -> Handle {
    _ = handlerIsOff
    guard let handle = body() else {
      throw .library(function: function, status: Int(GSL_ENOMEM), message: "no memory")
    }
    return handle
  }

  /// GSL's version, such as "2.7".
  static var version: String { cgsl_version().map { String(cString: $0) } ?? "unknown" }
}

/// What `govsim doctor` and run records say about the library underneath.
public enum NumericalLibrary {
  /// "GSL 2.7".
  public static var name: String { "GSL \(GSL.version)" }
}
