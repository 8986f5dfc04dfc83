import CGSL

/// The one door to the GNU Scientific Library: its values may reach summaries, never a replication.
enum GSL {
  /// GSL's default handler aborts the process; without it functions return a status or NaN.
  private static let handlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// Calls GSL for a number and refuses NaN.
  static func value(
    _ function: String, _ body: () -> Double
  ) throws(StatisticsError) -> Double {
    _ = handlerIsOff
    let result = body()
    guard !result.isNaN else {
      let status = Int(GSL_EDOM)
      throw .library(function: function, status: status, message: "argument outside its domain")
    }
    return result
  }

  /// GSL's version, such as "2.7".
  static var version: String { cgsl_version().map { String(cString: $0) } ?? "unknown" }
}

/// What `govsim doctor` and run records say about the library underneath.
public enum NumericalLibrary {
  /// "GSL 2.7".
  public static var name: String { "GSL \(GSL.version)" }
}
