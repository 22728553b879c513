import CallEngine
import Foundation
import Lines
import Store

/// A parcel service: says where a parcel is, and asks by SMS where it is to be left. All of a line of
/// business in one file.
struct ToyLine: LineOfBusiness {
  let name = "parcel"
  let numbersDialled = ["1900"]
  let addresses = ServiceAddresses(smsSender: "30009999")

  private static let find = ServiceSignature(
    "parcel.find", summary: "Where a parcel is", inputs: [.init("code")],
    outputs: [.init("parcel.hours", .number, outcomes: ["on_its_way"], example: "4")],
    outcomes: ["on_its_way", "delivered", "unknown_code"])

  private static let askPlace = ServiceSignature(
    "parcel.ask_place", summary: "Asks by SMS where a parcel is to be left",
    inputs: [.init("code"), .init("mobile", isSentOut: true)], outcomes: ["sent", "too_many"])

  var signatures: [ServiceSignature] { [Self.find, Self.askPlace] }

  /// Five digits whose sum is even.
  var validationRules: [ValidationRule] {
    [
      ValidationRule("parcel_code", lengths: 5...5) { digits in
        digits.count == 5 && digits.reduce(0, +).isMultiple(of: 2)
      }
    ]
  }

  var sample: LineSample {
    LineSample(
      callers: [
        .init("09120000001", "a mobile", persian: "تلفن همراه"),
        .init("02199900001", "a landline", persian: "تلفن ثابت"),
      ],
      stranger: "02199999998",
      numbers: ["11000", "22000", "33000"])
  }

  var migrations: StoreSchema.Migrations? {
    StoreSchema.Migrations(
      of: name,
      [
        { db in
          try db.define(
            """
            CREATE TABLE parcels (code TEXT PRIMARY KEY, hours INTEGER, place TEXT) STRICT;
            INSERT INTO parcels (code, hours) VALUES ('11000', 4), ('22000', NULL);
            """)
        },
        { db in
          try db.define(
            """
            CREATE TABLE parcel_questions (
              id INTEGER PRIMARY KEY, mobile TEXT NOT NULL, code TEXT NOT NULL, asked_at INTEGER NOT NULL,
              is_open INTEGER NOT NULL DEFAULT 1) STRICT
            """)
        },
      ])
  }

  func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let code = request["code"] ?? ""
    guard request.service == Self.find.name else {
      let mobile = try request.mobile()
      return try work.write("ask for a place") { transaction in
        let answer = try transaction.send(smsTo: mobile) { "Where shall we leave parcel \(code)?" }
        if answer.reply == .sent {
          try transaction.db.execute(
            "INSERT INTO parcel_questions (mobile, code, asked_at) VALUES (?, ?, ?)",
            [mobile.number, code, StoredTime.milliseconds(work.now)])
        }
        return answer
      }
    }
    return try work.read("find a parcel") { db in
      guard
        let row = try db.row("SELECT hours FROM parcels WHERE code = ?", [code])
      else { return ServiceAnswer(ServiceReply(outcome: "unknown_code")) }
      guard let hours = try row.integerIfAny("hours") else {
        return ServiceAnswer(ServiceReply(outcome: "delivered"))
      }
      return ServiceAnswer(
        ServiceReply(outcome: "on_its_way", output: [NamedValue("parcel.hours", "\(hours)")]))
    }
  }

  func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? {
    let row = try transaction.db.row(
      """
      SELECT id, code, asked_at FROM parcel_questions WHERE mobile = ? AND is_open = 1
      ORDER BY id DESC LIMIT 1
      """, [sms.sender.number])
    guard let row else { return nil }
    let (id, code) = (try row.integer("id"), try row.text("code"))
    return SMSQuestion(isOpen: true, askedAt: try row.moment("asked_at")) { transaction in
      try transaction.db.execute("UPDATE parcels SET place = ? WHERE code = ?", [sms.text, code])
      try transaction.db.execute("UPDATE parcel_questions SET is_open = 0 WHERE id = ?", [id])
      try transaction.answer(sms.sender, "Parcel \(code) will be left there.", isDue: true)
    }
  }

  static let script = """
    format: 1
    title: Parcels
    languages: [en-US]
    start: ask
    defaults:
      outcomes: { gave_up: bye, failed: bye }
      nomatch: [{ text: { en-US: "That is no parcel code." } }]
      noinput: [{ text: { en-US: "Are you there?" } }]
    fields:
      code:
        prompt: [{ text: { en-US: "Your parcel code?" } }]
        digits: 5
        validate: parcel_code
      mobile:
        prompt: [{ text: { en-US: "Your mobile number?" } }]
        digits: 11
        validate: iran_mobile
    states:
      ask: { collect: code, outcomes: { collected: find } }
      find:
        service: parcel.find
        input: { code: "${code}" }
        outcomes: { on_its_way: tell, delivered: done, unknown_code: ask_again }
      ask_again: { say: [{ text: { en-US: "There is no such parcel." } }], then: ask }
      tell:
        say: [{ text: { en-US: "Hours to go:" } }, { value: "${parcel.hours}", as: number }]
        then: main
      main:
        menu: [{ text: { en-US: "To say where we leave it, press 1. To end, press 0." } }]
        choices: { "1": who, "0": bye }
      who: { collect: mobile, outcomes: { collected: send } }
      send:
        service: parcel.ask_place
        input: { code: "${code}", mobile: "${mobile}" }
        outcomes: { sent: bye, too_many: bye }
      done: { say: [{ text: { en-US: "It has been delivered." } }], then: bye }
      bye: { hang_up: [{ text: { en-US: "Bye." } }] }
    """
}
