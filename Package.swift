// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "gooya",
  products: [
    .library(name: "CallEngine", targets: ["CallEngine"]),
    .library(name: "Speech", targets: ["Speech"]),
  ],
  dependencies: [
  ],
  targets: [
    .target(name: "CallEngine"),
    .target(name: "Speech", dependencies: ["CallEngine"]),
    .testTarget(
      name: "CallEngineTests", dependencies: ["CallEngine"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "SpeechTests", dependencies: ["CallEngine", "Speech"],
      resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // The machine is a target of its own, and its smallest functions are called for every event.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
  ]
}
