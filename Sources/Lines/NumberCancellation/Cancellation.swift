internal import CallEngine
internal import Foundation
internal import Store

/// One cancellation of a number: a saga over the home province, the local one and a payment, whose
/// steps are recorded one by one.
struct Cancellation {
  enum State: String, Sendable {
    /// Asked for, not confirmed.
    case open
    /// Confirmed by the holder; on its way to being closed.
    case confirmed
    /// Closed by the home province; the money is still to be paid out.
    case closed
    case cancelled
    /// Something prevents it: what was done is being undone.
    case undoing
    case undone
  }

  enum Step: String, CaseIterable, Sendable {
    /// The contract was ended.
    case contract
    /// The number is frozen by the home province.
    case hold
    /// The refund is reserved by the local province.
    case settle
    /// The number is closed by the home province.
    case close
    case payOut = "pay_out"
    /// The receipt is sent.
    case finish
  }

  enum RefundWay: String, CaseIterable, Sendable {
    /// There is nothing to pay out.
    case none
    /// At a shop's counter.
    case cash
    /// To the account from which the holder paid.
    case bank
    /// To another number of the operator.
    case number
  }

  let id: Int64
  let number: String
  let language: String
  let state: State
  /// Whether the holder wants the contract ended.
  let endsContract: Bool
  let paidPenalty: Fen
  let refundWay: RefundWay?
  let refundTo: String?
  /// What will be paid out; `nil` if the home province hasn't said so yet.
  let refund: Fen?
  let receiptTo: String?
  let confirmedAt: Date?
  /// The last day for it, once it was accepted for later.
  let dueOn: CivilDay?
  let reason: String?
  /// What was done and not undone.
  let done: Set<Step>
  /// What was done and then undone.
  let undone: Set<Step>

  // MARK: - Finding

  /// The cancellation of a number that is going on; `nil` if none is.
  static func goingOn(_ number: String, _ db: any StoreConnection) throws -> Cancellation? {
    try one(
      "number = ? AND state IN ('open', 'confirmed', 'closed', 'undoing')", [number], db)
  }

  /// The last one of a number, going on or over.
  static func last(_ number: String, _ db: any StoreConnection) throws -> Cancellation? {
    try one("number = ? ORDER BY id DESC LIMIT 1", [number], db)
  }

  static func find(_ id: Int64, _ db: any StoreConnection) throws -> Cancellation {
    guard let found = try one("id = ?", [id], db) else { throw DamagedRow() }
    return found
  }

  /// All of them, oldest first.
  static func all(_ db: any StoreConnection) throws -> [Int64] {
    try db.integers("SELECT id FROM cancellations ORDER BY id")
  }

  /// Those that are neither open nor over, oldest first.
  static func unfinished(_ db: any StoreConnection) throws -> [Int64] {
    try db.integers(
      """
      SELECT id FROM cancellations WHERE state IN ('confirmed', 'closed', 'undoing') ORDER BY id
      """)
  }

  /// The one that is going on, or a new one.
  static func open(_ number: String, language: String, _ db: any StoreConnection) throws
    -> Cancellation
  {
    if let found = try goingOn(number, db) { return found }
    let id = try db.insert(
      "INSERT INTO cancellations (number, language, state) VALUES (?, ?, 'open')",
      [number, language])
    return try find(id, db)
  }

  private static func one(
    _ condition: String, _ arguments: StoredValues, _ db: any StoreConnection
  ) throws -> Cancellation? {
    return try db.row("SELECT * FROM cancellations WHERE \(condition)", arguments).map {
      try Cancellation($0, db)
    }
  }

  private init(_ row: StoredRow, _ db: any StoreConnection) throws {
    id = try row.integer("id")
    number = try row.text("number")
    language = try row.text("language")
    state = try row.word("state")
    endsContract = try row.flag("ends_contract")
    paidPenalty = Fen(try row.integer("paid_penalty"))
    refundWay = try row.wordIfAny("refund_way")
    refundTo = try row.textIfAny("refund_to")
    refund = try row.integerIfAny("refund").map(Fen.init)
    receiptTo = try row.textIfAny("receipt_to")
    confirmedAt = try row.momentIfAny("confirmed_at")
    dueOn = try row.textIfAny("due_on").flatMap { CivilDay($0) }
    reason = try row.textIfAny("reason")
    var done: Set<Step> = []
    var undone: Set<Step> = []
    for row in try db.rows(
      "SELECT step, is_done FROM cancellation_steps WHERE cancellation = ? ORDER BY id", [id])
    {
      let step: Step = try row.word("step")
      if try row.flag("is_done") {
        done.insert(step)
        undone.remove(step)
      } else {
        done.remove(step)
        undone.insert(step)
      }
    }
    self.done = done
    self.undone = undone
  }

  // MARK: - Changing

  func record(_ step: Step, isDone: Bool = true, at moment: Date, _ db: any StoreConnection) throws
  {
    try db.execute(
      """
      INSERT INTO cancellation_steps (cancellation, step, is_done, at) VALUES (?, ?, ?, ?)
      """, [id, step.rawValue, isDone, StoredTime.milliseconds(moment)])
  }

  func turn(_ state: State, because reason: String? = nil, _ db: any StoreConnection) throws {
    try db.execute(
      "UPDATE cancellations SET state = ?, reason = coalesce(?, reason) WHERE id = ?",
      [state.rawValue, reason, id])
  }

  func set(_ column: Column, _ value: (any StorableValue)?, _ db: any StoreConnection) throws {
    try db.execute("UPDATE cancellations SET \(column.rawValue) = ? WHERE id = ?", [value, id])
  }

  enum Column: String {
    case language
    case endsContract = "ends_contract"
    case paidPenalty = "paid_penalty"
    case refundWay = "refund_way"
    case refundTo = "refund_to"
    case refund
    case receiptTo = "receipt_to"
    case confirmedAt = "confirmed_at"
    case dueOn = "due_on"
  }
}
