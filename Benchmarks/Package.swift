// swift-tools-version: 6.1
import PackageDescription

/// Benchmarks are a package of their own, so that what they depend on never burdens users.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "Measuring", path: "Runner/Measuring"),
    .executableTarget(
      name: "measure",
      dependencies: [
        "Measuring", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Runner/measure"),
    .testTarget(name: "MeasuringTests", dependencies: ["Measuring"]),
  ]
)
