import CallEngine
import CallRuntime
import Foundation
import Lines
import Logging
import Store
import Synchronization
import Testing

@testable import gooya

/// An exchange over data of its own, and a network that keeps what happens.
final class TestExchange: Sendable {
  let place: Workplace
  let store: Store
  let exchange: Exchange
  let log = Lines()

  /// What was logged.
  final class Lines: Sendable {
    private let texts = Mutex<[String]>([])
    var all: [String] { texts.withLock { $0 } }
    func add(_ text: String) { texts.withLock { $0.append(text) } }
  }

  private struct Handler: LogHandler {
    let lines: Lines
    var logLevel = Logger.Level.debug
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      lines.add("\(event.message) \(event.metadata ?? [:])")
    }
  }

  /// - Parameters:
  ///   - scripts: written into files of these names.
  ///   - numbers: which of them answers which number.
  ///   - named: those that are named on the command line; by default all, unless there are numbers.
  ///   - store: `nil` for one in a folder.
  init(
    _ scripts: [String: String], numbers: [(number: String, script: String)] = [],
    named: [String]? = nil, limits: CallLimits = CallLimits(), keeping: Bool = false,
    over store: Store? = nil, isStoreWell: @escaping @Sendable () -> Bool = { true }
  ) throws {
    let place = try Workplace()
    self.place = place
    for (name, text) in scripts {
      let folder = place.folder.appending(path: name).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try place.write(text, as: name)
    }
    let store = try store ?? Store(folder: place.folder.appendingPathComponent("data"))
    self.store = store
    let maker = ListenLineMaker(
      PromptOptions.compiler(named: nil),
      desk: { script in
        ServiceDesk(
          store: store, texts: try LineTexts.find(for: script.program, ofScriptAt: script.path))
      },
      voice: { folder in
        SharedVoice(
          prompts: folder, cache: place.path("speech"), named: nil, recordings: { _ in nil })
      })
    let lines = try ListenLines(
      numbers: numbers.map { ($0.number, place.path($0.script)) },
      scripts: (named ?? (numbers.isEmpty ? scripts.keys.sorted() : [])).map(place.path), maker)
    exchange = Exchange(
      lines, maker, limits: limits, watch: StoreWatch(store, isWell: isStoreWell),
      shelf: RecordingShelf(store, in: place.folder),
      keeping: keeping
        ? CallKeeping(journals: place.folder.path, recordings: place.folder.path) : CallKeeping(),
      log: Logger(label: "test") { [log] _ in Handler(lines: log) })
  }

  static func script(saying word: String) -> String {
    """
    format: 1
    title: Line \(word)
    languages: [en-US]
    start: hello
    states:
      hello:
        menu: [{ text: { en-US: "\(word)." } }]
        choices: { "1": bye }
        outcomes: { gave_up: bye }
      bye: { hang_up: [{ text: { en-US: "Bye." } }] }
    """
  }

  /// A call of a network that keeps what it is told.
  final class Call: Sendable {
    let accepted: AcceptedCall
    private let exchange: Exchange
    private let cause = Mutex<HangUpCause?>(nil)
    private let end = DispatchSemaphore(value: 0)
    private let states = Mutex<[String]>([])
    private let entered = DispatchSemaphore(value: 0)

    private final class Medium: CallMedium {
      let call: Call
      init(_ call: Call) { self.call = call }
      func capture() -> [Float]? { nil }
      func play(_ line: [Float]) {}
      func end(_ cause: HangUpCause) {
        call.cause.withLock { $0 = cause }
        call.end.signal()
      }
    }

    init(_ accepted: AcceptedCall, _ exchange: Exchange) {
      self.accepted = accepted
      self.exchange = exchange
    }

    /// - Parameter sound: how it went on its network, in the end.
    func begin(_ sound: SoundFigures? = nil) {
      let told: (@Sendable () -> SoundFigures)?
      if let sound { told = { sound } } else { told = nil }
      exchange.begin(
        accepted,
        CallCarrier(
          report: { [self] event in
            guard case .state(let name) = event.content else { return }
            states.withLock { $0.append(name) }
            entered.signal()
          },
          sound: told, medium: { Medium(self) }))
    }

    func press(_ digit: Digit) { exchange.press(digit, in: accepted.id) }
    func hangUp() { exchange.hangUp(accepted.id) }

    /// Waits until the call comes to a state.
    func await(_ state: String) {
      while !states.withLock({ $0.contains(state) }) { entered.wait() }
    }

    /// Waits for the end.
    func ended() -> HangUpCause? {
      end.wait()
      return cause.withLock { $0 }
    }
  }

  /// Rings.
  func ring(_ number: String = "1800", from: String = "09120000001") throws -> Call {
    let answer = exchange.answer(
      IncomingCall(network: .sip, from: from, numberDialled: number, source: "127.0.0.1"))
    guard case .line(let accepted) = answer else {
      throw Refused(answer: "\(answer)")
    }
    return Call(accepted, exchange)
  }

  struct Refused: Error { let answer: String }

  /// Why a call isn't taken.
  func refusal(_ number: String, source: String = "127.0.0.1") -> CallRefusal? {
    let answer = exchange.answer(
      IncomingCall(network: .sip, from: "09120000001", numberDialled: number, source: source))
    if case .refused(let refusal) = answer { return refusal }
    return nil
  }

  /// The records once all that is under way is written.
  func records() throws -> [CallRecord] {
    exchange.end()
    return try store.calls()
  }
}
