internal import CallEngine
internal import CallRuntime
internal import Dispatch
internal import Synchronization
package import WebServer

/// A telephone on a page in somebody's browser. Any thread may use it, and nothing in it waits.
package final class Phone: WebSocketPeer {
  private let exchange: any PhoneExchange
  /// What it comes from: an address.
  package let source: String
  private let arrived: @Sendable (Phone) -> Void
  private let gone: @Sendable (Phone) -> Void
  private let state = Mutex(State())
  /// What takes a while: drawing, writing a scenario.
  private let desk = DispatchQueue(label: "gooya.phone.desk")
  let microphone = PhoneMicrophone()

  private struct State {
    var socket: WebSocket?
    var isGone = false
    var call: (any PhoneCall)?
    /// The calls so far; the last is the present one.
    var number = 0
    /// Whom the call sent SMS to: they may answer.
    var recipients: Set<String> = []
    var language = Language.english
    /// How much is being worked on at the desk.
    var errands = 0
  }

  /// More than a person asks for at a time.
  private static let mostErrands = 8

  /// - Parameters:
  ///   - arrived: is told once the page is there.
  ///   - gone: is told once it is gone.
  init(
    _ exchange: any PhoneExchange, from source: String = "",
    arrived: @escaping @Sendable (Phone) -> Void,
    gone: @escaping @Sendable (Phone) -> Void
  ) {
    self.exchange = exchange
    self.source = source
    self.arrived = arrived
    self.gone = gone
  }

  // MARK: To the page

  func show(_ event: TranscriptEvent, in number: Int) {
    guard let (socket, language) = outside(number) else { return }
    if let message = event.message, message.medium == .sms {
      state.withLock { state in _ = state.recipients.insert(message.to) }
    }
    // What is cut off isn't to be heard any more.
    if event.cut != nil { socket.dropSound() }
    socket.send(PhoneReport.event(event, language).text)
  }

  func tell(_ report: PhoneReport, in number: Int) {
    outside(number)?.socket.send(report.text)
  }

  func hear(_ sound: [UInt8], in number: Int) {
    outside(number)?.socket.send(sound: sound)
  }

  func speak(_ language: Language, in number: Int) {
    state.withLock { state in
      if state.number == number { state.language = language }
    }
  }

  func capture(in number: Int) -> [Float]? {
    state.withLock { $0.number } == number ? microphone.next() : nil
  }

  func tell(_ report: PhoneReport) {
    socket?.send(report.text)
  }

  /// The way out for a call, if it is still the page's.
  private func outside(_ number: Int) -> (socket: WebSocket, language: Language)? {
    state.withLock { state in
      guard state.number == number else { return nil }
      return state.socket.map { ($0, state.language) }
    }
  }

  private var socket: WebSocket? { state.withLock { $0.socket } }

  // MARK: From the page

  package func opened(_ socket: WebSocket) {
    state.withLock { $0.socket = socket }
    arrived(self)
    tell(.lines(exchange.lines, isWatching: exchange.isWatching, isTrusted: exchange.isTrusting))
  }

  package func received(_ message: WebSocketMessage) {
    switch message {
    case .binary(let bytes):
      guard microphone.take(bytes) else { return breakOff() }
    case .text(let text):
      guard let command = PhoneCommand(text) else { return breakOff() }
      follow(command)
    }
  }

  package func closed() {
    let call = state.withLock { state in
      state.socket = nil
      state.isGone = true
      defer { state.call = nil }
      return state.call
    }
    call?.hangUp()
    gone(self)
  }

  /// No page of ours has sent this.
  private func breakOff() { socket?.close(1008) }

  private var call: (any PhoneCall)? { state.withLock { $0.call } }

  private func follow(_ command: PhoneCommand) {
    switch command {
    case .call(let order): begin(order)
    case .press(let digit): call?.press(digit)
    case .hangUp: call?.hangUp()
    case .reply(let text, let number):
      guard state.withLock({ $0.recipients.contains(number) }) else { return breakOff() }
      call?.receive(sms: text, from: number)
    case .journal:
      guard let call else { return }
      run { $0.tell(.download(kind: "journal", call.journal())) }
    case .scenario(let title, let isKept):
      guard let call else { return }
      run {
        $0.tell(.download(kind: "scenario", call.scenario(title: title, isKept: isKept)))
      }
    case .picture(let line, let language):
      run { phone in
        guard let picture = phone.exchange.picture(of: line, in: language) else { return }
        phone.tell(.picture(line: line, picture))
      }
    }
  }

  private func begin(_ order: PhoneOrder) {
    let (former, number) = state.withLock { state in
      state.recipients = []
      state.number += 1
      defer { state.call = nil }
      return (state.call, state.number)
    }
    former?.hangUp()
    microphone.clear()
    do throws(PhoneRemark) {
      let call = try exchange.begin(order, on: PhoneLeg(self, number: number))
      let isGone = state.withLock { state in
        if !state.isGone { state.call = call }
        return state.isGone
      }
      if isGone { call.hangUp() }
    } catch {
      tell(.refused(error))
    }
  }

  private func run(_ errand: @escaping @Sendable (Phone) -> Void) {
    let isWelcome = state.withLock { state in
      guard state.errands < Self.mostErrands else { return false }
      state.errands += 1
      return true
    }
    guard isWelcome else { return }
    desk.async { [self] in
      errand(self)
      state.withLock { $0.errands -= 1 }
    }
  }
}
