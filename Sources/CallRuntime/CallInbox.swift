import CallEngine
import Glibc
import Synchronization

/// Where events from outside wait for the driver of their calls.
///
/// Any thread may deliver; only the driver takes. While something waits the inbox's descriptor is
/// readable, so that a driver can sleep on it together with other descriptors.
public final class CallInbox: Sendable {
  /// What has come for one of the calls.
  enum Completion: Sendable {
    /// - messages: what a service sent meanwhile.
    case event(CallEvent, messages: [CallMessage])
    /// The voice has the sound of an announcement that waits for it.
    case voiced(PlayID)
  }

  /// One call's part of an inbox.
  public struct Address: Sendable {
    let inbox: CallInbox
    let call: Int

    func deliver(_ event: CallEvent, messages: [CallMessage] = []) {
      inbox.deliver(.event(event, messages: messages), to: call)
    }

    func deliver(voiced id: PlayID) {
      inbox.deliver(.voiced(id), to: call)
    }

    func take() -> [Completion] { inbox.take(for: call) }

    /// Drops what waits for a call that is gone.
    func discard() {
      inbox.waiting.withLock { waiting in
        let numbers = waiting.keys.filter { $0 % CallInbox.farLines == call }
        for number in numbers { waiting[number] = nil }
        if !numbers.isEmpty, waiting.isEmpty { inbox.bell.silence() }
      }
    }

    /// Drops what waits for the line of ours that the call was put through to, and for those beyond.
    func discardFarther() {
      inbox.waiting.withLock { waiting in
        if waiting.isEmpty { return }
        var number = call + CallInbox.farLines
        var isAny = false
        while number <= call + CallInbox.mostFarther * CallInbox.farLines {
          isAny = waiting.removeValue(forKey: number) != nil || isAny
          number += CallInbox.farLines
        }
        if isAny, waiting.isEmpty { inbox.bell.silence() }
      }
    }

    /// The part of the line of ours that the call is put through to.
    var ofFarLine: Address { Address(inbox: inbox, call: call + CallInbox.farLines) }
  }

  /// Far lines have the numbers of their calls, and so much more for each one between.
  private static let farLines = 1 << 40
  /// How many lines of ours a call can be put through, one after the other.
  private static let mostFarther = 16

  private let waiting = Mutex<[Int: [Completion]]>([:])
  private let bell = Bell()

  public init() {}

  /// Readable (poll(2)) while something waits. Must not be read.
  public var descriptor: Int32 { bell.descriptor }

  /// - Parameter call: the driver's own number for the call; a driver of one call needs none.
  public func address(of call: Int = 0) -> Address {
    Address(inbox: self, call: call)
  }

  /// The calls with something waiting, for themselves or for the line that they are put through to.
  var calls: Set<Int> { waiting.withLock { Set($0.keys.lazy.map { $0 % Self.farLines }) } }

  /// Returns after that time, or as soon as something waits.
  func wait(atMost time: Duration) {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Rounded up, so that a wait never ends just before its time.
    let limit = min(max(time, .zero), .seconds(3600)) + .nanoseconds(999_999)
    _ = poll(&ready, 1, Int32(limit / .milliseconds(1)))
  }

  private func deliver(_ completion: Completion, to call: Int) {
    waiting.withLock { waiting in
      if waiting.isEmpty { bell.ring() }
      waiting[call, default: []].append(completion)
    }
  }

  private func take(for call: Int) -> [Completion] {
    waiting.withLock { waiting in
      guard let taken = waiting.removeValue(forKey: call) else { return [] }
      if waiting.isEmpty { bell.silence() }
      return taken
    }
  }
}
