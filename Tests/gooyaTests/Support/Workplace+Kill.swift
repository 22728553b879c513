import Foundation
import GRDB
import Lines
import Messaging
import Store
import Testing
import Workbench

@testable import gooya

/// When a program is killed: a random time after its start that follows how long such a program
/// takes just now, so that about half of the kills meet a living one on any machine, busy or not.
struct KillTime {
  private var longest: Double
  /// Kills that met a living program.
  private(set) var cuts = 0

  init(_ longest: Duration = .milliseconds(100)) {
    self.longest = longest / .seconds(1)
  }

  fileprivate func next(_ generator: inout SeededGenerator) -> Double {
    .random(in: 0..<longest, using: &generator)
  }

  fileprivate mutating func note(isCut: Bool) {
    if isCut { cuts += 1 }
    longest *= isCut ? 1.3 : 1 / 1.3
  }
}

extension Workplace {
  /// Runs the program and kills it after a random time; a late kill meets a program that is done.
  func killed(
    _ arguments: [String], at time: inout KillTime, _ generator: inout SeededGenerator
  ) throws -> Outcome {
    let running = try start(arguments)
    usleep(useconds_t(time.next(&generator) * 1e6))
    running.send(SIGKILL)
    let outcome = try running.wait()
    time.note(isCut: outcome.status == -SIGKILL)
    return outcome
  }

  /// The database that the program writes, and may be writing or mending just now.
  func database() throws -> DatabaseQueue {
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(60)
    return try DatabaseQueue(path: path("xdg/gooya/gooya.sqlite"), configuration: configuration)
  }

  /// Looks whether the database is whole.
  func checkDatabase() throws {
    let verdict = try database().read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
    #expect(verdict == "ok")
  }

  /// Sends what killed processes left, when no lease of theirs is left either, and looks whether the
  /// gateway took each message, and the same one a second time only where a process was killed before
  /// it could record that.
  func settle(kills: Int) throws {
    let store = try Store(folder: URL(filePath: path("xdg/gooya")))
    let later = Date(timeIntervalSinceNow: DeliveryPolicy().lease / .seconds(1) + 1)
    try ServiceDesk(store: store, texts: LineTexts.find()).courier.deliver(at: later)
    let entries = try store.outbox()
    #expect(entries.allSatisfy { $0.status == .sent })
    let taken = try EmbeddedGateway.taken(in: store)
    #expect(Set(taken.keys) == Set(entries.map(\.key)) && taken.count == entries.count)
    #expect(taken.values.count { $0 > 1 } <= kills)
    for entry in entries { #expect((taken[entry.key] ?? 0) <= entry.tries) }
  }
}
