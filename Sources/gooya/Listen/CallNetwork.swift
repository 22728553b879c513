import CallEngine
import CallRuntime
import Store

/// Brings calls in from outside: SIP, browsers. Each call that comes in is asked of the exchange
/// (`answer`), begun with what carries its sound (`begin`), and told what the caller does (`press`,
/// `hangUp`).
protocol CallNetwork: AnyObject, Sendable {
  /// Where it is reached, as a user is told: "sip at 127.0.0.1:5060".
  var place: VisibleText { get }

  /// Takes calls from now on, on threads of its own.
  ///
  /// - Throws: `Failure` if it can't.
  func begin(_ exchange: Exchange) throws

  /// Takes no new calls; those in progress go on.
  func close()

  /// Ends, once no call is in progress any more.
  func stop()

  /// What it counts, for `/metrics`.
  var metrics: [Metric] { get }
}

extension CallNetwork {
  var metrics: [Metric] { [] }
}

/// A call that comes in, or that this side began and that is answered now.
struct IncomingCall: Sendable {
  enum Network: String, Sendable { case sip, web }

  let network: Network
  /// The number that this side calls from; `nil` for calls that come in. Then `from` and
  /// `numberDialled` are whoever was called.
  var calledFrom: String?
  /// The caller's number as the network tells it; what isn't a number counts as hidden.
  let from: String
  /// As the network tells it.
  let numberDialled: String
  /// The language to begin in; `nil` for the subscriber's own.
  var language: String?
  /// What it comes from, for the limit on one source: an address.
  let source: String
  /// The script that is asked for, where it isn't the number that chooses.
  var script: String?
}

/// What becomes of a call that comes in.
enum IncomingAnswer: Sendable {
  /// It has its place, until `Exchange.begin` and the end of its medium, or `Exchange.abandon`.
  case line(AcceptedCall)
  case refused(CallRefusal)
}

/// A call that a line will answer.
struct AcceptedCall: Sendable {
  let id: LiveCallID
  /// Its identity in call records.
  let callID: String
  let line: ListenLine
  let call: IncomingCall
}

/// Why a call isn't answered.
enum CallRefusal: String, CaseIterable, Sendable {
  /// No line has the number.
  case unknownNumber = "unknown_number"
  /// As many calls as there may be at once.
  case full
  /// Too many in this second.
  case tooFast = "too_fast"
  /// Too many from one source.
  case sourceFull = "source_full"
  /// The process is about to end.
  case closing
  /// The store doesn't answer, so no line could serve it.
  case storeAway = "store_away"
  /// The caller has a wrong password, or says to be a user that there isn't.
  case unauthorized
  /// There are no ports for its sound.
  case noPorts = "no_ports"

  /// The status of SIP that says so (Documentation/domain.md §9).
  var sipStatus: Int {
    switch self {
    case .unknownNumber: 404
    case .unauthorized: 401
    case .full, .tooFast, .closing, .storeAway, .noPorts: 503
    case .sourceFull: 403
    }
  }

  var cause: CallEndCause {
    switch self {
    case .unknownNumber: .unallocatedNumber
    case .full, .noPorts: .noCircuitAvailable
    case .tooFast: .switchingCongestion
    case .sourceFull, .unauthorized: .callRejected
    case .closing, .storeAway: .temporaryFailure
    }
  }

  /// In how many seconds it may be tried again; `nil` if nobody knows.
  var retryAfter: Int? { self == .storeAway ? 5 : nil }

  /// Whether the operator has to know where such calls come from, to do something about it.
  var isOfSource: Bool { self == .sourceFull || self == .unauthorized }
}

/// What carries one call, given to the exchange when the call is begun.
struct CallCarrier: Sendable {
  /// Whether keys come as tones in the caller's sound: only if the network tells them in no other way.
  var listens = false
  /// How long the caller hears a tone after the line has hung up.
  var busy = Duration.zero
  /// Rings a far side; `nil` if it can't. Asked on the calls' thread, for transfers that no line of
  /// ours answers.
  var farSide: (@Sendable (_ target: String) -> (any FarSide)?)?
  /// Are told what happens, on the calls' thread. What they are told may be private.
  var report: (@Sendable (TranscriptEvent) -> Void)?
  var journal: (@Sendable (Journal.Entry) -> Void)?
  /// Is asked once, on the calls' thread, how the sound went, when the medium has been told of the end
  /// and has taken the last report.
  var sound: (@Sendable () -> SoundFigures)?
  /// Listens to the line's services, on the calls' thread.
  var services: (@Sendable (any CallServices, CallParameters) -> any CallServices)?
  /// Is asked whether the script has changed; see `ScriptChange`.
  var changes: (@Sendable () -> ScriptChange?)?
  /// Makes the medium, on the calls' thread.
  let medium: @Sendable () -> any CallMedium
}
