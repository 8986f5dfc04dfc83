extension SchemaReader {
  /// The trace in a table. Tables in files were checked there; in what is written into a scenario,
  /// rows count from the text's own first line.
  mutating func trace(
    _ node: ScenarioNode, _ text: String, at position: Position
  ) -> ArrivalTrace? {
    guard text.contains(where: \.isNewline) else {
      _ = refuse(
        node, position, "a table", suggestion: "name it in the scenario file, where it is read")
      return nil
    }
    if let trace = traces[text] { return trace }
    guard traces.values.reduce(0, { $0 + $1.length }) < TraceFile.mostRequests else {
      _ = refuse(
        node, position, "at most \(TraceFile.mostRequests) requests in all tables together")
      return nil
    }
    var faults = DiagnosticList()
    let table = ScenarioFile(path: node.place.file, text: text)
    let trace = TraceFile.trace(of: table, faults: &faults)
    for fault in faults.all {
      let row = fault.line.map { "row \($0), column \(fault.column ?? 1): " } ?? ""
      add(
        Diagnostic(
          at: node.place, keyPath: shown(node, position), row + fault.message,
          suggestion: fault.suggestion))
    }
    guard let trace, !faults.hasErrors else { return nil }
    traces[text] = trace
    return trace
  }
}

extension ArrivalTrace {
  /// Numbers that it keeps [1].
  fileprivate var length: Int {
    switch self {
    case .times(let times): times.count
    case .hourlyRequests(let counts): counts.count
    }
  }
}
