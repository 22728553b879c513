/// A language of a line, named by its BCP 47 tag, such as `fa-IR`.
public struct Language: Hashable, Sendable, CustomStringConvertible {
  /// The BCP 47 tag, as written in scripts and folder names.
  public let tag: String

  public init(_ tag: String) {
    self.tag = tag
  }

  public static let persian = Language("fa-IR")
  public static let english = Language("en-US")

  public var description: String { tag }
}
