/// What a CSV file holds. The columns are a contract with whoever makes the files.
public enum DirectoryKind: String, CaseIterable, Hashable, Sendable {
  case subscribers
  case bills

  /// Every column that a file can have, in the order in which files usually have them.
  public var columns: [String] {
    switch self {
    case .subscribers: SubscriberColumn.names
    case .bills: BillColumn.names
    }
  }

  /// The columns whose values can't be empty.
  public var requiredColumns: [String] {
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

/// Where a file has its columns.
struct CSVHeader {
  let kind: DirectoryKind
  let count: Int
  /// By a column's place in `kind.columns`; `nil` if the file doesn't have it.
  let places: [Int?]

  /// - Throws: `ImportError.header` with everything that is wrong.
  init(_ fields: [String], as wanted: DirectoryKind?, path: String) throws {
    let names = fields.map { Self.trimmed($0).lowercased() }
    guard let kind = wanted ?? Self.kind(of: names) else {
      let known = DirectoryKind.allCases.map { $0.columns.joined(separator: ",") }
      throw ImportError.header(
        path: path,
        [
          "neither that of subscribers (\(known[0])) nor that of bills (\(known[1])); "
            + "it is \(quoted(fields.joined(separator: ","), limit: 120))"
        ])
    }
    var faults: [String] = []
    for (place, name) in names.enumerated() {
      if !kind.columns.contains(name) {
        faults.append("unknown column \(quoted(name))" + Self.suggestion(name, kind))
      } else if names.firstIndex(of: name) != place {
        faults.append("column '\(name)' is there twice")
      }
    }
    for name in kind.requiredColumns where !names.contains(name) {
      faults.append("column '\(name)' is missing")
    }
    guard faults.isEmpty else {
      let all = "the columns of \(kind.rawValue) are \(kind.columns.joined(separator: ","))"
      throw ImportError.header(path: path, faults + [all])
    }
    self.kind = kind
    count = fields.count
    places = kind.columns.map { names.firstIndex(of: $0) }
  }

  /// Blanks around a field are no part of it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard
      scalars.first?.properties.isWhitespace == true
        || scalars.last?.properties.isWhitespace == true
    else { return text }
    var rest = scalars[...].drop(while: \.properties.isWhitespace)
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// The kind of which the header has more of the columns that only one kind has.
  private static func kind(of names: [String]) -> DirectoryKind? {
    let own = DirectoryKind.allCases.map { kind in
      names.filter { $0 != "line" && kind.columns.contains($0) }.count
    }
    if own[0] == own[1] { return nil }
    return own[0] > own[1] ? .subscribers : .bills
  }

  private static func suggestion(_ name: String, _ kind: DirectoryKind) -> String {
    let bare = name.filter { $0.isLetter }
    let near = kind.columns.first { column in
      let letters = column.filter(\.isLetter)
      return letters == bare
        || (bare.count >= 3 && (letters.hasPrefix(bare) || bare.hasPrefix(letters)))
    }
    return near.map { "; did you mean '\($0)'?" } ?? ""
  }
}
