package import CallEngine
internal import Foundation
package import Store

/// The line on which a Chinese mobile number is cancelled from another province (异地销号;
/// Documentation/domain.md §8).
package struct NumberCancellationLine: LineOfBusiness {
  package let name = "cancellation"
  package let folder = "number-cancellation"
  package let messageLanguages = [Self.mandarin, .english]
  package let numbersDialled = ["10098"]

  private static let mandarin = Language("zh-CN")
  let link: ProvinceLink

  package init() { self.init(link: ProvinceLink()) }

  init(link: ProvinceLink) {
    self.link = link
  }

  package var messages: [MessageSignature] { CancellationMessage.signatures }

  package var migrations: StoreSchema.Migrations? { CancellationTables.migrations }

  package var sample: LineSample {
    let holders = SampleHolders.all
    return LineSample(
      callers: holders.map {
        LineSample.Caller(
          $0.number, "\($0.note); keys in \($0.keys)",
          persian: "\($0.persianNote)؛ وارد می‌کند: \($0.keys)")
      },
      stranger: "13800019999",
      numbers: holders.flatMap { [$0.number, $0.keys] })
  }

  package var addresses: ServiceAddresses { ServiceAddresses(smsSender: numberDialled) }

  package func preferredLanguage(of number: String, _ db: any StoreConnection) throws -> String? {
    HomeProvince.home(of: number) == nil ? nil : Self.mandarin.tag
  }

  package func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let asked = CancellationCase(request, work, link: link)
    return switch request.service {
    case Self.findNumber.name: try asked.findNumber()
    case Self.checkHolder.name: try asked.checkHolder()
    case Self.sendCode.name: try asked.sendCode()
    case Self.checkCode.name: try asked.checkCode()
    case Self.account.name: try asked.account()
    case Self.demand.name: try asked.demand()
    case Self.checkPayment.name: try asked.checkPayment()
    case Self.endContract.name: try asked.endContract()
    case Self.setRefund.name: try asked.setRefund()
    case Self.setReceipt.name: try asked.setReceipt()
    case Self.confirm.name: try asked.confirm()
    case Self.result.name: try asked.result()
    default: throw ServiceTrouble.unknownService(request.service)
    }
  }

  /// The notice that somebody wants to cancel a number: whatever the number answers stops it.
  package func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? {
    guard let number = CancellationNotice.number(of: sms.sender),
      let notice = try CancellationNotice.last(to: number, transaction.db),
      notice.isRecent(at: sms.at)
    else { return nil }
    let moment = notice.moment(of: sms.at)
    let keeper = NumberGuard(number: number, moment: moment, db: transaction.db)
    let isOpen = try !keeper.isStopped()
    return SMSQuestion(isOpen: isOpen, askedAt: notice.sentAt) { transaction in
      let message = try stop(number, at: moment, transaction.db)
      try transaction.answer(
        sms.sender, try transaction.text(message, in: notice.language), isDue: isOpen)
    }
  }

  /// Stops what goes on, unless it is too late.
  private func stop(
    _ number: String, at moment: Date, _ db: any StoreConnection
  ) throws -> CancellationMessage {
    let keeper = NumberGuard(number: number, moment: moment, db: db)
    let last = try Cancellation.last(number, db)
    if let last, [.closed, .cancelled].contains(last.state) {
      try keeper.record(.stop, "too_late", by: nil)
      return .tooLate(number: number)
    }
    try keeper.record(.stop, "stopped", by: nil)
    try keeper.stop()
    if let last, [.open, .confirmed].contains(last.state) {
      try last.turn(.undoing, because: "stopped", db)
    }
    return .stopped(number: number)
  }
}
