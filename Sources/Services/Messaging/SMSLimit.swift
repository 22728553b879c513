internal import Foundation
internal import GRDB

/// How many SMS callers can have the line send. Without a limit, whoever rings it could flood a
/// stranger's mobile.
///
/// A day is the 24 hours before now and no day of a calendar: nobody gets twice as many around
/// midnight, and no time zone matters. What counts is what calls had sent; a message that a gateway
/// or a limit refused reached nobody.
enum SMSLimit: CaseIterable {
  case call
  case recipient
  case caller

  static let day: TimeInterval = 24 * 3600

  var most: Int {
    switch self {
    case .call: 3
    case .recipient: 5
    case .caller: 20
    }
  }

  /// What the outbox says in place of a message that was refused.
  var reason: String {
    switch self {
    case .call: "not sent: the limit is \(most) messages a call"
    case .recipient: "not sent: the limit is \(most) messages to a number in 24 hours"
    case .caller: "not sent: the limit is \(most) messages from a caller in 24 hours"
    }
  }

  /// The first limit that one more SMS would pass; `nil` if it may be sent.
  ///
  /// It is asked within the transaction that sends the SMS, so that several processes keep the
  /// limits together.
  static func reached(
    by call: AskingCall, to mobile: MobileNumber, at now: Date, _ db: Database
  ) throws -> SMSLimit? {
    // A clock that once went wrong by more than a day closes no number for years.
    let since = StoredTime.milliseconds(now.addingTimeInterval(-day))
    let until = StoredTime.milliseconds(now.addingTimeInterval(day))
    return try allCases.first { limit in
      let (condition, arguments): (String, StatementArguments) =
        switch limit {
        case .call: ("call_id = ?", [call.id])
        case .recipient: ("recipient = ? AND at > ? AND at < ?", [mobile.number, since, until])
        case .caller: ("caller = ? AND at > ? AND at < ?", [call.caller.text, since, until])
        }
      let statement = try db.cachedStatement(
        sql: """
          SELECT count(*) FROM outbox
          WHERE \(condition) AND kind = 'sms' AND status = 'sent' AND call_id IS NOT NULL
          """)
      return try Int.fetchOne(statement, arguments: arguments) ?? 0 >= limit.most
    }
  }
}

/// The call in which something is asked for.
struct AskingCall {
  let id: String
  let caller: CallerNumber
}

/// The number under which a caller is counted, however it is written.
///
/// Hidden and malformed numbers are all one caller: else whoever hides his number, or has it garbled
/// anew for each call, would have no limit.
struct CallerNumber: Hashable {
  /// In the form of ITU-T E.164, or `unknown`.
  let text: String

  init(_ number: String?) {
    let number = number ?? ""
    if let line = try? SubscriberLine(parsing: number) {
      text = line.e164
      return
    }
    let isInternational = number.contains("+")
    let typed = TypedDigits.parse(String(number.filter { !"+()".contains($0) }))
    guard case .success(var digits) = typed else {
      text = Self.unknown
      return
    }
    let hasPrefix = !isInternational && digits.starts(with: [0, 0])
    if hasPrefix { digits.removeFirst(2) }
    // A number of Iran that is no line has been garbled.
    let isForeign =
      (isInternational || hasPrefix) && (8...15).contains(digits.count) && digits[0] != 0
      && !digits.starts(with: [9, 8])
    text = isForeign ? "+" + TypedDigits.text(digits) : Self.unknown
  }

  private static let unknown = "unknown"
}
