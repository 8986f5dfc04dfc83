/// Tables of arrivals that streams of demand name.
extension ScenarioAssembly {
  /// Puts the table itself in place of each name under `demand.NAME.trace`, here and in alternatives, so
  /// that what is assembled stands alone. A table is what has more than one line.
  mutating func fillTraces(_ node: inout ScenarioNode, from file: ScenarioFile, real: String) {
    node.changeEntry("demand") { demand in
      fillStreams(&demand, path: "demand", from: file, real: real)
    }
    node.changeEntry("alternatives") { alternatives in
      alternatives.changeEntries { name, alternative in
        alternative.changeEntry("demand") { demand in
          let path = "alternatives.\(name).demand"
          fillStreams(&demand, path: path, from: file, real: real)
        }
      }
    }
  }

  private mutating func fillStreams(
    _ demand: inout ScenarioNode, path: String, from file: ScenarioFile, real: String
  ) {
    demand.changeEntries { name, stream in
      stream.changeEntry("trace") { trace in
        guard let text = trace.text, !trace.isNothing, !text.contains(where: \.isNewline) else {
          return
        }
        let key = "\(path).\(name).trace"
        trace.content = .scalar(table(trace, key: key, from: file, real: real), isPlain: false)
      }
    }
  }

  /// The text of a table that is named; where it has faults, which are reported, that of some other.
  private mutating func table(
    _ reference: ScenarioNode, key: String, from file: ScenarioFile, real: String
  ) -> String {
    let other = "time\n0\n"
    guard let target = locate(reference, key: key, from: file, real: real),
      let table = open(target, reference, key: key)
    else { return other }
    fileCount += 1
    digest.add(table.bytes)
    shortPaths[table.path] = String(target.real.dropFirst(root.count + 1))
    return TraceFile.trace(of: table, faults: &faults) == nil ? other : table.text
  }
}

extension ScenarioNode {
  /// Changes the value of a key, if there is one.
  fileprivate mutating func changeEntry(_ key: String, _ change: (inout ScenarioNode) -> Void) {
    changeEntries { name, value in if name == key { change(&value) } }
  }

  /// Changes the values of a map.
  fileprivate mutating func changeEntries(_ change: (String, inout ScenarioNode) -> Void) {
    guard case .map(var entries) = content else { return }
    for index in entries.indices { change(entries[index].key, &entries[index].value) }
    content = .map(entries)
  }
}
