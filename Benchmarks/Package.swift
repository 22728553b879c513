// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "gooya-benchmarks",
  platforms: [.macOS(.v13)],
  dependencies: [
    .package(name: "gooya", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "GooyaBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "CallEngine", package: "gooya"),
        .product(name: "MenuScript", package: "gooya"),
        .product(name: "Speech", package: "gooya"),
      ],
      path: "Benchmarks/Gooya",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // Apart, since its instructions are counted by valgrind.
    .executableTarget(
      name: "MediaFrames", dependencies: [.product(name: "Telephony", package: "gooya")],
      path: "Benchmarks/Media"),
  ],
  swiftLanguageModes: [.v6]
)
