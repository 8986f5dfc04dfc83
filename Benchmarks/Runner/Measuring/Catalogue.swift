/// Everything that is run, and where it lies.
public struct Catalogue: Sendable {
  /// Path of the govsim binary.
  public var govsim: String
  /// Path of the folder `Benchmarks`.
  public var folder: String
  public var sizes: Sizes

  public init(govsim: String, folder: String, sizes: Sizes) {
    self.govsim = govsim
    self.folder = folder
    self.sizes = sizes
  }

  public var bare: String { "\(folder)/.build-bare/bare" }
  public var allocationCounter: String { "\(folder)/.build-bare/count_allocations.so" }
  public var python: String { "\(folder)/.venv/bin/python" }
  /// Where `setup` tells why a peer is not there.
  public func reasonFile(_ engine: Program.Engine) -> String {
    "\(folder)/.venv/not-installed/\(engine.rawValue)"
  }

  /// All programs, families together.
  public var programs: [Program] {
    sizes.pending.flatMap(hold) + mm1 + network + replications
  }

  /// Whether a family is meant by its whole name (`hold 1000`) or its first word (`hold`).
  public static func matches(_ family: String, _ wanted: String) -> Bool {
    family == wanted || family.split(separator: " ").first.map(String.init) == wanted
  }

  /// Arguments of one govsim run, by model, for about so many events.
  public func govsimCommand(model: String, events: Int) -> [String] {
    switch model {
    case "hold": ours(["hold", "--pending", "1000", "--events", "\(events)"])
    case "mm1": ours(["mm1", "--customers", "\(events / 2)"])
    default:
      ours([
        "network", "--customers", "\(Int(Double(events) / Sizes.networkEventsPerCustomer))",
      ])
    }
  }

  private func ours(_ arguments: [String]) -> [String] {
    [govsim, "bench"] + arguments + ["--json"]
  }

  private func peer(_ engine: Program.Engine, _ arguments: [String]) -> [String] {
    [python, "-B", "\(folder)/Peers/bench_\(engine.rawValue).py"] + arguments
  }
}

// MARK: - Families

extension Catalogue {
  private func hold(pending: Int) -> [Program] {
    let family = "hold \(pending)"
    let events = sizes.holdEvents[pending] ?? 0
    func program(_ name: String, _ title: String, _ engine: Program.Engine, _ command: [String])
      -> Program
    {
      Program(
        name: "\(name) \(family)", family: family, title: title, engine: engine, command: command)
    }
    let size = ["--pending", "\(pending)", "--events", "\(events)"]
    let ourOwn = [
      ("govsim", "govsim, cancellable", []),
      ("govsim-plain", "govsim, not cancellable", ["--plain"]),
      ("govsim-heap", "govsim, cancellable, heap only", ["--calendar", "heap"]),
      ("govsim-ladder", "govsim, cancellable, ladder only", ["--calendar", "ladder"]),
    ].map { name, title, options in
      program(name, title, .govsim, ours(["hold"] + size + options))
    }
    let bareLoops = Self.bareVariants.map { variant, title in
      program("bare \(variant)", "bare C++, \(title)", .bare, [bare, "hold", variant] + size)
    }
    let slow = ["hold", "--pending", "\(pending)", "--pops", "\(sizes.holdEventsInPython)"]
    let fast = ["hold", "--pending", "\(pending)", "--pops", "\(10 * sizes.holdEventsInPython)"]
    let peers: [Program] =
      switch pending {
      case 1000:
        [
          program("cimba", "Cimba", .cimba, peer(.cimba, fast)),
          program("simpy", "SimPy", .simpy, peer(.simpy, slow)),
          program("salabim", "salabim", .salabim, peer(.salabim, slow)),
        ]
      case 100_000: [program("simpy", "SimPy", .simpy, peer(.simpy, slow))]
      default: []
      }
    return ourOwn + bareLoops + peers
  }

  /// Event lists of the bare loops, with their titles.
  static let bareVariants = [
    ("heap2", "binary heap"), ("heap2-replace", "binary heap, pop and push fused"),
    ("heap4", "4-ary heap"), ("heap4-replace", "4-ary heap, pop and push fused"),
    ("heap4-prefetch", "4-ary heap, fused, with prefetch"),
    ("buckets", "buckets set by hand"),
  ]

  private var mm1: [Program] {
    let few = ["--customers", "\(sizes.mm1CustomersInPython)"]
    let third = ["--customers", "\(sizes.mm1CustomersInPython / 3)"]
    let many = ["--customers", "\(sizes.mm1Customers)"]
    return family(
      "mm1",
      [
        ("govsim", "govsim", .govsim, ours(["mm1"] + many)),
        ("bare", "bare C++ loop, no statistics", .bare, [bare, "mm1"] + many),
        ("cimba", "Cimba", .cimba, peer(.cimba, ["mm1"] + many)),
        ("line", "LINE LDES", .line, peer(.line, ["mm1"] + many)),
        ("simpy", "SimPy", .simpy, peer(.simpy, ["mm1"] + few)),
        (
          "simpy-process", "SimPy, process per customer", .simpy,
          peer(.simpy, ["mm1_process"] + few)
        ),
        ("salabim", "salabim", .salabim, peer(.salabim, ["mm1"] + few)),
        ("ciw", "Ciw", .ciw, peer(.ciw, ["mm1"] + third)),
      ])
  }

  private var network: [Program] {
    let few = ["--customers", "\(sizes.networkCustomersInPython)"]
    let third = ["--customers", "\(sizes.networkCustomersInPython / 3)"]
    let tenth = ["--customers", "\(sizes.networkCustomersInPython / 10)"]
    let many = ["--customers", "\(sizes.networkCustomers)"]
    return family(
      "network",
      [
        ("govsim", "govsim", .govsim, ours(["network"] + many)),
        ("cimba", "Cimba", .cimba, peer(.cimba, ["network"] + many)),
        ("line", "LINE LDES", .line, peer(.line, ["network"] + many)),
        (
          "simpy", "SimPy, process per customer", .simpy,
          peer(.simpy, ["network_process"] + few)
        ),
        ("simpy-cheapest", "SimPy, servers and Stores", .simpy, peer(.simpy, ["network"] + few)),
        ("salabim", "salabim", .salabim, peer(.salabim, ["network"] + tenth)),
        ("ciw", "Ciw", .ciw, peer(.ciw, ["network"] + third)),
      ])
  }

  private var replications: [Program] {
    let work = ["mm1", "--customers", "\(sizes.replicationCustomers)", "--replications", "8"]
    return family(
      "replications",
      [1, 2].map { threads in
        (
          "govsim-\(threads)", "govsim, 8 replications, threads: \(threads)", .govsim,
          ours(work + ["--threads", "\(threads)"])
        )
      })
  }

  private func family(
    _ family: String, _ members: [(String, String, Program.Engine, [String])]
  ) -> [Program] {
    members.map { name, title, engine, command in
      Program(
        name: "\(name) \(family)", family: family, title: title, engine: engine, command: command)
    }
  }
}
