/// A value that must never leave in an SMS, an e-mail, a web page, a log, a journal or a call record
/// (Documentation/domain.md §1): whatever describes, dumps or encodes it gets `[redacted]`.
///
/// Only the store reads the value, to write it where it belongs. Message templates take types that
/// have no such value at all.
public struct Confidential<Value: Sendable>: Sendable, Encodable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  /// The value, for the directory's own table and nowhere else.
  let valueForStorage: Value

  public init(_ value: Value) {
    valueForStorage = value
  }

  public var description: String { "[redacted]" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(description, children: []) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
