import CLibre
import Foundation
import Synchronization

/// libre's event loop, of which a process has one, on a thread of its own.
///
/// All of libre's signalling is used on that thread alone.
final class LibreLoop: Sendable {
  static let shared = LibreLoop()

  private typealias Work = @Sendable () -> Void

  private let waiting = Mutex<[Work]>([])
  /// What wakes the loop; set before anybody sees the loop.
  private nonisolated(unsafe) var bell: OpaquePointer?

  /// How many descriptors libre can watch. Only signalling's are its: calls' sound isn't.
  private static let mostDescriptors: Int32 = 8192

  private init() {
    let isReady = DispatchSemaphore(value: 0)
    let thread = Thread { [self] in
      run(isReady)
    }
    thread.name = "SIP"
    thread.stackSize = 1 << 20
    thread.start()
    isReady.wait()
  }

  /// Does something on the loop's thread, after what was asked for before.
  func enter(_ work: @escaping @Sendable () -> Void) {
    let isFirst = waiting.withLock { waiting in
      waiting.append(work)
      return waiting.count == 1
    }
    if isFirst { _ = mqueue_push(bell, 0, nil) }
  }

  /// Does something on the loop's thread, and waits for it. Must not be called there.
  func sync<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
    let result = Mutex<Result?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    enter {
      let made = work()
      result.withLock { $0 = made }
      isDone.signal()
    }
    isDone.wait()
    guard let made = result.withLock({ $0 }) else { preconditionFailure("nothing was made") }
    return made
  }

  private func run(_ isReady: DispatchSemaphore) {
    dbg_init(Int32(DBG_EMERG), DBG_NONE)
    check(libre_init(), "libre can't begin")
    check(fd_setsize(Self.mostDescriptors), "libre can't watch enough descriptors")
    check(poll_method_set(METHOD_EPOLL), "libre can't use epoll")
    let failure = mqueue_alloc(
      &bell,
      { _, _, argument in
        guard let argument else { return }
        Unmanaged<LibreLoop>.fromOpaque(argument).takeUnretainedValue().work()
      }, Unmanaged.passUnretained(self).toOpaque())
    check(failure, "libre can't be woken")
    // What is registered last is called first: OpenSSL, which libre has begun to use, hasn't gone yet.
    atexit { LibreLoop.shared.park() }
    isReady.signal()
    check(re_main(nil), "libre's loop ended")
  }

  /// Has the loop do nothing more when the process ends: what libre uses goes while threads still run,
  /// and a message that came meanwhile would crash it.
  private func park() {
    let isParked = DispatchSemaphore(value: 0)
    enter {
      isParked.signal()
      while true { pause() }
    }
    isParked.wait()
  }

  private func check(_ failure: Int32, _ what: String) {
    if failure != 0 { preconditionFailure("\(what): \(String(cString: strerror(failure)))") }
  }

  private func work() {
    let due = waiting.withLock { waiting in
      defer { waiting.removeAll(keepingCapacity: true) }
      return waiting
    }
    for work in due { work() }
  }
}
