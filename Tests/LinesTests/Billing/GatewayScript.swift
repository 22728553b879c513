import Foundation
import Testing

/// A Python program of the tests, in the environment that `make setup-test` makes.
enum GatewayScript {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs one, and returns what it printed.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = package.appending(path: ".build/gateway-tests/bin/python")
    process.arguments = [package.appending(path: "Tests/Gateways/\(name)").path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(bytes: bytes, encoding: .utf8) ?? ""
  }
}
