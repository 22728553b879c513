package import CallEngine
package import Foundation
package import Store

/// A line of business: everything specific to it, behind the `ServiceDesk` that all lines share.
///
/// It is a value without state; its data is in the desk's store, in its own tables.
package protocol LineOfBusiness: Sendable {
  /// One word in small letters: what commands call it. Its services' names begin with it and a full
  /// stop, and its migrations are named after it.
  var name: String { get }
  /// The folder of its script in `MenuScripts`.
  var folder: String { get }
  /// Its services: what scripts are checked against.
  var signatures: [ServiceSignature] { get }
  /// The messages that it sends: what their texts are checked against.
  var messages: [MessageSignature] { get }
  /// The languages in which their texts must exist. The first is used for anyone who prefers
  /// another language.
  var messageLanguages: [Language] { get }
  /// Its tables; `nil` if it has none.
  var migrations: StoreSchema.Migrations? { get }
  /// Validation rules for its scripts, in addition to the built-in ones.
  var validationRules: [ValidationRule] { get }
  /// The senders of its messages.
  var addresses: ServiceAddresses { get }
  /// The numbers that are dialled to reach it, the usual one first; never empty.
  var numbersDialled: [String] { get }
  /// The people in the sample data of a new store.
  var sample: LineSample { get }

  /// What campaigns ask of it; `nil` if the operator rings nobody for it.
  var debts: (any DebtCollector)? { get }

  /// Its pages on the web; `nil` if it has none.
  var pages: (any LinePages)? { get }

  /// Serves a call's request; the work is committed before this returns.
  ///
  /// - Parameters:
  ///   - request: for one of its services.
  ///   - work: who makes the request, and the store.
  /// - Returns: the reply; the desk adds the messages that were sent.
  /// - Throws: `ServiceTrouble`, or any other error; the service then replies `failed`.
  func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer

  /// The question that an SMS answers; `nil` if it answers none of this line's.
  ///
  /// - Parameter transaction: the one in which the SMS will be answered.
  func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion?

  /// Handles the outcome of a message with a reference, in the transaction that records it.
  ///
  /// - Parameters:
  ///   - reference: the message's. It may be another line's: a line's own begin with a word that no
  ///     other line uses.
  func settled(
    _ message: CallMessage, _ reference: String, _ outcome: MessageOutcome,
    _ transaction: DeskTransaction
  ) throws

  /// Handles a payment, in the transaction that records it.
  ///
  /// - Parameter payment: it may be another line's.
  func paid(_ payment: PaymentLedger.Payment, _ transaction: DeskTransaction) throws

  /// Whether work is left over that should be done by now, such as that which another system has
  /// kept waiting. It is asked before each call.
  ///
  /// - Parameter moment: the time of the call as far as the line is concerned.
  func isBehind(at moment: Date, _ db: any StoreConnection) throws -> Bool

  /// Does the work that is left over.
  func catchUp(at moment: Date, _ transaction: DeskTransaction) throws

  /// Removes what it keeps of questions and requests that were closed, or expired, before a moment.
  func purge(olderThan limit: Date, _ db: any StoreConnection) throws

  /// The default subscriber for a call; `nil` if there is none.
  ///
  /// - Throws: what reading the database throws.
  func somebody(_ db: any StoreConnection) throws -> String?

  /// The tag of the language that a subscriber prefers; `nil` if it isn't known.
  ///
  /// - Throws: what reading the database throws.
  func preferredLanguage(of number: String, _ db: any StoreConnection) throws -> String?
}

extension LineOfBusiness {
  package var folder: String { name }
  package var messages: [MessageSignature] { [] }
  package var messageLanguages: [Language] { [.persian, .english] }
  package var migrations: StoreSchema.Migrations? { nil }
  package var validationRules: [ValidationRule] { [] }
  package var addresses: ServiceAddresses { ServiceAddresses() }
  package var numbersDialled: [String] { ["1800"] }
  package var debts: (any DebtCollector)? { nil }
  package var pages: (any LinePages)? { nil }

  /// The number that is usually dialled to reach it.
  package var numberDialled: String { numbersDialled[0] }

  package func question(
    answeredBy sms: ReceivedSMS, in transaction: DeskTransaction
  ) throws -> SMSQuestion? { nil }

  package func settled(
    _ message: CallMessage, _ reference: String, _ outcome: MessageOutcome,
    _ transaction: DeskTransaction
  ) throws {}

  package func paid(_ payment: PaymentLedger.Payment, _ transaction: DeskTransaction) throws {}

  package func isBehind(at moment: Date, _ db: any StoreConnection) throws -> Bool { false }

  package func catchUp(at moment: Date, _ transaction: DeskTransaction) throws {}

  package func purge(olderThan limit: Date, _ db: any StoreConnection) throws {}

  package func somebody(_ db: any StoreConnection) throws -> String? {
    sample.callers.first?.number
  }

  package func preferredLanguage(of number: String, _ db: any StoreConnection) throws -> String? {
    nil
  }

  /// Whether a service belongs to this line.
  func has(_ service: String) -> Bool {
    service.utf8.count > name.utf8.count && service.hasPrefix(name)
      && service.utf8[service.utf8.index(service.startIndex, offsetBy: name.utf8.count)]
        == UInt8(ascii: ".")
  }
}

/// What became of a message that isn't tried any more.
package enum MessageOutcome: Hashable, Sendable {
  /// A gateway accepted it.
  case sent
  /// It will never be delivered.
  case failed
  /// The same; it is the recipient's address that was refused.
  case recipientRefused
}

/// The senders of a line's messages. All are invented.
package struct ServiceAddresses: Hashable, Sendable {
  /// The operator's own number, which isn't a subscriber line; SMS are answered to it.
  package static let smsSender = "30002000"

  /// The number that SMS are sent from and answered to.
  package let smsSender: String
  package let emailSender: String

  package init(
    smsSender: String = Self.smsSender, emailSender: String = "line@gooya.example"
  ) {
    self.smsSender = smsSender
    self.emailSender = emailSender
  }
}

/// The people in a line's sample data, for trying it by hand, for load runs and exploration.
package struct LineSample: Sendable {
  /// Somebody who may call.
  package struct Caller: Sendable {
    package let number: String
    /// What a call from there shows: "a landline with an unpaid bill".
    package let note: String
    /// The same in Persian; what it gives to be keyed in has the same digits.
    package let persianNote: String

    package init(_ number: String, _ note: String, persian: String) {
      self.number = number
      self.note = note
      persianNote = persian
    }
  }

  package let callers: [Caller]
  /// A line that may call but isn't in the data.
  package let stranger: String
  /// Every number that a caller could key in.
  package let numbers: [String]

  package init(callers: [Caller], stranger: String, numbers: [String] = []) {
    self.callers = callers
    self.stranger = stranger
    self.numbers = numbers
  }
}

/// An SMS that came in.
package struct ReceivedSMS: Hashable, Sendable {
  /// The mobile number that it came from.
  package let sender: MobileRecipient
  package let text: String
  package let at: Date
}

/// A question that a line asked by SMS, and that an SMS answers.
package struct SMSQuestion {
  /// Whether it is still waiting for an answer. Otherwise the answer is late or repeated.
  let isOpen: Bool
  let askedAt: Date
  /// Handles the answer, in the transaction in which the question was found.
  let answer: (DeskTransaction) throws -> Void

  package init(
    isOpen: Bool, askedAt: Date, answer: @escaping (DeskTransaction) throws -> Void
  ) {
    self.isOpen = isOpen
    self.askedAt = askedAt
    self.answer = answer
  }
}
