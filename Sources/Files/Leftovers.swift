package import Glibc
import Synchronization

/// What must be cleaned up when a signal ends the process: temporary files and child processes.
///
/// A signal handler may neither lock nor allocate (signal-safety(7)), so they are kept in slots
/// that are allocated beforehand.
package enum Leftovers {
  /// The slot of an entry; `nil` if all slots are taken, which doesn't happen.
  package typealias Place = Int

  private static let count = 256
  nonisolated(unsafe) private static let files = places()
  nonisolated(unsafe) private static let children = places()

  private static func places() -> UnsafeMutablePointer<Atomic<Int>> {
    let places = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: count)
    for index in 0..<count { (places + index).initialize(to: Atomic(0)) }
    return places
  }

  /// Registers a temporary file.
  static func add(file path: String) -> Place? {
    guard let copy = strdup(path) else { return nil }
    let place = add(Int(bitPattern: copy), to: files)
    if place == nil { free(copy) }
    return place
  }

  /// Unregisters a file.
  static func remove(_ place: Place?) {
    guard let place else { return }
    free(UnsafeMutablePointer<CChar>(bitPattern: take(files + place)))
  }

  /// Registers a child process that leads a process group.
  package static func add(child: pid_t) -> Place? { add(Int(child), to: children) }

  /// Unregisters a child process.
  package static func remove(child place: Place?) {
    if let place { _ = take(children + place) }
  }

  private static func add(_ value: Int, to places: UnsafeMutablePointer<Atomic<Int>>) -> Place? {
    (0..<count).first {
      places[$0].compareExchange(expected: 0, desired: value, ordering: .sequentiallyConsistent)
        .exchanged
    }
  }

  private static func take(_ place: UnsafeMutablePointer<Atomic<Int>>) -> Int {
    place.pointee.exchange(0, ordering: .sequentiallyConsistent)
  }

  /// Allocates the slots, so that a handler needn't.
  package static func prepare() {
    _ = files
    _ = children
  }

  /// Kills the child processes and their groups. Signal handlers may call it after `prepare()`.
  package static func endPrograms() {
    for index in 0..<count {
      let child = take(children + index)
      if child > 0 { kill(-pid_t(child), SIGKILL) }
    }
  }

  /// Kills the child processes and deletes the files. Signal handlers may call it after
  /// `prepare()`.
  package static func clear() {
    endPrograms()
    for index in 0..<count {
      if let file = UnsafePointer<CChar>(bitPattern: take(files + index)) { unlink(file) }
    }
  }
}
