import Foundation
import GRDB
import TestSupport
import Testing

extension EndToEnd {
  /// What docs/results.md says of result files, done with SQLite alone.
  @Suite("Result files by SQL") struct ResultFileTests {
    static let page = Result { try Repository.text("docs/results.md") }

    /// Blocks between lines ```` ```sql ```` and ```` ``` ````.
    static func queries() throws -> [String] {
      try page.get().components(separatedBy: "```sql\n").dropFirst().map {
        $0.components(separatedBy: "\n```")[0]
      }
    }

    static func database() throws -> DatabaseQueue {
      var configuration = Configuration()
      configuration.readonly = true
      return try DatabaseQueue(
        path: ContinuingTests.uninterrupted.get().0.store.path, configuration: configuration)
    }

    @Test("Every query of the page runs and finds something") func examples() throws {
      let (queries, database) = (try Self.queries(), try Self.database())
      #expect(queries.count >= 6)
      for query in queries {
        let rows = try database.read { db in try Row.fetchAll(db, sql: query) }
        #expect(!rows.isEmpty, "\(query)")
        #expect(rows.allSatisfy { $0.columnNames.allSatisfy { !$0.isEmpty } })
      }
    }

    @Test(
      "The sqlite3 shell gives the same",
      .enabled(if: ResultFileTests.shell != nil, "no sqlite3 shell here"))
    func sameByTheShell() throws {
      let shell = try #require(Self.shell)
      let store = try ContinuingTests.uninterrupted.get().0.store.path
      for query in try Self.queries() {
        let process = Process()
        let pipe = Pipe()
        (process.executableURL, process.arguments) = (shell, ["-readonly", store, query])
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && !output.isEmpty, "\(query)")
      }
    }

    static var shell: URL? {
      ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
        .map { URL(fileURLWithPath: $0) }
    }

    @Test("Every view and every column of it is described") func described() throws {
      let page = try Self.page.get()
      let views = try Self.database().read { db in
        try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'")
      }
      #expect(Set(views).isSuperset(of: ["results", "summaries", "comparisons", "studies"]))
      for view in views {
        #expect(page.contains("`\(view)`"), "\(view)")
        let columns = try Self.database().read { db in try db.columns(in: view).map(\.name) }
        for column in columns { #expect(page.contains("`\(column)`"), "\(view).\(column)") }
      }
    }
  }
}
