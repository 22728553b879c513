package import CallEngine
internal import Foundation
internal import Store

/// The transfer of a handset to another number. Whoever asks for it, its owner decides: by an SMS from
/// the number to which the handset is bound.
extension HandsetRegistryLine {
  /// Asks the owner. The caller learns nothing of the owner from the outcome, not even whether a
  /// number keyed in is the owner's.
  func requestTransfer(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let imei = try request.imei()
    let recipient = try request.mobile("recipient")
    return try work.write("ask for a transfer") { transaction in
      guard let owner = try Binding.find(imei, transaction.db) else {
        let isKnown = try Handset.isRegistered(imei, transaction.db)
        return ServiceAnswer(ServiceReply(outcome: isKnown ? "not_activated" : "unregistered"))
      }
      guard let ownersNumber = try? MobileNumber(parsing: owner.number) else { throw DamagedRow() }
      let answer = try transaction.send(
        smsTo: ownersNumber,
        settling: {
          let clear = Secret.digits(
            OwnershipTransfer.codeDigits, of: "transfer \(transaction.makeToken())")
          let reference = try OwnershipTransfer.open(
            imei, from: owner, to: recipient,
            in: try transaction.language(for: request["language"]).tag,
            code: Secret(clear, salt: transaction.makeToken()), at: work.now, transaction.db)
          let message = RegistryMessage.transferQuestion(
            imei, recipient: recipient.number, code: clear)
          return (try transaction.text(message, in: owner.language), reference)
        })
      guard answer.reply == .sent else { return answer }
      return ServiceAnswer(ServiceReply(outcome: "asked"))
    }
  }

  package func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? {
    let asked = try OwnershipTransfer.asked(of: sms.sender.number, transaction.db)
    let open = asked.filter { $0.isOpen(at: sms.at) }
    guard let last = open.first ?? asked.first else { return nil }
    return SMSQuestion(isOpen: !open.isEmpty, askedAt: last.askedAt) { transaction in
      let answer = TransferAnswer(sms.text)
      guard !open.isEmpty else {
        let message: RegistryMessage =
          last.state == .open ? .transferExpired : .transferClosed(last.imei)
        return try transaction.answer(
          sms.sender, try transaction.text(message, in: last.language))
      }
      let meant =
        answer.code.map { code in open.filter { $0.code.matches(code) } } ?? open
      guard answer.verdict != .unclear, let transfer = meant.first, meant.count == 1 else {
        // Of several it must be clear which one is meant.
        return try transaction.answer(
          sms.sender, try transaction.text(RegistryMessage.transferUnclear, in: last.language))
      }
      try settle(transfer, answer.verdict, sms, transaction)
    }
  }

  private func settle(
    _ transfer: OwnershipTransfer, _ verdict: TransferAnswer.Verdict, _ sms: ReceivedSMS,
    _ transaction: DeskTransaction
  ) throws {
    func answer(_ message: RegistryMessage) throws {
      try transaction.answer(
        sms.sender, try transaction.text(message, in: transfer.language), isDue: true)
    }
    guard verdict == .yes else {
      try transfer.close(as: .refused, at: sms.at, transaction.db)
      return try answer(.transferRefused(transfer.imei))
    }
    // Whoever has given it away meanwhile can't give it away again.
    guard try Binding.find(transfer.imei, transaction.db)?.number == transfer.owner else {
      try transfer.close(as: .withdrawn, at: sms.at, transaction.db)
      return try answer(.transferClosed(transfer.imei))
    }
    try transfer.carryOut(at: sms.at, transaction.db)
    try answer(.transferDone(transfer.imei, recipient: transfer.recipient.number))
    guard transfer.recipient.number != transfer.owner else { return }
    // The new owner isn't told from whom it comes.
    try transaction.answer(
      transfer.recipient,
      try transaction.text(
        RegistryMessage.handsetReceived(transfer.imei), in: transfer.recipientLanguage),
      isDue: true)
  }

  /// A question or a code that will never arrive is taken back.
  package func settled(
    _ message: CallMessage, _ reference: String, _ outcome: MessageOutcome,
    _ transaction: DeskTransaction
  ) throws {
    if outcome == .sent { return }
    try OwnershipTransfer.withdraw(reference: reference, at: transaction.now, transaction.db)
    try ActivationCode.withdraw(reference: reference, transaction.db)
  }
}
