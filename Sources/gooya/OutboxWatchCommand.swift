import ArgumentParser
import CallEngine
import Foundation
import Lines
import Messaging
import Store

struct OutboxWatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Send what is due, and show messages as they are sent or fail, until Ctrl-C.",
    discussion: """
      Example:
        gooya outbox watch
        gooya outbox watch --once
      """)

  @Flag(help: "Send what is due now, and end.")
  var once = false

  @OptionGroup var stubs: StubOptions

  @OptionGroup var data: DataOptions

  @OptionGroup var configuration: ConfigurationOption

  /// How often the outbox is looked at.
  private static let interval = 0.2

  func validate() throws {
    _ = try stubs.behaviours
  }

  func run() throws {
    let configuration = try configuration.load()
    let store = try data.openToRead(by: configuration)
    let desk = ServiceDesk(
      store: store, texts: try LineTexts.find(), stubs: try stubs.behaviours, configuration)
    let courier = desk.courier
    let delivery = try RemoteDelivery(of: desk, configuration)
    Interruption.watch()
    let ear = store.ear()
    try reporting {
      var view = OutboxView(try store.outboxMark())
      delivery?.begin()
      while true {
        try desk.catchUp(at: Date())
        try courier.deliver(at: Date(), while: { Interruption.signal == nil })
        let isLast =
          once || Interruption.signal != nil || StandardOutput.isAbandoned
          || delivery?.hasFailed == true
        if isLast { try delivery?.end() }
        try view.update(from: store) { StandardOutput.line(OutboxRow($0).listed) }
        if once { try tellWhatWaits(in: store) }
        if isLast { return }
        ear.wait(atMost: Self.interval)
      }
    }
    try Interruption.tell(unlessCtrlCEnds: !once)
  }

  private func tellWhatWaits(in store: Store) throws {
    let waiting = try store.waitingMessages()
    guard let next = waiting.nextTryAt else { return }
    let subject = waiting.count == 1 ? "1 message waits" : "\(String(waiting.count)) messages wait"
    StandardError.line("\(subject); the next try is due at \(next.ISO8601Format())")
  }
}

/// Which messages somebody who looks on has yet to see settled.
private struct OutboxView {
  private var last: Int64
  private var open: [Int64]

  init(_ mark: OutboxMark) {
    last = mark.last
    open = mark.queued
  }

  /// Shows what was settled since the last time, whoever settled it.
  mutating func update(from store: Store, _ show: (OutboxEntry) -> Void) throws {
    open = try open.filter { id in
      guard let entry = try store.outboxEntry(id), entry.status != .queued else { return true }
      show(entry)
      return false
    }
    try store.listOutbox(after: last) { entry in
      last = entry.id
      if entry.status == .queued { open.append(entry.id) } else { show(entry) }
      return true
    }
  }
}
