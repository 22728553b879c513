internal import CallEngine
internal import Foundation
internal import Speech
internal import Store

/// SMS that scripts send themselves.
extension ServiceDesk {
  /// Queues a script's SMS in a transaction of its own, and sends it.
  ///
  /// - Returns: `failed` if a limit is reached.
  /// - Throws: `ServiceTrouble` if the recipient has no mobile number, or there is no text.
  func send(
    _ message: ScriptMessage, for request: ServiceRequest, of call: AskingCall, at now: Date,
    rehearsing rehearsal: (any StoreConnection)?
  ) throws -> ServiceAnswer {
    guard let written = request[ScriptMessage.recipient],
      let recipient = MobileRecipient(written, region: message.region)
    else {
      throw ServiceTrouble.badInput(
        service: request.service, name: "to", why: "it is no mobile number")
    }
    guard let language = message.texts.language(for: request[ScriptMessage.language]),
      let template = message.texts[message.id, language]
    else { throw ServiceTrouble.noText(id: message.id) }
    let text = template.filled { name in
      WrittenValue(request[name] ?? "", message.kinds[name]).text(in: language)
    }
    func perform(_ db: any StoreConnection) throws -> (ServiceAnswer, DeskTransaction) {
      let transaction = DeskTransaction(
        db, at: self, now: now, for: call, isRehearsal: rehearsal != nil)
      return (try transaction.send(smsTo: recipient) { text }, transaction)
    }
    let (answer, done) = try rehearsal.map(perform) ?? store.write("send a message", perform)
    if answer.reply == .tooMany { return ServiceAnswer(.failed) }
    if rehearsal != nil {
      return ServiceAnswer(answer.reply, messages: done.rehearsed)
    }
    return send(done.queued, for: answer, at: now)
  }
}
