// swift-tools-version: 6.1
import PackageDescription

/// The walls of the house: a target may import only what its row names (docs/architecture.md).
/// `Tests/ArchitectureTests` compares every `import` line in `Sources/` with this list.
let package = Package(
  name: "govsim",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "govsim", targets: ["govsim"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .target(name: "Quantities"),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .target(name: "EventEngine"),
    .target(name: "Statistics", dependencies: ["CGSL"]),
    .target(name: "Operations", dependencies: ["EventEngine", "Statistics", "Quantities"]),
    .target(name: "Delivery", dependencies: ["EventEngine", "Statistics", "Quantities"]),
    .target(name: "Economics", dependencies: ["Statistics", "Quantities"]),
    .target(
      name: "Scenarios",
      dependencies: [
        "Quantities", .product(name: "Yams", package: "Yams"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ]),
    .target(
      name: "Experiments",
      dependencies: [
        "EventEngine", "Statistics", "Operations", "Delivery", "Economics", "Scenarios",
        "Quantities",
      ]),
    .target(
      name: "Store",
      dependencies: ["Experiments", "Quantities", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "Reports", dependencies: ["Store", "Economics", "Statistics", "Quantities"]),
    .executableTarget(
      name: "govsim",
      dependencies: [
        "Quantities", "EventEngine", "Statistics", "Operations", "Delivery", "Economics",
        "Scenarios",
        "Experiments", "Store", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "EventEngineTests", dependencies: ["EventEngine"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(name: "OperationsTests", dependencies: ["Operations", "Statistics", "Quantities"]),
    .testTarget(name: "DeliveryTests", dependencies: ["Delivery", "Statistics", "Quantities"]),
    .testTarget(name: "EconomicsTests", dependencies: ["Economics", "Quantities"]),
    .testTarget(
      name: "ScenariosTests", dependencies: ["Scenarios", "Quantities", "TestSupport"],
      exclude: ["Bad", "Good"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "Operations", "Scenarios", "Statistics", "Quantities", "TestSupport",
      ]),
    .testTarget(name: "StoreTests", dependencies: ["Store", "Experiments", "TestSupport"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Store", "Experiments", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Store", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["Golden"]),
  ]
)
