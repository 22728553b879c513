package import CallEngine
package import Foundation
package import Store

/// What a campaign asks of the line whose debtors it rings.
package protocol DebtCollector: Sendable {
  /// The numbers of those who owe something, each once.
  ///
  /// - Throws: what reading the database throws.
  func debtors(_ filter: DebtFilter, _ db: any StoreConnection) throws -> [String]

  /// How things are with a debtor now.
  ///
  /// - Throws: what reading the database throws.
  func standing(of number: String, _ db: any StoreConnection) throws -> DebtStanding

  /// Records that a debtor has paid what he owes; if he owes nothing, nothing happens.
  ///
  /// - Throws: what writing to the database throws.
  func pay(for number: String, at now: Date, _ db: any StoreConnection) throws

  /// When its debtors may be rung unless a campaign says otherwise: a zone of the IANA database, and
  /// days with their times as in a script's `hours`.
  var callingHours: (zone: String, week: [String]) { get }

  /// The key by which whoever answers says that he is the subscriber, and the one by which he says
  /// that he isn't.
  var keysOfSubscriber: (yes: Digit, no: Digit) { get }

  /// The keys by which a debtor who has heard the line is put through to the payment system.
  var keysToPay: String { get }

  /// The state of the line's script that a call comes to once the debtor knows what he owes.
  var stateOnceTold: String { get }
}

package enum DebtStanding: Hashable, Sendable {
  case owes
  case owesNothing
  /// He isn't in the line's data any more.
  case unknown
}
