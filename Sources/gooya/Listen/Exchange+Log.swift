import CallEngine
import Logging
import Store

/// What an exchange tells in its log.
extension Exchange {
  /// A call was refused, here or by its network.
  ///
  /// - Parameter reason: what more is to be said of it.
  func note(_ refusal: CallRefusal, of call: IncomingCall, because reason: String? = nil) {
    metrics.refused(refusal)
    var more: Logger.Metadata = ["reason": "\(refusal.rawValue)"]
    if refusal.isOfSource { more["source"] = "\(call.source)" }
    if let reason { more["error"] = "\(reason)" }
    log.notice("call refused", metadata: Self.about(call, more))
  }

  /// A call that was accepted hasn't begun, for a reason.
  func noteUnbegun(_ accepted: AcceptedCall, _ reason: String) {
    log.notice(
      "call never began",
      metadata: Self.about(
        accepted.call, ["call": "\(accepted.callID)", "reason": "\(reason)"]))
  }

  /// A script can't be used that was read again.
  func noteUnchanged(_ script: String, because reason: String) {
    log.error("script stays as it was", metadata: ["script": "\(script)", "reason": "\(reason)"])
  }

  /// Who calls whom, as much as a log may tell.
  static func about(
    _ call: IncomingCall, _ more: Logger.Metadata
  ) -> Logger.Metadata {
    more.merging([
      "network": "\(call.network.rawValue)", "from": "\(MaskedNumber(call.from))",
      "dialled": "\(MaskedDialling(call.numberDialled))",
    ]) { $1 }
  }
}
