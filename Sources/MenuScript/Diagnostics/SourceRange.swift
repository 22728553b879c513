public import CallEngine

/// A place in a text. Line and column count from 1; columns count Unicode scalars, as libyaml does.
public struct TextPosition: Hashable, Comparable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A stretch of a text, excluding its end. The file is omitted, since a tree has only one.
package struct TextRange: Hashable, Sendable {
  package let start: TextPosition
  package let end: TextPosition

  package init(_ start: TextPosition, _ end: TextPosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// The empty range at a place.
  package init(at place: TextPosition) {
    self.init(place, place)
  }

  /// The empty range at the top of a text, for findings about the whole text.
  static let top = TextRange(at: TextPosition(line: 1, column: 1))

  package func `in`(_ file: String) -> SourceRange {
    SourceRange(file: file, start: start, end: end)
  }
}

/// A stretch of a file, excluding its end.
public struct SourceRange: Hashable, Sendable {
  public let file: String
  public let start: TextPosition
  public let end: TextPosition

  public init(file: String, start: TextPosition, end: TextPosition) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// Where it begins.
  public var location: SourceLocation {
    SourceLocation(file: file, line: start.line, column: start.column)
  }
}

/// A value and its place.
struct Located<Value: Sendable>: Sendable {
  let value: Value
  let range: TextRange

  init(_ value: Value, _ range: TextRange) {
    self.value = value
    self.range = range
  }
}
