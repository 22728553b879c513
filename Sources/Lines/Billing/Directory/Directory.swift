internal import CallEngine
package import Store

/// A subscriber and the bill that is due, for lists.
package struct DirectoryEntry: Sendable {
  package let subscriber: Subscriber
  /// The bill to pay; `nil` if nothing is due.
  package let bill: Bill?
}

/// The operator's directory: the subscribers and their bills.
package struct Directory: Sendable {
  let store: Store

  package init(_ store: Store) {
    self.store = store
  }

  /// The subscriber of a line.
  ///
  /// - Throws: `StoreError`.
  package func subscriber(of line: SubscriberLine) throws -> Subscriber? {
    try store.read("look up a subscriber") { try Self.subscriber(of: line, $0) }
  }

  /// The bills of a line, the latest due first.
  ///
  /// - Throws: `StoreError`.
  package func bills(of line: SubscriberLine) throws -> [Bill] {
    try store.read("look up bills") { try Self.bills(of: line, $0) }
  }

  /// The number of subscribers.
  ///
  /// - Throws: `StoreError`.
  package func subscriberCount() throws -> Int {
    try store.read("count subscribers") {
      Int(try $0.integer("SELECT count(*) FROM known_subscribers") ?? 0)
    }
  }

  /// Passes every subscriber to `body` in the order of the lines, one at a time, so that a
  /// directory of any size can be listed. It is read in pages; rows imported meanwhile may or may
  /// not be included.
  ///
  /// - Parameter body: returns whether to continue; it may use the store.
  /// - Throws: `StoreError`, and what `body` throws.
  package func listDirectory(_ body: (DirectoryEntry) throws -> Bool) throws {
    var last = ""
    while true {
      let page = try store.read("list the directory") { try Self.page(after: last, $0) }
      for entry in page where try !body(entry) { return }
      guard let end = page.last?.subscriber.line.number else { return }
      last = end
    }
  }

  private static func page(
    after line: String, _ db: any StoreConnection
  ) throws -> [DirectoryEntry] {
    var last = line
    return try db.rows(
      "SELECT * FROM known_subscribers WHERE line > ? ORDER BY line LIMIT 500", [line]
    ).map { row in
      let subscriber = try subscriber(row)
      // A damaged index can cause an endless loop.
      guard subscriber.line.number > last else { throw DamagedRow() }
      last = subscriber.line.number
      let bill = try bills(of: subscriber.line, db).first
      return DirectoryEntry(subscriber: subscriber, bill: bill)
    }
  }

  static func subscriber(
    of line: SubscriberLine, _ db: any StoreConnection
  ) throws -> Subscriber? {
    return try db.row("SELECT * FROM known_subscribers WHERE line = ?", [line.number]).map {
      try subscriber($0)
    }
  }

  /// The first subscriber who owes something, otherwise the first of all.
  static func somebody(_ db: any StoreConnection) throws -> Subscriber? {
    let owing = "WHERE EXISTS (SELECT 1 FROM known_bills AS b WHERE b.line = s.line)"
    for condition in [owing, ""] {
      let row = try db.row(
        "SELECT * FROM known_subscribers AS s \(condition) ORDER BY line LIMIT 1")
      if let row { return try subscriber(row) }
    }
    return nil
  }

  /// The unpaid bills. Each includes the arrears of earlier ones, so the one due last is the one to
  /// pay; it comes first. Once it is paid, so are those before it.
  static func bills(of line: SubscriberLine, _ db: any StoreConnection) throws -> [Bill] {
    var unpaid: [Bill] = []
    for row in try db.rows(
      "SELECT * FROM known_bills WHERE line = ? ORDER BY due_on DESC NULLS LAST, id DESC",
      [line.number])
    {
      let bill = try bill(row)
      if try PaymentLedger.isPaid(PaymentLedger.Key(bill.billID, bill.paymentID), db) { break }
      unpaid.append(bill)
    }
    return unpaid
  }

  /// Whether a line has an unpaid bill. A campaign asks it at each attempt, so that nothing is read
  /// but the bill to pay.
  static func owes(_ line: SubscriberLine, _ db: any StoreConnection) throws -> Bool {
    guard
      let row = try db.row(
        """
        SELECT bill_id, payment_id FROM known_bills WHERE line = ?
        ORDER BY due_on DESC NULLS LAST, id DESC LIMIT 1
        """, [line.number])
    else { return false }
    let key = PaymentLedger.Key(
      billID: try row.text("bill_id"), paymentID: try row.text("payment_id"))
    return try !PaymentLedger.isPaid(key, db)
  }

  /// The tag of a subscriber's language; `nil` if the line isn't known, or has none.
  static func language(of line: SubscriberLine, _ db: any StoreConnection) throws -> String? {
    return try db.row("SELECT language FROM known_subscribers WHERE line = ?", [line.number])
      .flatMap {
        try $0.textIfAny("language")
      }
  }

  private static func subscriber(_ row: StoredRow) throws -> Subscriber {
    let mobile = try row.textIfAny("mobile")
    let nationalID = try row.textIfAny("national_id")
    guard let line = try? SubscriberLine(parsing: row.text("line")),
      line.number == (try row.text("line")),
      mobile.map({ (try? MobileNumber(parsing: $0)) != nil }) ?? true,
      nationalID.map(ValidationRule.iranNationalID.accepts) ?? true
    else { throw DamagedRow() }
    return Subscriber(
      line: line, firstName: try row.textIfAny("first_name"), lastName: try row.text("last_name"),
      nationalID: nationalID, mobile: mobile.flatMap { try? MobileNumber(parsing: $0) },
      email: try row.textIfAny("email"),
      address: try row.textIfAny("address").map(Confidential.init),
      postalCode: try row.textIfAny("postal_code").map(Confidential.init),
      language: try row.textIfAny("language"))
  }

  private static func bill(_ row: StoredRow) throws -> Bill {
    guard let line = try? SubscriberLine(parsing: row.text("line")),
      let billID = try? BillID(parsing: row.text("bill_id")),
      let paymentID = try? PaymentID(parsing: row.text("payment_id"), for: billID)
    else { throw DamagedRow() }
    return Bill(
      line: line, billID: billID, paymentID: paymentID, dueOn: try row.textIfAny("due_on"))
  }

  // MARK: Writing

  static func insert(_ subscriber: Subscriber, isSample: Bool = false, _ db: any StoreConnection)
    throws
  {
    try db.execute(
      """
      INSERT INTO subscribers (line, kind, first_name, last_name, national_id, mobile, email,
        address, postal_code, language, is_sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (line) DO UPDATE SET kind = excluded.kind, first_name = excluded.first_name,
        last_name = excluded.last_name, national_id = excluded.national_id,
        mobile = excluded.mobile, email = excluded.email, address = excluded.address,
        postal_code = excluded.postal_code, language = excluded.language,
        is_sample = excluded.is_sample
      """,
      [
        subscriber.line.number, subscriber.line.kind.rawValue, subscriber.firstName,
        subscriber.lastName, subscriber.nationalID, subscriber.mobile?.number, subscriber.email,
        subscriber.address, subscriber.postalCode,
        subscriber.language, isSample,
      ])
  }

  static func insert(_ bill: Bill, isSample: Bool = false, _ db: any StoreConnection) throws {
    try db.execute(
      """
      INSERT INTO bills (line, bill_id, payment_id, amount_rial, period, due_on, is_sample)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (line, bill_id, payment_id) DO UPDATE SET amount_rial = excluded.amount_rial,
        period = excluded.period, due_on = excluded.due_on, is_sample = excluded.is_sample
      """,
      [
        bill.line.number, bill.billID.text, bill.paymentID.text, bill.amount, bill.period,
        bill.dueOn, isSample,
      ])
  }

  static func insertSample(_ db: any StoreConnection) throws {
    for entry in SampleDirectory.entries {
      try insert(entry.subscriber, isSample: true, db)
      for bill in entry.bills { try insert(bill, isSample: true, db) }
    }
  }

  /// Removes the sample data when real data arrives.
  ///
  /// Only sample rows that nothing else depends on are removed: an import of subscribers removes
  /// the sample's bills and those of its subscribers that have no imported bill; an import of bills
  /// removes the sample's bills only, because its own need subscribers.
  static func removeUntouchedSample(for kind: DirectoryKind, _ db: any StoreConnection) throws
    -> Bool
  {
    var removed = try db.execute("DELETE FROM bills WHERE is_sample = 1")
    if kind == .subscribers {
      removed += try db.execute(
        """
        DELETE FROM subscribers WHERE is_sample = 1
          AND NOT EXISTS (SELECT 1 FROM bills WHERE bills.line = subscribers.line)
        """)
    }
    return removed > 0
  }
}
