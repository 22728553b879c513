import ArgumentParser
import CallEngine
import Foundation

/// Files that are checked repeatedly for changes.
struct WatchedFiles {
  private let paths: [String]
  private var stamps: [String: Stamp] = [:]

  /// What distinguishes one state of a file from another.
  private struct Stamp: Hashable {
    let changed: Date?
    let size: UInt64
  }

  /// Often enough to seem immediate, seldom enough to cost nothing.
  private static let interval = 0.25

  /// - Parameter paths: files, and folders with everything in them.
  init(_ paths: [String]) {
    self.paths = paths
    stamps = look()
  }

  /// Whether anything was changed, added or removed since the last call.
  mutating func haveChanged() -> Bool {
    let new = look()
    defer { stamps = new }
    return new != stamps
  }

  /// Does some work now and again after each change, until an interruption.
  ///
  /// - Parameter work: an error that it throws is shown, and watching goes on.
  static func run(_ paths: [String], work: () throws -> Void) throws {
    Interruption.watch()
    var files = WatchedFiles(paths)
    while true {
      do { try work() } catch let failure as Failure { StandardError.line(failure.message) }
      StandardError.line("watching; press Ctrl-C to stop")
      repeat {
        if let signal = Interruption.signal { throw ExitCode(128 + signal) }
        if StandardOutput.isAbandoned { return }
        Thread.sleep(forTimeInterval: interval)
      } while !files.haveChanged()
    }
  }

  private func look() -> [String: Stamp] {
    var stamps: [String: Stamp] = [:]
    for path in paths {
      stamps[path] = Self.stamp(of: path)
      for name in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? []
      where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        stamps["\(path)/\(name)"] = Self.stamp(of: "\(path)/\(name)")
      }
    }
    return stamps
  }

  private static func stamp(of path: String) -> Stamp? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    return Stamp(
      changed: attributes[.modificationDate] as? Date,
      size: attributes[.size] as? UInt64 ?? 0)
  }
}
