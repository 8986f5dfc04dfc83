import CGSL

extension GSL {
  /// A dense matrix, freed with its owner.
  struct Matrix: ~Copyable {
    fileprivate let pointer: UnsafeMutablePointer<gsl_matrix>

    /// Zeros, shape [rows × columns].
    init(rows: Int, columns: Int) throws(StatisticsError) {
      try requireCount(rows, "rows")
      try requireCount(columns, "columns")
      pointer = try GSL.handle("gsl_matrix_calloc") { gsl_matrix_calloc(rows, columns) }
    }

    deinit { gsl_matrix_free(pointer) }

    /// The element of a row and a column, from 0; another place is a programmer's mistake.
    subscript(row: Int, column: Int) -> Double {
      get {
        precondition(holds(row, column), "no such element")
        return gsl_matrix_get(pointer, row, column)
      }
      nonmutating set {
        precondition(holds(row, column), "no such element")
        gsl_matrix_set(pointer, row, column, newValue)
      }
    }

    private func holds(_ row: Int, _ column: Int) -> Bool {
      (0..<pointer.pointee.size1).contains(row) && (0..<pointer.pointee.size2).contains(column)
    }
  }

  /// A vector, freed with its owner.
  struct Vector: ~Copyable {
    fileprivate let pointer: UnsafeMutablePointer<gsl_vector>

    /// Zeros.
    init(count: Int) throws(StatisticsError) {
      try requireCount(count, "count")
      pointer = try GSL.handle("gsl_vector_calloc") { gsl_vector_calloc(count) }
    }

    /// The elements of an array that is not empty.
    init(_ elements: [Double]) throws(StatisticsError) {
      try self.init(count: elements.count)
      for (index, element) in elements.enumerated() { gsl_vector_set(pointer, index, element) }
    }

    deinit { gsl_vector_free(pointer) }

    /// A copy of the elements.
    var elements: [Double] { (0..<pointer.pointee.size).map { gsl_vector_get(pointer, $0) } }
  }

  /// Scratch memory of a least-squares fit, freed with its owner.
  struct FitWorkspace: ~Copyable {
    fileprivate let pointer: UnsafeMutablePointer<gsl_multifit_linear_workspace>

    /// For `samples` rows and `parameters` columns, at most as many columns as rows.
    init(samples: Int, parameters: Int) throws(StatisticsError) {
      try requireCount(parameters, "parameters")
      guard samples >= parameters else {
        throw .tooFewSamples(found: samples, needed: parameters)
      }
      pointer = try GSL.handle("gsl_multifit_linear_alloc") {
        gsl_multifit_linear_alloc(samples, parameters)
      }
    }

    deinit { gsl_multifit_linear_free(pointer) }
  }

  /// What a least-squares fit leaves.
  struct LinearFit {
    /// One for each column of the design.
    let coefficients: [Double]
    /// Estimated variances of the coefficients.
    let variances: [Double]
  }

  /// Ordinary least squares of `response` on the columns of `design`, by singular values.
  ///
  /// - Parameters:
  ///   - design: shape [samples × parameters], finite, of full column rank; parameters < samples.
  ///   - response: shape [samples], finite.
  /// - Throws: `StatisticsError.tooFewSamples`, `.shapeMismatch`, `.library`.
  /// - Complexity: O(samples × parameters²).
  static func linearFit(
    design: borrowing Matrix, response: [Double]
  ) throws(StatisticsError) -> LinearFit {
    let samples = Int(design.pointer.pointee.size1)
    let parameters = Int(design.pointer.pointee.size2)
    guard response.count == samples else {
      throw .shapeMismatch(name: "response", found: response.count, expected: samples)
    }
    let workspace = try FitWorkspace(samples: samples, parameters: parameters)
    let observed = try Vector(response)
    let coefficients = try Vector(count: parameters)
    let covariance = try Matrix(rows: parameters, columns: parameters)
    var squares = 0.0
    // The owners live to the end of this function; the closure only borrows what they hold.
    let (x, y) = (design.pointer, observed.pointer)
    let (c, v, scratch) = (coefficients.pointer, covariance.pointer, workspace.pointer)
    try check("gsl_multifit_linear") { gsl_multifit_linear(x, y, c, v, &squares, scratch) }
    let fit = LinearFit(
      coefficients: coefficients.elements, variances: (0..<parameters).map { covariance[$0, $0] })
    extendLifetime(workspace)
    extendLifetime(observed)
    try requireFinite(fit.coefficients, "coefficients of gsl_multifit_linear")
    try requireFinite(fit.variances, "variances of gsl_multifit_linear")
    return fit
  }
}
