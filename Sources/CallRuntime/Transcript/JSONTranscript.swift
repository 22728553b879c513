public import CallEngine
import Foundation

/// A transcript as JSON lines, an object an event.
public struct JSONTranscript {
  private let encoder = JSONEncoder()

  private struct Line: Encodable {
    let at: Double
    let kind: String
    let id: String?
    let text: String
    let to: String?
  }

  public init() {
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The event as one line, without its end.
  public func line(for event: TranscriptEvent) -> VisibleText {
    let milliseconds = event.at.nanoseconds / 1_000_000
    let line = Line(
      at: Double(milliseconds) / 1000, kind: event.kind.rawValue, id: event.id, text: event.text,
      to: event.to)
    guard let json = try? encoder.encode(line) else {
      preconditionFailure("\(line) can't be written as JSON")
    }
    return VisibleText(json: json)
  }
}
