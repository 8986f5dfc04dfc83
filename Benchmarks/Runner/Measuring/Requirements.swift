extension Requirement {
  /// What must be reached.
  public static func all(_ sizes: Sizes) -> [Requirement] {
    speeds + allocations + memory(sizes)
  }

  private static let speeds: [Requirement] = [
    hold("govsim", 1000, "heap4", .atLeast(0.90, goal: nil)),
    hold("govsim", 1000, "heap4-replace", .atLeast(0.90, goal: nil)),
    hold("govsim", 100_000, "heap4", .atLeast(0.90, goal: nil)),
    hold("govsim", 100_000, "heap4-replace", .atLeast(0.90, goal: nil)),
    hold("govsim-plain", 1_000_000, "heap4", .atLeast(1.5, goal: nil)),
    hold("govsim-plain", 1_000_000, "heap4-replace", .atLeast(1.5, goal: nil)),
    speed("mm1", over: "cimba", "Cimba", .atLeast(1.2, goal: 1.5)),
    speed("mm1", over: "simpy", "SimPy", .atLeast(45, goal: 55)),
    speed("network", over: "cimba", "Cimba", .atLeast(1.2, goal: 1.8)),
    speed("network", over: "line", "LINE LDES", .atLeast(2.5, goal: 3.5)),
    speed("network", over: "simpy", "SimPy", .atLeast(42, goal: 60)),
    Requirement(
      "8 replications: two cores / one, wall clock",
      .wallTime(of: "govsim-1 replications", over: "govsim-2 replications"),
      .atLeast(1.85, goal: nil)),
    growth("govsim-plain", "hold"), growth("govsim", "hold, cancellable"),
  ]

  private static let allocations = ["hold", "mm1", "network"].map {
    Requirement("\($0): allocations per event", .single("allocations \($0)"), .zero)
  }

  private static func memory(_ sizes: Sizes) -> [Requirement] {
    ["hold", "mm1", "network"].map {
      Requirement(
        "\($0): peak memory, \(short(sizes.eventsForMemory)) / 1e6 events",
        .single("memory \($0)"), .oneWithin(0.05))
    }
  }

  /// What is worth knowing beside it.
  public static let told: [Requirement] = [
    hold("govsim", 1_000_000, "heap4", .none),
    hold("govsim", 1_000_000, "heap4-replace", .none),
    hold("govsim-plain", 1000, "heap4-replace", .none),
    hold("govsim-plain", 100_000, "heap4-replace", .none),
    hold("govsim-plain", 1_000_000, "heap4-prefetch", .none),
    hold("govsim-plain", 1_000_000, "buckets", .none),
    speed("mm1", over: "bare", "the bare C++ loop", .none),
    speed("mm1", over: "simpy-process", "SimPy, process per customer", .none),
    speed("mm1", over: "line", "LINE LDES", .none),
    speed("mm1", over: "ciw", "Ciw", .none),
    speed("network", over: "simpy-cheapest", "SimPy, servers and Stores", .none),
    speed("network", over: "ciw", "Ciw", .none),
  ]

  private static func hold(
    _ program: String, _ pending: Int, _ variant: String, _ bound: Bound
  ) -> Requirement {
    let names = [
      "heap4": "bare 4-ary heap", "heap4-replace": "bare 4-ary heap, fused",
      "heap4-prefetch": "bare 4-ary heap, fused, prefetch", "buckets": "bare buckets set by hand",
    ]
    let holding = program == "govsim" ? ", cancellable" : ""
    return Requirement(
      "hold, \(short(pending)) pending\(holding) / \(names[variant] ?? variant)",
      .speed(
        of: "\(program) hold \(pending)", overFastestOf: ["bare \(variant) hold \(pending)"]),
      bound)
  }

  private static func growth(_ program: String, _ title: String) -> Requirement {
    Requirement(
      "\(title): cost per event, 1e6 / 1e2 pending",
      .costPerEvent(of: "\(program) hold 1000000", over: "\(program) hold 100"), .below(8))
  }

  private static func speed(
    _ family: String, over peer: String, _ title: String, _ bound: Bound
  ) -> Requirement {
    Requirement(
      "\(family) / \(title)",
      .speed(of: "govsim \(family)", overFastestOf: ["\(peer) \(family)"]), bound)
  }
}
