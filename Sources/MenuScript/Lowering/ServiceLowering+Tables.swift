import CallEngine
import Files

extension ServiceLowering {
  /// A table, read whole; every fault in it is reported at its place there.
  mutating func table(
    _ service: ServiceSyntax, _ name: Located<String>, key: Located<String>
  ) -> DeclaredService? {
    let outcomes = service.outcomes
    checkConditions(outcomes)
    let path = ScenarioReading.path(name.value, from: file)
    guard let bytes = bytes(path, at: name.range) else { return nil }
    tables.append(SourceText(file: path, text: String(decoding: bytes, as: UTF8.self)))
    var reading = TableReading(Findings(file: path))
    reading.read(bytes)
    defer { tableFindings += reading.findings.inOrder }
    guard let header = reading.header else { return nil }
    let columns = columns(service, of: &reading, header, named: name.value, key: key)
    guard let keyColumn = header.firstIndex(of: key.value) else {
      report(missing: key, of: name.value, among: header)
      return nil
    }
    if reading.rows.isEmpty && !reading.findings.hasErrors {
      findings.report(ValueRules.Empty(what: "the table \(quoted(name.value))"), at: name.range)
    }
    reading.checkKeys(keyColumn)
    let outputs = columns.map { reading.output($0, isKey: $0.place == keyColumn, of: outcomes) }
    let rows = reading.rows.map { row in
      let output = columns.compactMap { column -> NamedValue? in
        let text = row.texts[column.place]
        return text.isEmpty ? nil : NamedValue(column.name, text)
      }
      return (key: row.texts[keyColumn], output: output)
    }
    let found = outcomes.first { if case .row = $0.condition { true } else { false } }
    let missing = outcomes.first { if case .noRow = $0.condition { true } else { false } }
    guard let found else { return nil }
    let example = rows.first?.output ?? []
    let signature = ServiceSignature(
      service.name.value, summary: "a table of the script", inputs: [.init(key.value)],
      outputs: outputs, outcomes: outcomes.map(\.name.value),
      examples: [found.name.value: example])
    return DeclaredService(
      signature,
      from: .table(
        ServiceTable(found: found.name.value, missing: missing?.name.value, rows: rows)))
  }

  private mutating func checkConditions(_ outcomes: [ServiceSyntax.Outcome]) {
    var rows = 0
    var gaps = 0
    for outcome in outcomes {
      if case .row = outcome.condition { rows += 1 } else { gaps += 1 }
      if rows > 1 || gaps > 1 {
        findings.report(
          ServiceRules.BadCondition(outcome: outcome.name.value, isTable: true),
          at: outcome.range)
      }
    }
    if rows == 0, let outcome = outcomes.first {
      findings.report(
        ServiceRules.BadCondition(outcome: outcome.name.value, isTable: true), at: outcome.range)
    }
  }

  private mutating func bytes(_ path: String, at range: TextRange) -> [UInt8]? {
    do throws(FileFault) {
      let bytes = try files.read(path, ScriptLimits.tableSize)
      if bytes.count <= ScriptLimits.tableSize { return bytes }
      findings.report(ReadingRules.TooLarge(limit: ScriptLimits.tableSize), at: range)
    } catch {
      findings.report(ReadingRules.Unreadable(reason: error.reason), at: range)
    }
    return nil
  }

  /// The columns that are outputs: those that the script lists or, if it lists none, all.
  private mutating func columns(
    _ service: ServiceSyntax, of reading: inout TableReading, _ header: [String],
    named file: String, key: Located<String>
  ) -> [TableReading.Column] {
    if !service.outputs.isEmpty {
      return service.outputs.compactMap { output in
        guard let place = output.place else { return nil }
        guard let index = header.firstIndex(of: place.value) else {
          report(missing: place, of: file, among: header)
          return nil
        }
        return TableReading.Column(name: output.name.value, place: index, syntax: output)
      }
    }
    let name = service.name.value
    let prefix = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    return header.enumerated().compactMap { index, column in
      guard NodeReader.isName(column) else {
        reading.report(ServiceRules.BadColumn(name: column, isRepeated: false), inHeader: index)
        return nil
      }
      checkOutputName(Located("\(prefix).\(column)", service.name.range))
      return TableReading.Column(name: "\(prefix).\(column)", place: index, syntax: nil)
    }
  }

  private mutating func report(
    missing name: Located<String>, of file: String, among header: [String]
  ) {
    findings.report(unknown: name, among: header) {
      ServiceRules.MissingColumn(name: name.value, file: file, suggestion: $0)
    }
  }
}

/// A CSV file as a table: its header, and rows as long as that.
struct TableReading {
  struct Column {
    /// The output's name.
    let name: String
    let place: Int
    /// What the script says of it, if it lists it.
    let syntax: ServiceSyntax.Output?
  }

  struct Row {
    let texts: [String]
    let places: [CSVPlace]
  }

  private(set) var findings: Findings
  /// `nil` if there is none that can be read.
  private(set) var header: [String]?
  private var headerPlaces: [CSVPlace] = []
  private(set) var rows: [Row] = []

  init(_ findings: Findings) {
    self.findings = findings
  }

  mutating func read(_ bytes: [UInt8]) {
    do {
      var reader = CSVReader(ByteSource(path: findings.file, bytes: bytes))
      guard let first = try reader.next() else {
        return findings.report(ReadingRules.Empty(), at: .top)
      }
      readHeader(first)
      while let row = try reader.next() {
        if rows.count == ScriptLimits.tableRows {
          return findings.report(
            ValueRules.TooMany(what: "the table", limit: ScriptLimits.tableRows),
            at: Self.range(CSVPlace(line: row.line, column: 1)))
        }
        read(row)
      }
    } catch CSVFault.syntax(let line, let problem) {
      findings.report(
        ServiceRules.MalformedRow(problem: problem), at: Self.range(.init(line: line, column: 1)))
    } catch {
      findings.report(ReadingRules.Unreadable(reason: "\(error)"), at: .top)
    }
  }

  private mutating func readHeader(_ row: CSVRow) {
    reportBroken(row)
    let names = row.fields.map(Self.trimmed)
    headerPlaces = row.places
    header = names
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      report(ServiceRules.BadColumn(name: name, isRepeated: true), inHeader: index)
    }
  }

  private mutating func read(_ row: CSVRow) {
    reportBroken(row)
    let count = header?.count ?? 0
    guard row.fields.count == count else {
      let has = row.fields.count == 1 ? "1 field" : "\(row.fields.count) fields"
      return findings.report(
        ServiceRules.MalformedRow(problem: "the row has \(has), the header \(count)"),
        at: Self.range(CSVPlace(line: row.line, column: 1)))
    }
    rows.append(Row(texts: row.fields.map(Self.trimmed), places: row.places))
  }

  private mutating func reportBroken(_ row: CSVRow) {
    for number in row.brokenFields {
      findings.report(ReadingRules.NotUTF8(), at: Self.range(row.places[number - 1]))
    }
  }

  mutating func report(_ finding: some Finding, inHeader index: Int) {
    findings.report(finding, at: Self.range(headerPlaces[index]))
  }

  /// Reports rows without a key, and keys that are there twice.
  mutating func checkKeys(_ column: Int) {
    var seen: [String: CSVPlace] = [:]
    for row in rows {
      let key = row.texts[column]
      let place = row.places[column]
      if key.isEmpty {
        findings.report(ServiceRules.NoKey(), at: Self.range(place))
      } else if let first = seen[key] {
        findings.report(
          ServiceRules.RepeatedKey(), at: Self.range(place),
          notes: [findings.note("it is here already", at: Self.range(first))])
      } else {
        seen[key] = place
      }
    }
  }

  /// A column as an output of the service, whose cells are of its kind. One that isn't said is the
  /// narrowest of all cells; a column with an empty cell is optional.
  mutating func output(
    _ column: Column, isKey: Bool, of outcomes: [ServiceSyntax.Outcome]
  ) -> ServiceSignature.Output {
    let cells = rows.map { ($0.texts[column.place], $0.places[column.place]) }
    let filled = cells.filter { !$0.0.isEmpty }
    if let kind = column.syntax?.kind {
      for (text, place) in filled where !kind.accepts(.text(text)) {
        findings.report(
          ServiceRules.Unfit(what: "this cell", kind: kind.noun), at: Self.range(place))
      }
    }
    let kinds: [ValueKind] = [
      .date, .digits, .telephone, .number, .amount(currency: nil), .time, .moment,
    ]
    let guess = kinds.first { kind in filled.allSatisfy { kind.accepts(.text($0.0)) } } ?? .text
    let found = outcomes.first { if case .row = $0.condition { true } else { false } }
    return ServiceSignature.Output(
      column.name, column.syntax?.kind ?? (filled.isEmpty ? nil : guess),
      isOptional: column.syntax?.isOptional ?? false || filled.count < cells.count,
      outcomes: outcomes.count == 1 ? [] : [found?.name.value ?? ""],
      isConfidential: column.syntax?.isConfidential ?? false,
      isSensitive: column.syntax?.isSensitive ?? false)
  }

  private static func range(_ place: CSVPlace) -> TextRange {
    TextRange(at: TextPosition(line: place.line, column: place.column))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
