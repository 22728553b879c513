import CallEngine
import CallRuntime

/// Everything that a handset shows, and nothing else.
struct HandsetState: Equatable, Sendable {
  enum Phase: Equatable, Sendable {
    case ringing
    case talking
    /// The call is over or never began; the text says how.
    case over(String)
  }

  enum View: Equatable, Sendable {
    case call, messages, reply, words, help
  }

  /// One paragraph of speech, or one remark.
  struct Line: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
      case speech(TextDirection)
      case keys
      case remark
    }

    let kind: Kind
    var text: String
    var isCut = false
    /// Whether the next speech continues it.
    var isOpen = false
  }

  struct Message: Equatable, Sendable {
    let medium: CallMessage.Medium
    let from: String
    let to: String
    let at: Duration
    let text: String
    var isRead = false
  }

  let title: String
  /// The subscriber line that the handset stands for; empty if withheld.
  let line: String
  let numberDialled: String
  let direction: CallDirection

  var phase: Phase
  var view = View.call
  /// Time since the answer, in whole seconds; it stops when the call ends.
  var time = Duration.zero
  var language: Language?
  private(set) var lines: [Line] = []
  /// The spoken part of the current prompt.
  var speaking = ""
  /// The last prompt, or part of one, that was spoken.
  var lastSaid: TranscriptEvent?
  private(set) var keys = ""
  var transferTarget: String?
  /// In order of arrival.
  private(set) var messages: [Message] = []
  /// The index in `messages` of the one that is shown.
  private(set) var chosen: Int?
  /// A reply, or words to say.
  var typed = LineEditor()
  var notice: String?
  /// How many lines the transcript is scrolled back.
  var transcriptScroll = 0
  /// How many lines of the chosen message are scrolled away.
  var messageScroll = 0

  /// The most lines kept for the screen; the transcript's file and the journal have the whole call.
  private static let mostLines = 5000

  init(title: String, line: String, numberDialled: String, direction: CallDirection) {
    self.title = ScreenText.oneLine(title)
    self.line = ScreenText.oneLine(line)
    self.numberDialled = ScreenText.oneLine(numberDialled)
    self.direction = direction
    phase = direction == .outgoing ? .ringing : .talking
  }

  var unread: Int { messages.count { !$0.isRead } }

  var chosenMessage: Message? { chosen.map { messages[$0] } }

  /// The lines, including the words being spoken.
  var linesNow: [Line] {
    if speaking.isEmpty { return lines }
    var copy = self
    copy.say(speaking)
    return copy.lines
  }

  /// The direction of a text of the line's.
  func direction(of text: String) -> TextDirection {
    if let direction = ScreenText.direction(of: text) { return direction }
    if let last = lines.last, last.isOpen, case .speech(let direction) = last.kind {
      return direction
    }
    return language.map(ScreenText.direction(of:)) ?? .leftToRight
  }

  /// Adds a prompt, or part of one, to its paragraph: a paragraph ends when its sentence ends, the
  /// language's direction changes, or something else happens.
  mutating func say(_ text: String) {
    let text = ScreenText.oneLine(text)
    if text.isEmpty { return }
    let kind = Line.Kind.speech(direction(of: text))
    let endsSentence = text.last.map { ".!?؟…。！？".contains($0) } ?? false
    if let last = lines.last, last.isOpen, last.kind == kind {
      lines[lines.count - 1].text.append(saying: text)
      lines[lines.count - 1].isOpen = !endsSentence
    } else {
      add(Line(kind: kind, text: text, isOpen: !endsSentence))
    }
  }

  /// Marks the paragraph as cut off, unless it had ended before the prompt that was cut off.
  mutating func cut(startedToSpeak: Bool) {
    if let last = lines.last, case .speech = last.kind, last.isOpen || startedToSpeak {
      lines[lines.count - 1].isCut = true
    }
    closeParagraph()
  }

  mutating func closeParagraph() {
    if !lines.isEmpty { lines[lines.count - 1].isOpen = false }
  }

  mutating func press(_ key: ShownKey) {
    let label = key.label
    keys += label
    if lines.last?.kind == .keys {
      lines[lines.count - 1].text += label
    } else {
      add(Line(kind: .keys, text: label))
    }
  }

  /// Shows the next pressed key as it may be shown.
  mutating func settleKey(as key: ShownKey) {
    let (open, label) = (ShownKey.open.label, key.label)
    keys.replaceFirst(open, with: label)
    let place = lines.firstIndex { $0.kind == .keys && $0.text.contains(open) }
    if let place { lines[place].text.replaceFirst(open, with: label) }
  }

  mutating func remark(_ text: String) {
    add(Line(kind: .remark, text: ScreenText.oneLine(text)))
  }

  private mutating func add(_ line: Line) {
    closeParagraph()
    lines.append(line)
    if lines.count > Self.mostLines { lines.removeFirst(Self.mostLines / 10) }
  }

  mutating func add(_ message: Message) {
    messages.append(message)
  }

  /// Shows a message and marks it as read.
  mutating func choose(_ place: Int) {
    guard messages.indices.contains(place) else { return }
    if chosen != place { messageScroll = 0 }
    chosen = place
    messages[place].isRead = true
  }
}

extension String {
  fileprivate mutating func replaceFirst(_ part: String, with other: String) {
    if let range = firstRange(of: part) { replaceSubrange(range, with: other) }
  }
}
