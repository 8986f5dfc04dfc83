import ArgumentParser
import EventEngine
import Experiments
import Foundation
import Quantities
import Scenarios
import Synchronization

/// Measures the engine on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast the engine is on this machine.",
    discussion: """
      Runs one model and prints events per second of processor time. An event is a thing that \
      happens in the model: an arrival, or the end of a service. Times differ from run to run; \
      compare ratios. Other engines are measured beside this one by: make bench

      EXAMPLE
        govsim bench network --json
      """,
    subcommands: [
      Hold.self, SingleServer.self, Network.self, CountryWindows.self, StoredRows.self,
    ])

  struct Hold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The engine by itself: each event schedules one that can be cancelled.",
      discussion: "EXAMPLE\n  govsim bench hold --pending 100000")

    @Option(help: ArgumentHelp("Events pending all the time.", valueName: "count"))
    var pending = 1_000

    @Option(help: ArgumentHelp("Events to fire.", valueName: "count"))
    var events = 20_000_000

    @Option(help: "How pending events are held: automatic, heap or ladder.")
    var calendar = EventCalendar.Choice.automatic

    @Flag(help: "Schedule events that cannot be cancelled.")
    var plain = false

    @Option(
      help: ArgumentHelp("Share of events after which another is moved.", valueName: "share"))
    var rescheduling = 0.0

    @OptionGroup var common: BenchOptions

    func validate() throws {
      try BenchOptions.check(pending, "--pending", 1...(Event.payloadLimit - 1))
      try BenchOptions.check(events, "--events", 1...16_000_000_000)
      guard rescheduling >= 0, rescheduling <= 1 else {
        throw ValidationError("--rescheduling is \(rescheduling); allowed: 0 to 1")
      }
      guard !plain || rescheduling == 0 else {
        throw ValidationError("--plain events cannot be moved; leave --rescheduling out")
      }
    }

    mutating func run() async throws {
      try await common.measure(
        .hold(pending: pending, events: events, calendar: calendar, holding: holding),
        pending: pending)
    }

    private var holding: Benchmark.Holding {
      if plain { return .plain }
      return rescheduling > 0 ? .rescheduling(share: rescheduling) : .cancellable
    }
  }

  struct SingleServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "mm1", abstract: "M/M/1 through the operations model, with all statistics.",
      discussion: "EXAMPLE\n  govsim bench mm1 --customers 1000000")

    @Option(help: ArgumentHelp("Customers to expect.", valueName: "count"))
    var customers = 10_000_000

    @Option(help: ArgumentHelp("Arrival rate over service rate.", valueName: "share"))
    var utilisation = 0.9

    @OptionGroup var common: BenchOptions

    func validate() throws {
      try BenchOptions.check(customers, "--customers", 1...10_000_000_000)
      guard utilisation > 0, utilisation < 1 else {
        throw ValidationError("--utilisation is \(utilisation); allowed: above 0, below 1")
      }
    }

    mutating func run() async throws {
      try await common.measure(.singleServer(customers: customers, utilisation: utilisation))
    }
  }

  struct Network: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Five stations, three sources, through the operations model, with all statistics.",
      discussion: "EXAMPLE\n  govsim bench network --customers 1000000")

    @Option(help: ArgumentHelp("Customers to expect.", valueName: "count"))
    var customers = 3_000_000

    @OptionGroup var common: BenchOptions

    func validate() throws {
      try BenchOptions.check(customers, "--customers", 1...5_000_000_000)
    }

    mutating func run() async throws {
      try await common.measure(.network(customers: customers))
    }
  }

  struct CountryWindows: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "country", abstract: "A country's hours, request by request.",
      discussion: "EXAMPLE\n  govsim bench country scenarios/countries/rwanda.yaml")

    @Argument(
      help: ArgumentHelp(
        "A country's scenario. (default: scenarios/countries/rwanda.yaml)", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("Worlds whose hours are simulated.", valueName: "count"))
    var worlds = 10

    @OptionGroup var common: BenchOptions

    func validate() throws { try BenchOptions.check(worlds, "--worlds", 1...100_000) }

    mutating func run() async throws {
      guard let path = file ?? ProjectFolders.exampleCountry else {
        throw Failure(
          .fileTrouble, "found no scenarios/countries/rwanda.yaml; name a file, or set GOVSIM_HOME")
      }
      try await common.measure(.country(try Scenario.load(path: path), worlds: worlds))
    }
  }
}

extension EventCalendar.Choice: ExpressibleByArgument {}

/// What all benchmarks understand.
struct BenchOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Independent runs.", valueName: "count"))
  var replications = 1

  @Option(help: ArgumentHelp("Runs at once.", valueName: "count"))
  var threads = 1

  @Option(help: ArgumentHelp("Everything random follows from it.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    try Self.check(replications, "--replications", 1...1_000_000)
    try Self.check(threads, "--threads", 1...1_024)
  }

  static func check(_ value: Int, _ name: String, _ allowed: ClosedRange<Int>) throws {
    guard allowed.contains(value) else {
      throw ValidationError(
        "\(name) is \(value); allowed: \(allowed.lowerBound) to \(allowed.upperBound)")
    }
  }

  /// Runs a benchmark and prints what it took. With one replication the clock starts when the model
  /// is built, else at once.
  func measure(_ benchmark: Benchmark, pending: Int? = nil) async throws {
    let stopwatch = Mutex(Stopwatch())
    let outcomes = try await Interruption.cancelling { [replications] in
      try await runBenchmark(
        benchmark, seed: seed, replications: replications, threads: threads,
        ready: { if replications == 1 { stopwatch.withLock { $0 = Stopwatch() } } })
    }
    let record = BenchRecord(
      benchmark, outcomes, took: stopwatch.withLock { $0.elapsed }, pending: pending,
      threads: threads)
    guard !output.json else { return try JSONOutput.write(record) }
    try Console.write(record.text)
  }
}

/// What a benchmark took, as `--json` prints it.
private struct BenchRecord: Encodable {
  var engine = "govsim"
  var version = Software.version
  var model: String
  var pending: Int?
  var replications: Int
  var threads: Int
  var events: Int
  var wallS: Double
  var cpuS: Double
  var eventsPerS: Double
  var eventsPerCpuS: Double
  var peakRssBytes: Int
  var statistic: Statistic?
  /// Of all replications, in order, 16 hexadecimal digits each.
  var fingerprint: String

  struct Statistic: Encodable {
    var name: String
    var value: Double
    var theory: Double?
  }

  init(
    _ benchmark: Benchmark, _ outcomes: [BenchmarkOutcome],
    took time: (wall: Double, processor: Double), pending: Int?, threads: Int
  ) {
    model = benchmark.name
    self.pending = pending
    replications = outcomes.count
    self.threads = threads
    events = outcomes.reduce(0) { $0 + $1.events }
    (wallS, cpuS) = time
    // A run shorter than the clock's step gets the step.
    eventsPerS = Double(events) / max(wallS, 1e-6)
    eventsPerCpuS = Double(events) / max(cpuS, 1e-6)
    peakRssBytes = Machine.peakMemory
    if let first = outcomes.first?.statistic {
      let values = outcomes.compactMap(\.statistic?.value)
      statistic = Statistic(
        name: first.name, value: values.reduce(0, +) / Double(values.count), theory: first.theory)
    }
    fingerprint = outcomes.map(\.fingerprint.hexadecimal).joined(separator: " ")
  }

  var text: String {
    var table = TextTable([.left("what"), .right("value")])
    table.add(["events", FigureText.fixed(Double(events) / 1e6, 3) + " million"])
    table.add(["processor time", FigureText.fixed(cpuS, 3) + " s"])
    table.add(["wall time", FigureText.fixed(wallS, 3) + " s"])
    table.add([
      "events per processor second", FigureText.fixed(eventsPerCpuS / 1e6, 2) + " million",
    ])
    table.add(["peak memory", FigureText.fixed(Double(peakRssBytes) / 1e6, 1) + " MB"])
    if let statistic {
      let theory = statistic.theory.map { ", theory \(FigureText.fixed($0, 4))" } ?? ""
      table.add([statistic.name, FigureText.fixed(statistic.value, 4) + " s" + theory])
    }
    table.add(["fingerprint", fingerprint])
    return table.text(colour: false)
  }
}
