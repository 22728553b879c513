import CallEngine
import Foundation

extension JournalFile {
  /// A journal entry as JSON. Only the fields of its kind are present.
  struct Line: Codable {
    enum Kind: String, Codable {
      case answered
      case digit
      case withheldDigit = "withheld_digit"
      case finishedPlaying = "finished_playing"
      case deadlineReached = "deadline_reached"
      case serviceReturned = "service_returned"
      case recordingEnded = "recording_ended"
      case transferConnected = "transfer_connected"
      case transferEnded = "transfer_ended"
      case hungUp = "hung_up"
      case message
      case sound
    }

    /// A value, or a list's items.
    struct Output: Codable {
      let name: String
      var value: String?
      var items: [[Output]]?
    }

    struct Message: Codable {
      let medium: String
      let from: String
      let to: String
      var subject: String?
      let text: String
    }

    /// See `SoundFigures`.
    struct Sound: Codable {
      var codec: String?
      let packetsSent: Int
      let packetsReceived: Int
      let packetsLost: Int
      let jitterMicroseconds: Int64
      var farPacketsLost: Int?
      var farJitterMicroseconds: Int64?
      var roundTripMicroseconds: Int64?
      var encrypted: Bool?
      var signalling: String?

      enum CodingKeys: String, CodingKey {
        case codec, encrypted, signalling
        case packetsSent = "packets_sent"
        case packetsReceived = "packets_received"
        case packetsLost = "packets_lost"
        case jitterMicroseconds = "jitter_us"
        case farPacketsLost = "far_packets_lost"
        case farJitterMicroseconds = "far_jitter_us"
        case roundTripMicroseconds = "round_trip_us"
      }
    }

    struct Malformed: Error {
      let reason: String
    }

    /// Nanoseconds since the call began: exact, so that a replay meets every deadline as the call
    /// did.
    let atNanoseconds: Int64
    let kind: Kind
    var digit: String?
    var verdict: String?
    var id: Int?
    var outcome: String?
    var output: [Output]?
    var message: Message?
    var recording: String?
    var sound: Sound?

    enum CodingKeys: String, CodingKey {
      case atNanoseconds = "at_ns"
      case kind, digit, verdict, id, outcome, output, message, recording, sound
    }
  }
}

extension JournalFile.Line.Output {
  fileprivate init(_ output: NamedValue) {
    name = output.name
    switch output.value {
    case .text, .redacted: value = output.value.text
    case .list(let items): self.items = items.map { $0.values.map(Self.init) }
    }
  }
}

extension JournalFile.Line.Sound {
  fileprivate init(_ figures: SoundFigures) {
    func microseconds(_ time: Duration) -> Int64 { time.nanoseconds / 1000 }
    self.init(
      codec: figures.codec, packetsSent: figures.sent, packetsReceived: figures.received,
      packetsLost: figures.lost, jitterMicroseconds: microseconds(figures.jitter),
      farPacketsLost: figures.lostThere,
      farJitterMicroseconds: figures.jitterThere.map(microseconds),
      roundTripMicroseconds: figures.roundTrip.map(microseconds),
      encrypted: figures.isEncrypted, signalling: figures.signalling)
  }

  fileprivate var figures: SoundFigures {
    var figures = SoundFigures()
    figures.codec = codec
    figures.sent = packetsSent
    figures.received = packetsReceived
    figures.lost = packetsLost
    figures.jitter = .microseconds(jitterMicroseconds)
    figures.lostThere = farPacketsLost
    figures.jitterThere = farJitterMicroseconds.map { .microseconds($0) }
    figures.roundTrip = roundTripMicroseconds.map { .microseconds($0) }
    figures.isEncrypted = encrypted
    figures.signalling = signalling
    return figures
  }
}

extension JournalFile.Line {
  init(_ entry: Journal.Entry) {
    let at = entry.at.nanoseconds
    switch entry.content {
    case .event(.answered): self.init(atNanoseconds: at, kind: .answered)
    case .event(.digit(let digit)):
      self.init(atNanoseconds: at, kind: .digit, digit: String(digit.character))
    case .event(.withheldDigit(let verdict)):
      self.init(atNanoseconds: at, kind: .withheldDigit, verdict: verdict.rawValue)
    case .event(.finishedPlaying(let id)):
      self.init(atNanoseconds: at, kind: .finishedPlaying, id: id.number)
    case .event(.deadlineReached): self.init(atNanoseconds: at, kind: .deadlineReached)
    case .event(.serviceReturned(let id, let reply)):
      self.init(
        atNanoseconds: at, kind: .serviceReturned, id: id.number, outcome: reply.outcome,
        output: reply.output.map(Output.init))
    case .event(.recordingEnded(let id, let recording)):
      self.init(
        atNanoseconds: at, kind: .recordingEnded, id: id.number, outcome: recording.end.rawValue,
        recording: recording.name)
    case .event(.transferConnected(let id)):
      self.init(atNanoseconds: at, kind: .transferConnected, id: id.number)
    case .event(.transferEnded(let id, let outcome)):
      self.init(
        atNanoseconds: at, kind: .transferEnded, id: id.number, outcome: outcome.rawValue)
    case .event(.hungUp): self.init(atNanoseconds: at, kind: .hungUp)
    case .message(let message):
      self.init(
        atNanoseconds: at, kind: .message,
        message: Message(
          medium: message.medium.rawValue, from: message.from, to: message.to,
          subject: message.subject, text: message.text))
    case .sound(let figures):
      self.init(atNanoseconds: at, kind: .sound, sound: Sound(figures))
    }
  }

  /// - Throws: `Malformed` if a field of the kind is missing or invalid.
  func entry() throws -> Journal.Entry {
    Journal.Entry(at: .nanoseconds(atNanoseconds), try content())
  }

  private func content() throws -> Journal.Entry.Content {
    switch kind {
    case .answered: return .event(.answered)
    case .digit:
      return .event(.digit(try need("digit", digit?.first.flatMap { Digit($0) })))
    case .withheldDigit:
      return .event(.withheldDigit(try need("verdict", verdict.flatMap(EntryVerdict.init))))
    case .finishedPlaying: return .event(.finishedPlaying(PlayID(try need("id", id))))
    case .deadlineReached: return .event(.deadlineReached)
    case .serviceReturned:
      let output = try need("output", output).map { try value($0) }
      let reply = ServiceReply(outcome: try need("outcome", outcome), output: output)
      return .event(.serviceReturned(InvocationID(try need("id", id)), reply))
    case .recordingEnded:
      let end = try need("outcome", outcome.flatMap(Recording.End.init))
      let named = try need("recording", recording.flatMap { Recording.named($0, end: end) })
      return .event(.recordingEnded(RecordingID(try need("id", id)), named))
    case .transferConnected: return .event(.transferConnected(TransferID(try need("id", id))))
    case .transferEnded:
      let outcome = try need("outcome", outcome.flatMap(TransferOutcome.init))
      return .event(.transferEnded(TransferID(try need("id", id)), outcome))
    case .hungUp: return .event(.hungUp)
    case .message:
      let message = try need("message", message)
      return .message(
        CallMessage(
          try need("medium", CallMessage.Medium(rawValue: message.medium)), from: message.from,
          to: message.to, subject: message.subject, text: message.text))
    case .sound: return .sound(try need("sound", sound).figures)
    }
  }

  private func value(_ output: Output) throws -> NamedValue {
    guard let items = output.items else {
      return NamedValue(output.name, try need("value", output.value))
    }
    return NamedValue(output.name, .list(try items.map { ListItem(try $0.map(value)) }))
  }

  private func need<Value>(_ name: String, _ value: Value?) throws -> Value {
    guard let value else {
      throw Malformed(reason: "'\(name)' of a \(kind.rawValue) entry is missing or unknown")
    }
    return value
  }
}

extension Duration {
  /// Whole nanoseconds; further digits are cut off.
  public var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
  }
}
