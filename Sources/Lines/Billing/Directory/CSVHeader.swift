internal import Files

/// The places of a file's columns.
struct CSVHeader {
  let kind: DirectoryKind
  let count: Int
  /// By a column's place in `kind.columns`; `nil` if the file doesn't have it.
  let places: [Int?]
  /// What separates the header's fields; `nil` if it has only one.
  let separator: CSVSeparator?

  /// A first line that isn't a header may be a subscriber's row, and part of a header may be too.
  /// So errors never quote it: unknown columns are named by their number.
  ///
  /// - Throws: `ImportError.header` with everything that is wrong.
  init(
    _ fields: [String], separatedBy separator: CSVSeparator? = .comma, as wanted: DirectoryKind?,
    path: String
  ) throws {
    let names = fields.map(Self.name)
    let known = names.count { name in DirectoryKind.allCases.contains { $0.columns.contains(name) }
    }
    guard known >= 2, known * 2 > names.count else {
      throw ImportError.header(path: path, [Self.missing(fields, as: wanted)])
    }
    let told = Self.kind(of: names)
    guard let kind = wanted ?? told else {
      throw ImportError.header(
        path: path, ["it fits both subscribers and bills; choose one with --as"])
    }
    if let told, told != kind {
      throw ImportError.header(
        path: path,
        ["it is a header of \(told.rawValue), not of \(kind.rawValue); use --as \(told.rawValue)"])
    }
    var faults: [String] = []
    for (place, name) in names.enumerated() {
      if !kind.columns.contains(name) {
        faults.append("column \(place + 1) is unknown" + Self.suggestion(name, kind))
      } else if names.firstIndex(of: name) != place {
        faults.append("column '\(name)' appears twice")
      }
    }
    for name in kind.requiredColumns where !names.contains(name) {
      faults.append("column '\(name)' is missing")
    }
    guard faults.isEmpty else {
      throw ImportError.header(
        path: path, faults + ["the columns of \(kind.rawValue) are \(Self.line(of: kind))"])
    }
    self.kind = kind
    self.separator = separator
    count = fields.count
    places = kind.columns.map { names.firstIndex(of: $0) }
  }

  /// Blanks around a field aren't part of it.
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

  /// A column's name as headers may spell it: `LAST NAME` is `last_name`.
  private static func name(_ field: String) -> String {
    String(trimmed(field).lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  /// Why a first line isn't a header.
  private static func missing(_ fields: [String], as wanted: DirectoryKind?) -> String {
    let headers = (wanted.map { [$0] } ?? DirectoryKind.allCases).map {
      "\(line(of: $0)) (\($0.rawValue))"
    }.joined(separator: " or ")
    return fields.contains { FieldShape.isLine(trimmed($0)) }
      ? "there is none: the first line is already a row; add one before it: \(headers)"
      : "the first line isn't a header; it must name the columns: \(headers)"
  }

  private static func line(of kind: DirectoryKind) -> String {
    kind.columns.joined(separator: ",")
  }

  /// The kind that has more of its distinctive columns in the header.
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
