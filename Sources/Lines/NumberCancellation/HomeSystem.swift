internal import CallEngine
internal import Store

/// What a home province's system does with a number. Each function is one transaction of that
/// system; asked twice for the same thing it does it once, since an answer can be lost.
enum HomeSystem {
  /// What stands in the way of closing a number.
  enum Obstacle: String, Sendable {
    case unknown
    case arrears
    case contract
    case binding
    /// Another cancellation has it.
    case taken
  }

  enum Holding: Hashable, Sendable {
    case held(refund: Fen)
    case refused(Obstacle)
  }

  enum Closing: Hashable, Sendable {
    case closed(refund: Fen)
    case refused(Obstacle)
  }

  enum Releasing: Hashable, Sendable {
    case released
    /// It is too late: the number has been closed.
    case closed(refund: Fen)
  }

  /// What prevents closing a number; `nil` if nothing does.
  static func obstacle(_ account: HomeAccount, to saga: Int64?, on day: CivilDay) -> Obstacle? {
    if account.state != .live, account.heldBy != saga { return .taken }
    if account.binding != nil { return .binding }
    if account.due(on: day) > .zero { return .arrears }
    return account.hasContract(on: day) ? .contract : nil
  }

  /// Freezes a number for a cancellation.
  static func hold(
    _ number: String, for saga: Int64, on day: CivilDay, _ db: any StoreConnection
  ) throws -> Holding {
    guard let account = try HomeAccount.find(number, db) else { return .refused(.unknown) }
    if account.state == .held, account.heldBy == saga { return .held(refund: account.refund) }
    if let obstacle = obstacle(account, to: saga, on: day) { return .refused(obstacle) }
    try db.execute(
      "UPDATE cancellation_accounts SET state = 'held', held_by = ? WHERE number = ?",
      [saga, number])
    return .held(refund: account.refund)
  }

  /// Closes a number that is held, and hands what is left of the holder's money over to the local
  /// province.
  static func close(_ number: String, for saga: Int64, _ db: any StoreConnection) throws -> Closing
  {
    guard let account = try HomeAccount.find(number, db) else { return .refused(.unknown) }
    guard account.heldBy == saga else { return .refused(.taken) }
    if account.state == .closed { return .closed(refund: try handedOver(by: number, db)) }
    try db.execute(
      """
      UPDATE cancellation_accounts SET state = 'closed', handed_over = ?, cash = 0, bill = 0,
        gift = 0 WHERE number = ?
      """, [account.refund.count, number])
    return .closed(refund: account.refund)
  }

  /// Gives a number free again.
  static func release(_ number: String, of saga: Int64, _ db: any StoreConnection) throws
    -> Releasing
  {
    guard let account = try HomeAccount.find(number, db), account.heldBy == saga else {
      return .released
    }
    if account.state == .closed { return .closed(refund: try handedOver(by: number, db)) }
    try db.execute(
      "UPDATE cancellation_accounts SET state = 'live', held_by = NULL WHERE number = ?", [number])
    return .released
  }

  private static func handedOver(by number: String, _ db: any StoreConnection) throws -> Fen {
    Fen(
      try db.integer("SELECT handed_over FROM cancellation_accounts WHERE number = ?", [number])
        ?? 0)
  }

  // MARK: - Orders, each known by its key

  static func isDone(_ key: String, _ db: any StoreConnection) throws -> Bool {
    try db.isTrue("SELECT EXISTS (SELECT 1 FROM cancellation_orders WHERE key = ?)", [key])
  }

  private static func remember(_ key: String, _ db: any StoreConnection) throws {
    try db.execute("INSERT INTO cancellation_orders (key) VALUES (?)", [key])
  }

  /// Books a payment. It goes to the late fee and the arrears first; the rest becomes the holder's
  /// own money.
  ///
  /// - Parameter day: on which it was paid.
  /// - Returns: whether it is booked; a number that is closed takes no more.
  static func book(
    _ amount: Fen, to number: String, as key: String, on day: CivilDay, _ db: any StoreConnection
  ) throws -> Bool {
    if try isDone(key, db) { return true }
    guard let account = try HomeAccount.find(number, db), account.state != .closed else {
      return false
    }
    try remember(key, db)
    let rest = account.arrears + account.lateFee(on: day) - amount
    let arrears = max(.zero, min(account.arrears, rest))
    try db.execute(
      """
      UPDATE cancellation_accounts
      SET arrears = ?, carried_fee = ?, arrears_since = ?, cash = cash + ? WHERE number = ?
      """,
      [
        arrears.count, max(.zero, rest - arrears).count,
        arrears > .zero ? day.description : nil, max(.zero, Fen(-rest.count)).count, number,
      ])
    return true
  }

  /// Ends a number's contract.
  ///
  /// - Returns: whether this order has ended it; there may be none any more.
  static func endContract(
    of number: String, as key: String, on day: CivilDay, _ db: any StoreConnection
  ) throws -> Bool {
    if try isDone(key, db) { return true }
    guard let account = try HomeAccount.find(number, db), account.state == .live,
      account.hasContract(on: day)
    else { return false }
    try remember(key, db)
    try db.execute(
      """
      UPDATE cancellation_accounts SET ended_contract = contract, contract = NULL
      WHERE number = ?
      """, [number])
    return true
  }

  /// Lets an ended contract go on, and gives its penalty back as the holder's own money.
  static func reinstateContract(
    of number: String, crediting penalty: Fen, as key: String, _ db: any StoreConnection
  ) throws {
    if try isDone(key, db) { return }
    try remember(key, db)
    try db.execute(
      """
      UPDATE cancellation_accounts SET contract = coalesce(ended_contract, contract),
        ended_contract = NULL, cash = cash + ? WHERE number = ?
      """, [penalty.count, number])
  }
}
