package import CallEngine
package import Foundation
package import GRDB
package import Store

/// A line of business: all that is its own, behind the `ServiceDesk` that all lines share.
///
/// It is a value without state; whatever it keeps is in the desk's store, in tables of its own.
package protocol LineOfBusiness: Sendable {
  /// One word in small letters. Its services' names begin with it and a full stop, its script is in
  /// `MenuScripts/<name>`, and its migrations are named after it.
  var name: String { get }
  /// Its services: what scripts are checked against.
  var signatures: [ServiceSignature] { get }
  /// The messages that it sends: what their texts are checked against.
  var messages: [MessageSignature] { get }
  /// The languages in which it has their texts at least. The first is used for whoever wants another.
  var messageLanguages: [Language] { get }
  /// Its tables; `nil` if it has none.
  var migrations: StoreSchema.Migrations? { get }
  /// Rules by which its scripts can have an entry judged, beside those that every script has.
  var validationRules: [ValidationRule] { get }
  /// Where its messages come from.
  var addresses: ServiceAddresses { get }
  /// The number that is dialled to reach it.
  var numberDialled: String { get }
  /// Who is in the data that a new store has.
  var sample: LineSample { get }
  /// What somebody can begin with who wants a line like it; `nil` if there is nothing.
  var template: ProjectTemplate? { get }

  /// Does what a call asks for; it is done and committed before this returns.
  ///
  /// - Parameters:
  ///   - request: for one of its services.
  ///   - work: who asks, and the store.
  /// - Returns: the reply; what was sent is added to it by the desk.
  /// - Throws: `ServiceTrouble`, or whatever else keeps the service from its work; the caller hears
  ///   that it failed.
  func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer

  /// The question that an SMS answers; `nil` if it is none of this line's.
  ///
  /// - Parameter transaction: the one in which the SMS will be answered.
  func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion?

  /// Takes in what became of a message that settles something, in the transaction that records it.
  ///
  /// - Parameters:
  ///   - reference: what it settles. It may be another line's.
  ///   - isSent: whether a gateway took it; else nobody will get it.
  func settled(
    _ message: CallMessage, _ reference: String, isSent: Bool, _ transaction: DeskTransaction
  ) throws

  /// Who is rung, or rings, where nobody is named; `nil` if there is nobody.
  ///
  /// - Throws: what reading the database throws.
  func somebody(_ db: Database) throws -> String?

  /// The tag of the language that somebody wants to be spoken to in; `nil` if it isn't known.
  ///
  /// - Throws: what reading the database throws.
  func preferredLanguage(of number: String, _ db: Database) throws -> String?
}

extension LineOfBusiness {
  package var messages: [MessageSignature] { [] }
  package var messageLanguages: [Language] { [.persian, .english] }
  package var migrations: StoreSchema.Migrations? { nil }
  package var validationRules: [ValidationRule] { [] }
  package var addresses: ServiceAddresses { ServiceAddresses() }
  package var numberDialled: String { "1800" }
  package var template: ProjectTemplate? { nil }

  package func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? { nil }

  package func settled(
    _ message: CallMessage, _ reference: String, isSent: Bool, _ transaction: DeskTransaction
  ) throws {}

  package func somebody(_ db: Database) throws -> String? { sample.callers.first }

  package func preferredLanguage(of number: String, _ db: Database) throws -> String? { nil }

  /// Whether a service is this line's.
  func has(_ service: String) -> Bool {
    service.utf8.count > name.utf8.count && service.hasPrefix(name)
      && service.utf8[service.utf8.index(service.startIndex, offsetBy: name.utf8.count)]
        == UInt8(ascii: ".")
  }
}

/// Where a line's messages come from. All are invented.
package struct ServiceAddresses: Hashable, Sendable {
  /// The operator's own, which is nobody's line; SMS are answered to it.
  package static let smsSender = "30002000"

  /// The number that SMS come from and are answered to.
  package let smsSender: String
  package let emailSender: String

  package init(
    smsSender: String = Self.smsSender, emailSender: String = "line@gooya.example"
  ) {
    self.smsSender = smsSender
    self.emailSender = emailSender
  }
}

/// Whom a line knows in the data that a new store has: for load runs and exploring callers.
package struct LineSample: Sendable {
  /// Who may ring.
  package let callers: [String]
  /// Somebody who may ring and whom the line doesn't know.
  package let stranger: String
  /// Every number that a caller could key in.
  package let numbers: [String]

  package init(callers: [String], stranger: String, numbers: [String] = []) {
    self.callers = callers
    self.stranger = stranger
    self.numbers = numbers
  }
}

/// An SMS that came in.
package struct ReceivedSMS: Hashable, Sendable {
  /// The mobile number that it came from.
  package let sender: MobileNumber
  package let text: String
  package let at: Date
}

/// A question that a line asked by SMS, and that an SMS answers.
package struct SMSQuestion {
  /// Whether it still waits for an answer. Otherwise the answer comes too late, or again.
  let isOpen: Bool
  let askedAt: Date
  /// Takes the answer, in the transaction that the question was looked for in.
  let answer: (DeskTransaction) throws -> Void

  package init(
    isOpen: Bool, askedAt: Date, answer: @escaping (DeskTransaction) throws -> Void
  ) {
    self.isOpen = isOpen
    self.askedAt = askedAt
    self.answer = answer
  }
}
