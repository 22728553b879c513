internal import CallEngine
internal import Store

/// What a home province's system knows of a number.
struct HomeAccount {
  enum Contract: String, Sendable {
    case handset
    case broadband
    case premiumNumber = "premium_number"
  }

  enum Binding: String, Sendable {
    case family
    case group
  }

  enum State: String, Sendable {
    case live
    /// Frozen, so that nothing changes until it is closed or released.
    case held
    case closed
  }

  let number: String
  let holder: String
  /// The holder's name in Latin letters.
  let latinHolder: String
  let idSalt: String
  /// Of the last digits of the resident ID.
  let idHash: String
  /// A month's fee of the package.
  let packageFee: Fen
  /// What has been used and isn't billed yet.
  let bill: Fen
  /// The holder's own money.
  let cash: Fen
  /// Given by the operator; it is never paid out.
  let gift: Fen
  let arrears: Fen
  let arrearsSince: CivilDay?
  /// Late fees of what was paid only in part.
  let carriedFee: Fen
  let contract: Contract?
  let contractEndsOn: CivilDay?
  let penalty: Fen
  let binding: Binding?
  let hasBank: Bool
  let state: State
  /// The cancellation that holds or has closed it.
  let heldBy: Int64?

  static func find(_ number: String, _ db: any StoreConnection) throws -> HomeAccount? {
    return try db.row("SELECT * FROM cancellation_accounts WHERE number = ?", [number]).map {
      try HomeAccount($0)
    }
  }

  private init(_ row: StoredRow) throws {
    func fen(_ column: String) throws -> Fen { Fen(try row.integer(column)) }
    func day(_ column: String) throws -> CivilDay? {
      guard let text = try row.textIfAny(column) else { return nil }
      guard let day = CivilDay(text) else { throw DamagedRow() }
      return day
    }
    number = try row.text("number")
    holder = try row.text("holder")
    latinHolder = try row.text("latin_holder")
    idSalt = try row.text("id_salt")
    idHash = try row.text("id_hash")
    packageFee = try fen("package_fee")
    bill = try fen("bill")
    cash = try fen("cash")
    gift = try fen("gift")
    arrears = try fen("arrears")
    arrearsSince = try day("arrears_since")
    carriedFee = try fen("carried_fee")
    contract = try row.wordIfAny("contract")
    contractEndsOn = try day("contract_ends_on")
    penalty = try fen("penalty")
    binding = try row.wordIfAny("binding")
    hasBank = try row.flag("has_bank")
    state = try row.word("state")
    heldBy = try row.integerIfAny("held_by")
  }

  // MARK: - What is owed, and what is the holder's

  func daysLate(on day: CivilDay) -> Int {
    arrearsSince.map { max(0, day.number - $0.number) } ?? 0
  }

  func lateFee(on day: CivilDay) -> Fen {
    carriedFee + LateFee.fee(on: arrears, days: daysLate(on: day))
  }

  /// Everything to be paid before the number can be closed: what is late, with its fee, and as much
  /// of this month's bill as the holder's money doesn't cover.
  func due(on day: CivilDay) -> Fen {
    arrears + lateFee(on: day) + max(.zero, bill - cash)
  }

  /// What is left of the holder's own money.
  var refund: Fen { max(.zero, cash - bill) }

  func hasContract(on day: CivilDay) -> Bool {
    contract != nil && contractEndsOn.map { $0 >= day } ?? true
  }

  /// As much of the name as may be told: the family name.
  func maskedHolder(inChinese: Bool) -> String {
    inChinese
      ? holder.prefix(1) + "某"
      : latinHolder.split(separator: " ").first.map(String.init) ?? latinHolder
  }
}
