public import Glibc
import Synchronization

/// What a process that a signal ends would leave behind: files under temporary names, and programs
/// that it runs.
///
/// A handler of signals may neither lock nor allocate (signal-safety(7)), so they stand in places that
/// are there from the start.
public enum Leftovers {
  /// Where something stands; `nil` if all places are taken, as they never are.
  public typealias Place = Int

  private static let count = 256
  nonisolated(unsafe) private static let files = places()
  nonisolated(unsafe) private static let children = places()

  private static func places() -> UnsafeMutablePointer<Atomic<Int>> {
    let places = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: count)
    for index in 0..<count { (places + index).initialize(to: Atomic(0)) }
    return places
  }

  /// Notes a file that is to vanish.
  static func add(file path: String) -> Place? {
    guard let copy = strdup(path) else { return nil }
    let place = add(Int(bitPattern: copy), to: files)
    if place == nil { free(copy) }
    return place
  }

  /// Forgets a file.
  static func remove(_ place: Place?) {
    guard let place else { return }
    free(UnsafeMutablePointer<CChar>(bitPattern: take(files + place)))
  }

  /// Notes a program that is to end, and all that it runs: the leader of a process group.
  public static func add(child: pid_t) -> Place? { add(Int(child), to: children) }

  /// Forgets a program.
  public static func remove(child place: Place?) {
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

  /// Makes the places, so that a handler needn't.
  public static func prepare() {
    _ = files
    _ = children
  }

  /// Ends the programs that run. A handler of signals may call it, after `prepare()`.
  public static func endPrograms() {
    for index in 0..<count {
      let child = take(children + index)
      if child > 0 { kill(-pid_t(child), SIGKILL) }
    }
  }

  /// Does away with all of them. A handler of signals may call it, after `prepare()`.
  public static func clear() {
    endPrograms()
    for index in 0..<count {
      if let file = UnsafePointer<CChar>(bitPattern: take(files + index)) { unlink(file) }
    }
  }
}
