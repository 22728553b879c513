package import CallEngine
package import CallRuntime

/// A recording of a call in progress: its transcript, its events, and the SMS that subscribers
/// sent.
package final class WitnessedCall {
  /// An SMS from a subscriber, which journals don't contain.
  struct Reply {
    /// How many lines the transcript had then.
    let place: Int
    let at: Duration
    let from: String
    let text: String
  }

  package let parameters: CallParameters
  private let log = TranscriptLog()
  private(set) var entries: [Journal.Entry] = []
  private(set) var replies: [Reply] = []

  var transcript: [TranscriptEvent] { log.events }

  package init(_ parameters: CallParameters) {
    self.parameters = parameters
  }

  /// Adds a line of the transcript; lines arrive in the order in which they are reported.
  package func note(_ event: TranscriptEvent) {
    log.append(event)
  }

  /// Adds an entry of the journal.
  package func note(_ entry: Journal.Entry) {
    entries.append(entry)
  }

  /// Wraps a line's services to record the SMS that come in.
  package func listening(to services: any CallServices) -> any CallServices {
    OverheardServices(services, recording: self)
  }

  /// Adds an SMS that came in.
  package func noteReply(_ text: String, from number: String, at now: Duration) {
    replies.append(Reply(place: transcript.count, at: now, from: number, text: text))
  }
}

private final class OverheardServices: CallServices {
  private let services: any CallServices
  private let recording: WitnessedCall

  init(_ services: any CallServices, recording: WitnessedCall) {
    self.services = services
    self.recording = recording
  }

  func began(_ call: CallParameters, at now: Duration) {
    services.began(call, at: now)
  }

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    services.invoke(request, at: now)
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    services.transfer(to: target, at: now)
  }

  func farSide(_ target: String, at now: Duration) -> (any FarSide)? {
    services.farSide(target, at: now)
  }

  func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine? {
    services.line(answering: target, in: language, at: now)
  }

  func tape(for name: String, in state: String, at now: Duration) -> (any RecordingTape)? {
    services.tape(for: name, in: state, at: now)
  }

  func late(_ reply: ServiceReply, from service: String, at now: Duration) {
    services.late(reply, from: service, at: now)
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    recording.noteReply(text, from: number, at: now)
    return services.receive(sms: text, from: number, at: now)
  }

  func ended(_ call: CallSummary, at now: Duration) {
    services.ended(call, at: now)
  }
}
