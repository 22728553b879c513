@testable import CallEngine

/// The kinds of phases. A new phase doesn't compile in `init(_:)` until it has its kind here, and a
/// new kind none in `call` until it is tried with every event.
enum PhaseKind: CaseIterable {
  case ringing, saying, prompting, choosing, collecting, asking, confirming, fetching, transferring
  case whispering, bridged, announcingRecording, recording, endingRecording, hangingUp, ended

  init(_ phase: CallPhase) {
    switch phase {
    case .ringing: self = .ringing
    case .speaking(_, .say): self = .saying
    case .speaking(_, .prompt): self = .prompting
    case .speaking(_, .readBack): self = .asking
    case .speaking(_, .recordPrompt): self = .announcingRecording
    case .recording(_, _, isEnding: false): self = .recording
    case .recording(_, _, isEnding: true): self = .endingRecording
    case .speaking(_, .goodbye): self = .hangingUp
    case .listening(.choice, _): self = .choosing
    case .listening(.entry, _): self = .collecting
    case .listening(.confirmation, _): self = .confirming
    case .fetching: self = .fetching
    case .transferring: self = .transferring
    case .whispering: self = .whispering
    case .bridged: self = .bridged
    case .ended: self = .ended
    }
  }

  /// A call in that phase, with the events that led there.
  var call: (program: MenuProgram, events: [CallEvent]) {
    switch self {
    case .ringing: (Self.program(from: "hello"), [])
    case .saying: (Self.program(from: "hello"), [.answered])
    case .prompting: (Self.program(from: "main"), [.answered])
    case .choosing:
      (Self.program(from: "main"), [.answered, .finishedPlaying(PlayID(1)), .digit(.one)])
    case .collecting: (Self.program(from: "ask"), [.answered, .digit(.seven)])
    case .asking: (Self.program(from: "ask"), [.answered, .digit(.seven), .digit(.eight)])
    case .confirming:
      (
        Self.program(from: "ask"),
        [.answered, .digit(.seven), .digit(.eight), .finishedPlaying(PlayID(2))]
      )
    case .fetching: (Self.program(from: "find"), [.answered])
    case .transferring: (Self.program(from: "through"), [.answered])
    case .whispering:
      (Self.program(from: "whisper"), [.answered, .transferConnected(TransferID(1))])
    case .bridged: (Self.program(from: "through"), [.answered, .transferConnected(TransferID(1))])
    case .announcingRecording: (Self.program(from: "voicemail"), [.answered])
    case .recording: (Self.program(from: "voicemail"), [.answered, .digit(.one)])
    case .endingRecording:
      (Self.program(from: "voicemail"), [.answered, .digit(.one), .digit(.pound)])
    case .hangingUp: (Self.program(from: "bye"), [.answered])
    case .ended: (Self.program(from: "bye"), [.answered, .hungUp])
    }
  }

  private static func program(from start: String) -> MenuProgram {
    ProgramBuilder.program(maxDuration: .seconds(60), start: start) {
      $0.say("hello", "welcome", then: "main")
      $0.menu("main", ["1": "ask", "12": "find", "3": "through", "*": "repeat"])
      $0.collect(
        "ask", "code", digits: 2...2, confirm: "entered $code", cancel: .star, sensitive: true,
        collected: "find", cancelled: "main")
      $0.service("find", ["found": "main"], outputs: ["name"])
      $0.record("voicemail", "message", says: "speak", recorded: "main", failed: "hello")
      $0.transfer(
        "whisper", [.connected: "main", .busy: "hello"], to: "2000 2001", ring: .all,
        music: "hold", announce: "wait", whisper: "comes")
      $0.transfer("through", [.connected: "main", .busy: "hello"])
    }
  }
}
