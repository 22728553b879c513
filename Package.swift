// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "gooya",
  products: [
    .executable(name: "gooya", targets: ["gooya"]),
    .library(name: "CallEngine", targets: ["CallEngine"]),
    .library(name: "MenuScript", targets: ["MenuScript"]),
    .library(name: "Speech", targets: ["Speech"]),
    .library(name: "Telephony", targets: ["Telephony"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    .target(name: "CallEngine"),
    .target(name: "Files"),
    .target(name: "Processes", dependencies: ["Files"]),
    .target(name: "Telephony"),
    .target(
      name: "Speech", dependencies: ["CallEngine"],
      // The ICU that Foundation brings along.
      linkerSettings: [.linkedLibrary("_FoundationICU")]),
    .target(name: "MenuScript", dependencies: ["CallEngine", "Files", "Speech", "CYaml"]),
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "Store",
      dependencies: [
        "CallEngine", "CPostgres", "Files", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(
      name: "Messaging",
      dependencies: [
        "CallEngine", "CCurl", "Store",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .target(
      name: "Lines",
      dependencies: [
        "CallEngine", "Files", "Messaging", "Printing", "Speech", "Store",
      ],
      resources: [.embedInCode("NumberCancellation/working-days.csv")]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .target(name: "Printing", dependencies: ["CRSVG", "CZint", "CZlib"]),
    .systemLibrary(name: "CRSVG", providers: [.apt(["librsvg2-dev"])]),
    .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Sound",
      dependencies: [
        "CallEngine", "Files", "Processes", "Speech", "Telephony", "CALSA", "CKissFFT",
        "CSampleRate", "CSndFile", "CSonic",
      ]),
    .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
    .systemLibrary(name: "CKissFFT", providers: [.apt(["libkissfft-dev"])]),
    .systemLibrary(
      name: "CSampleRate", pkgConfig: "samplerate", providers: [.apt(["libsamplerate0-dev"])]),
    .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSonic", providers: [.apt(["libsonic-dev"])]),
    .target(
      name: "CallRuntime",
      dependencies: [
        "CallEngine", "Speech", "Telephony",
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .target(name: "Handset", dependencies: ["CallEngine", "CallRuntime"]),
    .target(
      name: "Workbench",
      dependencies: [
        "CallEngine", "CallRuntime", "MenuScript", "Speech",
        .product(name: "HeapModule", package: "swift-collections"),
      ]),
    .target(
      name: "LiveLine", dependencies: ["CallEngine", "CallRuntime", "Telephony", "CLibre", "COpus"]),
    .systemLibrary(name: "COpus", pkgConfig: "opus", providers: [.apt(["libopus-dev"])]),
    .systemLibrary(
      name: "CLibre", pkgConfig: "libre", providers: [.apt(["libre-dev", "libssl-dev"])]),
    .target(
      name: "WebServer",
      dependencies: ["Lines", .product(name: "FlyingSocks", package: "FlyingFox")]),
    .target(
      name: "WebHandset", dependencies: ["CallEngine", "CallRuntime", "WebServer"],
      resources: [.embedInCode("Page")]),
    .target(name: "LanguageServer", dependencies: ["CallEngine", "Files", "MenuScript"]),
    .executableTarget(
      name: "gooya",
      dependencies: [
        "CallEngine", "CallRuntime", "Files", "Handset", "LanguageServer", "Lines", "LiveLine",
        "MenuScript", "Messaging", "Processes", "Sound", "Speech", "Store", "Telephony",
        "WebHandset", "WebServer", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    // Random numbers and damages, the same in each run, for the tests of several rooms.
    .target(name: "RandomInputs", path: "Tests/RandomInputs"),
    .testTarget(
      name: "CallEngineTests", dependencies: ["CallEngine", "RandomInputs"],
      resources: [.copy("Fixtures")]),
    .testTarget(name: "FilesTests", dependencies: ["Files"]),
    .testTarget(name: "ProcessesTests", dependencies: ["Processes"]),
    .testTarget(
      name: "TelephonyTests", dependencies: ["RandomInputs", "Telephony"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "SoundTests",
      dependencies: [
        "CallEngine", "MenuScript", "RandomInputs", "Speech", "Telephony", "Sound", "CSndFile",
      ]),
    .testTarget(
      name: "SpeechTests", dependencies: ["CallEngine", "Speech"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MenuScriptTests",
      dependencies: ["CallEngine", "Files", "RandomInputs", "Speech", "MenuScript"],
      resources: [.copy("Fixtures")]),
    // A server for the tests of several rooms.
    .target(name: "PostgresServer", path: "Tests/PostgresServer"),
    .testTarget(
      name: "StoreTests",
      dependencies: ["CallEngine", "Files", "PostgresServer", "Store"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MessagingTests",
      dependencies: ["CallEngine", "Files", "Messaging", "RandomInputs", "Store"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "LinesTests",
      dependencies: [
        "CallEngine", "Files", "Lines", "MenuScript", "Messaging", "PostgresServer",
        "RandomInputs", "Speech", "Store",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "CallRuntimeTests",
      dependencies: ["CallEngine", "CallRuntime", "RandomInputs", "Speech", "Telephony"]),
    .testTarget(
      name: "LiveLineTests",
      dependencies: ["CallEngine", "CallRuntime", "LiveLine", "RandomInputs", "Telephony"]),
    .testTarget(
      name: "HandsetTests",
      dependencies: ["CallEngine", "CallRuntime", "Handset", "Speech", "Workbench"]),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: ["CallEngine", "CallRuntime", "MenuScript", "Speech", "Workbench"]),
    .testTarget(
      name: "WebServerTests",
      dependencies: [
        "CallEngine", "Lines", "MenuScript", "Messaging", "RandomInputs", "Speech", "Store",
        "WebServer",
      ]),
    .testTarget(
      name: "WebHandsetTests",
      dependencies: [
        "CallEngine", "CallRuntime", "RandomInputs", "Speech", "WebHandset", "WebServer",
      ]),
    .testTarget(name: "LanguageServerTests", dependencies: ["LanguageServer", "MenuScript"]),
    .testTarget(
      name: "gooyaTests",
      dependencies: [
        "gooya", "CallEngine", "CallRuntime", "Files", "Handset", "Lines", "MenuScript",
        "Messaging", "PostgresServer", "Sound",
        "Speech", "Store", "Telephony", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}

// What computes all day is optimised in debug builds, too: a tenth of the time for the tests that
// listen, measure and prove, and for 'make call'.
let computing = [
  "CallEngine", "CallRuntime", "Lines", "MenuScript", "Sound", "Speech", "Store", "Telephony",
]
for target in package.targets where computing.contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}
