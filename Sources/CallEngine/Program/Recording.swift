/// What became of a recording: how much was said, and what ended it.
///
/// It is an immutable class, so that events stay small.
public final class Recording: Sendable {
  /// Why a recording ended.
  public enum End: String, CaseIterable, Hashable, Sendable {
    /// The caller had said all.
    case silence
    /// The caller pressed the terminator.
    case key
    /// It reached its longest time.
    case longest
    /// There was no room for more.
    case full
    /// The caller hung up, or the line did: what was said before is kept.
    case hangUp = "hang_up"
    /// It could not be made.
    case failed
  }

  /// The value of the name that it was made for. It ends with the length; see `length(in:)`.
  public let name: String
  /// From the first word to the last.
  public let length: Duration
  public let end: End

  /// - Parameter stem: identifies it.
  public init(_ stem: String, length: Duration, end: End) {
    name = "\(stem)-\(Self.milliseconds(length))ms"
    self.length = .milliseconds(Self.milliseconds(length))
    self.end = end
  }

  private init(name: String, length: Duration, end: End) {
    self.name = name
    self.length = length
    self.end = end
  }

  /// A recording by its name, as a journal has it; `nil` if it is no recording's.
  public static func named(_ name: String, end: End) -> Recording? {
    length(in: name).map { Recording(name: name, length: $0, end: end) }
  }

  /// How long a recording is, by its name, so that it can be played in virtual time without its
  /// sound; `nil` if it is no recording's.
  public static func length(in name: String) -> Duration? {
    guard name.hasSuffix("ms"), let dash = name.lastIndex(of: "-"),
      let milliseconds = Int64(name[name.index(after: dash)...].dropLast(2)), milliseconds >= 0
    else { return nil }
    return .milliseconds(milliseconds)
  }

  private static func milliseconds(_ length: Duration) -> Int64 {
    let (seconds, attoseconds) = length.components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}

extension Recording: Hashable {
  public static func == (left: Recording, right: Recording) -> Bool {
    left === right || left.name == right.name && left.end == right.end
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(end)
  }
}
