internal import GRDB

/// A subscriber with what he owes, for lists.
public struct DirectoryEntry: Sendable {
  public let subscriber: Subscriber
  /// The bill that is presented; `nil` if nothing is due.
  public let bill: Bill?
}

extension Store {
  /// The subscriber of a line.
  ///
  /// - Throws: `StoreError`.
  public func subscriber(of line: SubscriberLine) throws -> Subscriber? {
    try read("look up a subscriber") { try Self.subscriber(of: line, $0, path) }
  }

  /// The bills of a line, the one due last first.
  ///
  /// - Throws: `StoreError`.
  public func bills(of line: SubscriberLine) throws -> [Bill] {
    try read("look up bills") { try Self.bills(of: line, $0, path) }
  }

  /// The number of subscribers.
  ///
  /// - Throws: `StoreError`.
  public func subscriberCount() throws -> Int {
    try read("count subscribers") {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM subscribers") ?? 0
    }
  }

  /// Hands out every subscriber in the order of the lines, one at a time, so that a directory of any
  /// size can be listed. It is read in pages; what is imported meanwhile may or may not be among them.
  ///
  /// - Parameter body: returns whether to go on; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  public func listDirectory(_ body: (DirectoryEntry) throws -> Bool) throws {
    var last = ""
    while true {
      let page = try read("list the directory") { try Self.page(after: last, $0, path) }
      guard let end = page.last else { return }
      for entry in page where try !body(entry) { return }
      last = end.subscriber.line.number
    }
  }

  private static func page(
    after line: String, _ db: Database, _ path: String
  ) throws -> [DirectoryEntry] {
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM subscribers WHERE line > ? ORDER BY line LIMIT 500")
    return try Row.fetchAll(statement, arguments: [line]).map { row in
      let subscriber = try subscriber(row, path)
      let bill = try bills(of: subscriber.line, db, path).first
      return DirectoryEntry(subscriber: subscriber, bill: bill)
    }
  }

  static func subscriber(
    of line: SubscriberLine, _ db: Database, _ path: String
  ) throws -> Subscriber? {
    let statement = try db.cachedStatement(sql: "SELECT * FROM subscribers WHERE line = ?")
    return try Row.fetchOne(statement, arguments: [line.number]).map { try subscriber($0, path) }
  }

  /// Each bill carries the arrears of those before it, so the one due last is the one to pay; it
  /// comes first.
  static func bills(of line: SubscriberLine, _ db: Database, _ path: String) throws -> [Bill] {
    let statement = try db.cachedStatement(
      sql: "SELECT * FROM bills WHERE line = ? ORDER BY due_on DESC, id DESC")
    return try Row.fetchAll(statement, arguments: [line.number]).map { try bill($0, path) }
  }

  private static func subscriber(_ row: Row, _ path: String) throws -> Subscriber {
    guard let line = try? SubscriberLine(parsing: text(row["line"]) ?? ""),
      line.number == text(row["line"])
    else {
      throw damaged("a subscriber's line", path)
    }
    return Subscriber(
      line: line, firstName: text(row["first_name"]), lastName: text(row["last_name"]) ?? "",
      nationalID: text(row["national_id"]),
      mobile: text(row["mobile"]).flatMap { try? MobileNumber(parsing: $0) },
      email: text(row["email"]), address: text(row["address"]).map(Confidential.init),
      postalCode: text(row["postal_code"]).map(Confidential.init), language: text(row["language"]))
  }

  private static func bill(_ row: Row, _ path: String) throws -> Bill {
    guard let line = try? SubscriberLine(parsing: text(row["line"]) ?? ""),
      let billID = try? BillID(parsing: text(row["bill_id"]) ?? ""),
      let paymentID = try? PaymentID(parsing: text(row["payment_id"]) ?? "", for: billID)
    else { throw damaged("a bill", path) }
    return Bill(line: line, billID: billID, paymentID: paymentID, dueOn: text(row["due_on"]))
  }

  /// A column's text; a value that another program wrote as something else counts as none.
  static func text(_ value: DatabaseValue) -> String? {
    String.fromDatabaseValue(value)
  }

  static func damaged(_ what: String, _ path: String) -> StoreError {
    StoreError(.damaged, "read \(what)", path: path, reason: "it is not valid")
  }

  // MARK: Writing

  static func insert(_ subscriber: Subscriber, isSample: Bool = false, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO subscribers (line, kind, first_name, last_name, national_id, mobile, email,
          address, postal_code, language, is_sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (line) DO UPDATE SET kind = excluded.kind, first_name = excluded.first_name,
          last_name = excluded.last_name, national_id = excluded.national_id,
          mobile = excluded.mobile, email = excluded.email, address = excluded.address,
          postal_code = excluded.postal_code, language = excluded.language,
          is_sample = excluded.is_sample
        """)
    try statement.execute(arguments: [
      subscriber.line.number, subscriber.line.kind.rawValue, subscriber.firstName,
      subscriber.lastName, subscriber.nationalID, subscriber.mobile?.number, subscriber.email,
      subscriber.address?.valueForStorage, subscriber.postalCode?.valueForStorage,
      subscriber.language, isSample,
    ])
  }

  static func insert(_ bill: Bill, isSample: Bool = false, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO bills (line, bill_id, payment_id, amount_rial, period, due_on, is_sample)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (line, bill_id, payment_id) DO UPDATE SET amount_rial = excluded.amount_rial,
          period = excluded.period, due_on = excluded.due_on, is_sample = excluded.is_sample
        """)
    try statement.execute(arguments: [
      bill.line.number, bill.billID.text, bill.paymentID.text, bill.amount, bill.period,
      bill.dueOn, isSample,
    ])
  }

  static func insertSample(_ db: Database) throws {
    for entry in SampleDirectory.entries {
      try insert(entry.subscriber, isSample: true, db)
      for bill in entry.bills { try insert(bill, isSample: true, db) }
    }
  }

  /// Takes the sample away when real data arrive.
  ///
  /// Rows of the sample go as long as nobody has touched them: an import of subscribers removes the
  /// sample's bills and those of its subscribers that have no imported bill; an import of bills
  /// removes the sample's bills only, because its own need subscribers.
  static func removeUntouchedSample(for kind: DirectoryKind, _ db: Database) throws -> Bool {
    try db.execute(sql: "DELETE FROM bills WHERE is_sample = 1")
    var removed = db.changesCount
    if kind == .subscribers {
      try db.execute(
        sql: """
          DELETE FROM subscribers WHERE is_sample = 1
            AND NOT EXISTS (SELECT 1 FROM bills WHERE bills.line = subscribers.line)
          """)
      removed += db.changesCount
    }
    return removed > 0
  }
}
