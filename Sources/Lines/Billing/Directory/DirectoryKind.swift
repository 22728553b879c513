/// What a CSV file holds. The columns are a contract with the systems that produce the files.
package enum DirectoryKind: String, CaseIterable, Hashable, Sendable {
  case subscribers
  case bills

  /// Every column that a file can have, in the order in which files usually have them.
  package var columns: [String] {
    switch self {
    case .subscribers: SubscriberColumn.names
    case .bills: BillColumn.names
    }
  }

  /// The columns whose values can't be empty.
  package var requiredColumns: [String] {
    switch self {
    case .subscribers: ["line", "kind", "last_name"]
    case .bills: ["line", "bill_id", "payment_id", "amount_rial", "period"]
    }
  }
}

/// A column by its place in `DirectoryKind.columns`.
enum SubscriberColumn: Int {
  case line, kind, firstName, lastName, nationalID, mobile, email, address, postalCode, language

  static let names = [
    "line", "kind", "first_name", "last_name", "national_id", "mobile", "email", "address",
    "postal_code", "language",
  ]

  var name: String { Self.names[rawValue] }
}

/// A column by its place in `DirectoryKind.columns`.
enum BillColumn: Int {
  case line, billID, paymentID, amount, period, dueOn

  static let names = ["line", "bill_id", "payment_id", "amount_rial", "period", "due_on"]

  var name: String { Self.names[rawValue] }
}
