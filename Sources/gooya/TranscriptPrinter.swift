import ArgumentParser
import CallEngine
import CallRuntime

enum TranscriptFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case jsonl
}

/// Prints a transcript as it comes, a line an event.
struct TranscriptPrinter {
  private let format: TranscriptFormat
  private let text = TextTranscript()
  private let json = JSONTranscript()

  init(_ format: TranscriptFormat) {
    self.format = format
  }

  /// Tells people who rings whom; programs see it from the call's record.
  func begin(_ call: CallParameters, title: String) {
    guard format == .text else { return }
    StandardOutput.line(
      call.isOutgoing ? "\(title) rings \(call.line), who answers" : "\(call.line) rings \(title)")
  }

  func show(_ event: TranscriptEvent) {
    switch format {
    case .text: StandardOutput.line(text.text(for: event))
    case .jsonl: StandardOutput.line(json.line(for: event))
    }
  }
}
