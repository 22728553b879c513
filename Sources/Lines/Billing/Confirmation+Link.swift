internal import Foundation
internal import Store

extension Confirmation {
  /// How often an answer by the link may be of no use. Then only an SMS answers the question.
  static let mostFailedTries = 5

  /// What is found for the secret of a link.
  enum LinkMatch {
    case open(Confirmation)
    /// It has been answered, by the form with this mark if it was one.
    case used(Confirmation, by: String?)
    /// There is none, or it has been replaced, has expired or was tried too often.
    case closed
  }

  /// The question behind a link. As much is done for a secret that doesn't exist as for others.
  static func find(_ token: LinkToken, at now: Date, _ db: any StoreConnection) throws -> LinkMatch
  {
    let row = try db.row("SELECT * FROM confirmations WHERE token_hash = ?", [token.hash])
    let stored = try row?.text("token_hash") ?? LinkToken("").hash
    guard token.matches(stored), let row else { return .closed }
    let confirmation = try Confirmation(row)
    switch try row.text("state") {
    case "used": return .used(confirmation, by: try row.textIfAny("answered_by"))
    case "open":
      let isInTime = try row.integer("expires_at") > StoredTime.milliseconds(now)
      let isUntried = try row.integer("failed_tries") < mostFailedTries
      return isInTime && isUntried ? .open(confirmation) : .closed
    default: return .closed
    }
  }

  /// Counts an answer by the link that was of no use.
  ///
  /// - Returns: how many more there may be.
  func countFailedTry(_ db: any StoreConnection) throws -> Int {
    let tries = try db.integer(
      """
      UPDATE confirmations SET failed_tries = failed_tries + 1 WHERE id = ?
      RETURNING failed_tries
      """, [id])
    return Self.mostFailedTries - (tries.map(Int.init) ?? Self.mostFailedTries)
  }
}
