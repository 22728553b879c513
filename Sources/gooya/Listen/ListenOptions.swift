import ArgumentParser
import CallEngine
import Foundation
import Lines
import MenuScript

/// How many calls a listener takes.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong("calls"), parsing: .unconditional,
    help: ArgumentHelp("The most calls at once. (default: 1000)", valueName: "number"),
    transform: NumberRange.whole(1...100_000).read)
  var atOnce = 1000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most new calls a second. (default: 50)", valueName: "number"),
    transform: NumberRange.whole(1...10_000).read)
  var callsPerSecond = 50

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most calls at once from one address. (default: 1000)", valueName: "number"),
    transform: NumberRange.whole(1...100_000).read)
  var callsPerSource = 1000

  var limits: CallLimits {
    CallLimits(atOnce: atOnce, perSecond: callsPerSecond, perSource: callsPerSource)
  }
}

/// What is kept of each call, besides its record.
struct KeepingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write each call's journal into a folder.", valueName: "folder"))
  var journals: String?

  @Option(
    help: ArgumentHelp(
      "Record each call into a folder: the caller left, the line right.", valueName: "folder"))
  var record: String?

  /// - Throws: `Failure` if a folder can't be used.
  func keeping() throws -> CallKeeping {
    for folder in [journals, record].compactMap(\.self) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue, access(folder, W_OK) == 0
      else { throw Failure("'\(folder)' is no folder that can be written to") }
    }
    return CallKeeping(journals: journals, recordings: record)
  }
}
