import ArgumentParser
import Experiments
import Foundation
import Store

extension BenchCommand {
  /// How fast results are made safe.
  struct StoredRows: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "store", abstract: "Rows of a stored study, written durably into a new file.",
      discussion: """
        Writes the worlds of the study again and again under new numbers, each world made safe by \
        itself as govsim compare does it, then sums the file up, and takes it away.

        EXAMPLE
          govsim bench store reports/rwanda.sqlite --rows 2000000
        """)

    @Argument(help: ArgumentHelp("A file that govsim compare has written.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Rows to write, at least.", valueName: "count"))
    var rows = 1_000_000

    @Option(
      help: ArgumentHelp(
        "Folder to write into; the disk that is measured. (default: that of the file)",
        valueName: "folder"))
    var output: String?

    @OptionGroup var options: OutputOptions

    func validate() throws { try BenchOptions.check(rows, "--rows", 1...100_000_000) }

    mutating func run() throws {
      let measured = try measure()
      if options.json { return try JSONOutput.write(measured) }
      try Console.write(
        "store: \(measured.rows) rows in \(measured.worlds) worlds, \(measured.bytes) bytes\n"
          + "\(Int(measured.rowsPerS)) rows per second, "
          + "\(Int(measured.appendedRowsPerS)) before the file was summed up\n")
    }

    private func measure() throws -> Measured {
      let source = try ResultStore.open(file)
      let study = try source.overview()
      let worlds = try source.worlds(study.record.worlds)
      try source.close()
      guard worlds.contains(where: { !$0.rows.isEmpty }) else {
        throw Failure(.fileTrouble, "\(file) holds no rows; make it anew with govsim compare")
      }
      let folder = URL(fileURLWithPath: output ?? (file as NSString).deletingLastPathComponent)
      let place = folder.appendingPathComponent(".bench-\(UUID().uuidString).sqlite").path
      let store = try ResultStore.create(place)
      defer { try? store.discard() }
      var measured = Measured()
      let stopwatch = Stopwatch()
      while measured.rows < rows, let world = worlds.at(measured.worlds % max(1, worlds.count)) {
        try store.append(world.renumbered(measured.worlds))
        measured.rows += world.rows.count
        measured.worlds += 1
      }
      let appended = stopwatch.elapsed.wall
      try store.finish(study)
      (measured.wallS, measured.cpuS) = stopwatch.elapsed
      let attributes = try FileManager.default.attributesOfItem(atPath: place)
      measured.bytes = (attributes[.size] as? NSNumber)?.intValue ?? 0
      measured.rowsPerS = Double(measured.rows) / measured.wallS
      measured.appendedRowsPerS = Double(measured.rows) / appended
      return measured
    }

    private struct Measured: Encodable {
      var model = "store"
      var engine = "govsim"
      var rows = 0
      var worlds = 0
      var bytes = 0
      var wallS = 0.0
      var cpuS = 0.0
      /// With the index and the digests at the end, and without.
      var rowsPerS = 0.0
      var appendedRowsPerS = 0.0
    }
  }
}

extension FinishedWorld {
  /// The same under another number.
  fileprivate func renumbered(_ number: Int) -> FinishedWorld {
    var rows = rows
    for index in rows.indices { rows[index].world = number }
    return FinishedWorld(world: number, rows: rows, quantities: quantities)
  }
}

extension Array {
  fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
