import Foundation
import Testing

/// The Python programs of the tests, in the environment that `make setup-test` makes.
enum GatewayScript {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let python = package.appending(path: ".build/gateway-tests/bin/python")

  static func path(_ name: String) -> String {
    package.appending(path: "Tests/Gateways/\(name)").path
  }

  /// Runs one, and returns what it printed.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = python
    process.arguments = [path(name)] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(bytes: bytes, encoding: .utf8) ?? ""
  }
}
