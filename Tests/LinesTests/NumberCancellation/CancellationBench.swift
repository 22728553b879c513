import CallEngine
import Foundation
import MenuScript
import Speech

@testable import Lines
@testable import Store

/// A desk with the cancellation line over a store in memory, and a call to it.
final class CancellationBench {
  let store: Store
  let desk: ServiceDesk
  var callID = "call 1"
  /// Half past eight at night in Beijing, when every sample province answers.
  var now = Date(timeIntervalSince1970: 1_767_270_600)

  static let texts: MessageTexts = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "MenuScripts/number-cancellation/messages").path
    let reading = MessageFolder(folder).read(
      CancellationMessage.signatures, in: [Language("zh-CN"), .english])
    guard let texts = reading.texts else { preconditionFailure("\(reading)") }
    return texts
  }()

  init(link: ProvinceLink = ProvinceLink()) throws {
    store = try Store.new([NumberCancellationLine()])
    desk = ServiceDesk(
      store: store, texts: ["cancellation": Self.texts], lines: [NumberCancellationLine(link: link)]
    )
  }

  @discardableResult
  func ask(_ service: String, _ number: String, _ input: [String: String] = [:]) -> ServiceAnswer {
    let values =
      [NamedValue("number", number)]
      + input.sorted { $0.key < $1.key }
      .map { NamedValue($0.key, $0.value) }
    return desk.invoke(
      ServiceRequest(service: "cancellation.\(service)", input: values), callID: callID,
      caller: "13900000001", at: now)
  }

  func outcome(_ service: String, _ number: String, _ input: [String: String] = [:]) -> String {
    ask(service, number, input).reply.outcome
  }

  /// The code in the last SMS to a number.
  func code(to number: String) throws -> String {
    let texts = try store.outbox().filter { $0.recipient == "+86\(number)" }.map(\.message.text)
    let digits = texts.last { $0.contains("验证码") }?.filter(\.isNumber).prefix(6)
    return digits.map(String.init) ?? ""
  }

  /// Shows that the call is the holder's.
  func verify(_ number: String) throws {
    let holder = SampleHolders.all.first { $0.number == number }!
    _ = outcome("find_number", number)
    _ = outcome("check_holder", number, ["id_digits": holder.idDigits])
    _ = outcome("send_code", number)
    _ = outcome("check_code", number, ["code": try code(to: number)])
  }

  /// Pays every demand of a number that isn't paid.
  func pay(_ number: String) throws {
    try store.write("pay") { db in
      let rows = try db.rows("SELECT * FROM cancellation_demands WHERE number = ?", [number])
      for row in rows {
        let key = PaymentLedger.Key(
          billID: try row.text("bill_id"), paymentID: try row.text("payment_id"))
        guard let amount = try PaymentLedger.demanded(for: key, db) else { continue }
        _ = try PaymentLedger.pay(amount, for: key, at: now, db)
      }
    }
  }

  func account(_ number: String) throws -> HomeAccount {
    try store.read("look") { try HomeAccount.find(number, $0)! }
  }

  func saga(_ number: String) throws -> Cancellation? {
    try store.read("look") { try Cancellation.last(number, $0) }
  }

  func payouts(_ number: String) throws -> [String] {
    try store.read("look") { db in
      try db.texts(
        """
        SELECT way || ' ' || amount || ' ' || p.state FROM cancellation_payouts AS p
        JOIN cancellations AS c ON c.id = p.cancellation WHERE number = ? ORDER BY key
        """, [number])
    }
  }

  func texts(to number: String) throws -> [String] {
    try store.outbox().filter { $0.recipient == "+86\(number)" && $0.status == .sent }
      .map(\.message.text)
  }
}
