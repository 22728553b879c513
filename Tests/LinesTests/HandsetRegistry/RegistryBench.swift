import CallEngine
import Foundation
import MenuScript
import Speech
import Testing

@testable import Lines
@testable import Store

/// A desk with the registry's line, its sample, and customs to play.
struct RegistryBench {
  static let imported = "009999010000036"
  static let importedCode = "24681357"
  static let owned = "009999010000010"
  static let owner = "09120000101"

  private static let texts =
    MessageFolder(
      URL(filePath: SampleTexts.folder).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "handset-registry/messages").path
    ).read(RegistryMessage.signatures, in: [.persian, .english]).texts ?? MessageTexts([])

  let desk: ServiceDesk
  let customs: SimulatedCustoms

  init(_ store: Store? = nil) throws {
    desk = ServiceDesk(
      store: try store ?? Store.new(), texts: ["registry": Self.texts],
      makeToken: ServiceDesk.randomToken)
    customs = SimulatedCustoms(desk)
  }

  /// A moment by Tehran's clock, such as `2019-03-14T23:59:59`; a day alone is its noon.
  static func moment(_ text: String) -> Date {
    guard let written = WrittenMoment(text) ?? WrittenMoment("\(text)T12:00") else {
      preconditionFailure("\(text) is no moment")
    }
    return Tehran.clock.moment(written).date
  }

  func ask(
    _ service: String, _ input: [String: String], from caller: String? = nil,
    at moment: String = "2026-01-01", call: String = "call-1", now: String? = nil
  ) -> ServiceAnswer {
    desk.invoke(
      ServiceRequest(
        service: "registry.\(service)", input: input.map { NamedValue($0.key, $0.value) }),
      callID: call, caller: caller, at: Self.moment(now ?? moment), asIfAt: Self.moment(moment))
  }

  func inquire(_ imei: String, at moment: String = "2026-01-01") -> ServiceReply {
    ask("inquire", ["imei": imei, "language": "en-US"], at: moment).reply
  }

  func activate(
    _ imei: String, _ code: String, from line: String, at moment: String = "2026-01-01"
  ) -> ServiceReply {
    ask("activate", ["imei": imei, "line": line, "code": code], from: line, at: moment).reply
  }

  func standing(_ code: TrackingCode, at moment: String = "2026-01-01") -> String {
    ask("find_registration", ["tracking_code": code.text], at: moment).reply.outcome
  }

  /// Registers a traveller's handset with a serial number of its own.
  func register(
    _ serial: Int, mobile: String = "09121110001", at moment: String = "2026-01-01",
    language: String? = nil
  ) throws -> TravellerRegistration {
    try customs.register(
      .init(
        imei: try Self.imei(serial), mobile: try MobileNumber(parsing: mobile),
        nationalID: "0000000159", brand: nil, model: nil, duty: 12_500_000, language: language),
      at: Self.moment(moment), now: Self.moment(moment))
  }

  static func imei(_ serial: Int) throws -> IMEI {
    try IMEI(parsing: "00999902" + String(String(1_000_000 + serial).dropFirst()) + "00")
  }

  /// Pays a registration's duty, as the line that takes payments does.
  func pay(_ registration: TravellerRegistration, at moment: String = "2026-01-01") throws {
    try desk.act(for: HandsetRegistryLine(), "pay", at: Self.moment(moment)) { transaction in
      _ = try transaction.pay(
        .init(registration.paymentID.amount, "IRR"), for: registration.key,
        at: Self.moment(moment))
    }
  }

  func reply(
    _ text: String, from sender: String = owner, at moment: String = "2026-01-01T13:00"
  ) throws -> [CallMessage] {
    try desk.receiveSMS(from: sender, text: text, at: Self.moment(moment))
  }

  /// The texts of the SMS that have left for a number.
  func texts(to number: String) throws -> [String] {
    try desk.store.outbox().filter { $0.status == .sent && $0.recipient == number }.map(\.text)
  }

  /// The activation code in the last SMS to a number.
  func code(to number: String) throws -> String? {
    try texts(to: number).last {
      $0.contains("کد فعال‌سازی گوشی:") || $0.contains("Activation code")
    }
    .flatMap { text in text.split { !$0.isNumber }.first { $0.count == 8 }.map(String.init) }
  }

  func codes(to number: String) throws -> Int {
    try texts(to: number).count {
      $0.contains("کد فعال‌سازی گوشی:") || $0.contains("Activation code")
    }
  }

  /// Everything that the line's tables hold, as text.
  func stored() throws -> String {
    try desk.store.read("look at everything") { db in
      let tables = try db.tables().filter { $0.hasPrefix("registry_") }
      return try tables.flatMap { try db.rows("SELECT * FROM \($0)") }
        .map { "\($0.values)" }.joined(separator: "\n")
    }
  }
}

extension ServiceReply {
  func value(_ name: String) -> String? {
    output.first { $0.name == name }.flatMap {
      if case .text(let text) = $0.value { text } else { nil }
    }
  }
}
