public import CallEngine
public import Foundation

/// A journal as a file of JSON lines: a header, then a line an entry.
public struct JournalFile: Sendable {
  /// The path of the script, as it was given when the call was held.
  public let script: String
  public let journal: Journal

  /// Why a journal can't be read.
  public struct Unreadable: Error, Hashable, CustomStringConvertible {
    public let line: Int
    public let reason: String

    public var description: String { "line \(line) of the journal: \(reason)" }
  }

  /// Reads a journal's text.
  ///
  /// A last line cut short, as of a call that was killed, is left out.
  ///
  /// - Throws: `Unreadable` at the first line that is no line of a journal.
  public init(parsing data: Data) throws(Unreadable) {
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: true)
    guard let first = lines.first, let header = try? JSONDecoder().decode(Header.self, from: first),
      header.format == 1
    else { throw Unreadable(line: 1, reason: "not a gooya journal") }
    var entries: [Journal.Entry] = []
    for (number, line) in lines.enumerated().dropFirst() {
      do {
        entries.append(try JSONDecoder().decode(Line.self, from: line).entry())
      } catch let error {
        if number == lines.count - 1 && data.last != 0x0A { break }
        let reason = (error as? Line.Malformed)?.reason ?? "not a line of a journal"
        throw Unreadable(line: number + 1, reason: reason)
      }
    }
    script = header.script
    journal = Journal(digest: header.digest, parameters: header.parameters, entries: entries)
  }

  /// The first line of a journal.
  public static func header(
    script: String, digest: String, parameters: CallParameters
  ) throws -> Data {
    try encoded(
      Header(script: script, digest: digest, parameters))
  }

  /// The line of an entry.
  public static func line(for entry: Journal.Entry) throws -> Data {
    try encoded(Line(entry))
  }

  private static func encoded(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Data(VisibleText(json: try encoder.encode(value)).description.utf8) + [0x0A]
  }

  private struct Header: Codable {
    let format: Int
    let script: String
    let digest: String
    let line: String
    let numberDialled: String
    /// Only where the numbers would tell another one: journals had none at first.
    let direction: String?
    /// Only for an outgoing call whose own number is known.
    let from: String?
    /// `nil` in journals from before calls told it.
    let answered: String?
    let language: String?

    enum CodingKeys: String, CodingKey {
      case format, script, digest, line, direction, from, answered, language
      case numberDialled = "number_dialled"
    }

    init(script: String, digest: String, _ parameters: CallParameters) {
      format = 1
      self.script = script
      self.digest = digest
      line = parameters.line
      numberDialled = parameters.numberDialled
      let told = Self.direction(line: line, numberDialled: numberDialled)
      direction = parameters.direction == told ? nil : parameters.direction.rawValue
      let isTelling = parameters.direction == .outgoing && !parameters.from.isEmpty
      from = isTelling ? parameters.from : nil
      answered = parameters.answered.description
      language = parameters.language?.tag
    }

    var parameters: CallParameters {
      CallParameters(
        line: line, numberDialled: numberDialled,
        direction: direction.flatMap(CallDirection.init)
          ?? Self.direction(line: line, numberDialled: numberDialled),
        from: from ?? "", answered: answered.flatMap { Moment($0) } ?? .ofTests,
        language: language.map { Language($0) })
    }

    /// What a header without a direction means: whoever is rung is the number dialled.
    private static func direction(line: String, numberDialled: String) -> CallDirection {
      line == numberDialled ? .outgoing : .incoming
    }
  }
}
