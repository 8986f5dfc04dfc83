import Testing

@testable import Statistics

/// What the library underneath reports must come out as an error of ours, never as a number.
@Suite("GSL")
struct GSLTests {
  /// Every status of gsl_errno.h but success.
  @Test(arguments: [-2, -1] + Array(1...32))
  func statusIsAnError(_ status: Int) {
    do {
      try GSL.check("gsl_function") { CInt(status) }
      Issue.record("status \(status) passed")
    } catch {
      guard case .library("gsl_function", status, let message) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!message.isEmpty && message != "unknown error code")
      #expect(error.description.contains(message))
    }
  }

  @Test func successPasses() throws {
    try GSL.check("gsl_function") { 0 }
    #expect(try GSL.value("gsl_function") { 2 } == 2)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func numbersThatAreNoneAreRefused(_ value: Double) {
    #expect(throws: StatisticsError.self) { try GSL.value("gsl_function") { value } }
  }

  @Test func noMemoryIsAnError() {
    #expect(throws: StatisticsError.library(function: "a", status: 8, message: "no memory")) {
      try GSL.handle("a") { nil as Int? }
    }
    // 2^58 doubles: the library itself gives up, and the process goes on.
    #expect(throws: StatisticsError.self) { _ = try GSL.Vector(count: 1 << 58) }
    #expect(throws: StatisticsError.self) { _ = try GSL.Matrix(rows: 0, columns: 1) }
    #expect(throws: StatisticsError.self) { _ = try GSL.FitWorkspace(samples: 1, parameters: 2) }
  }

  /// y = 1 + 2x exactly.
  @Test func lineIsFound() throws {
    let design = try GSL.Matrix(rows: 4, columns: 2)
    for row in 0..<4 {
      design[row, 0] = 1
      design[row, 1] = Double(row)
    }
    let fit = try GSL.linearFit(design: design, response: [1, 3, 5, 7])
    #expect(abs(fit.coefficients[0] - 1) < 1e-14 && abs(fit.coefficients[1] - 2) < 1e-14)
    #expect(fit.variances.allSatisfy { $0 >= 0 && $0 < 1e-28 })
    #expect(throws: StatisticsError.shapeMismatch(name: "response", found: 1, expected: 4)) {
      try GSL.linearFit(design: design, response: [1])
    }
  }
}
