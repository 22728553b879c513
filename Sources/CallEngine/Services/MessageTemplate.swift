/// The text of a message, with places for values: `The bill for telephone {line}`.
public struct MessageTemplate: Hashable, Sendable {
  private enum Piece: Hashable, Sendable {
    case text(String)
    case place(String)
  }

  private let pieces: [Piece]

  /// The names of its places, each once, in order.
  public var placeholders: [String] {
    pieces.reduce(into: []) { names, piece in
      if case .place(let name) = piece, !names.contains(name) { names.append(name) }
    }
  }

  /// - Returns: `nil` if a brace is no part of a place: `{`, a value's name, and `}`. A name is one or
  ///   more of a letter and letters, digits, `_` and `-`, with full stops between them.
  public init?(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
      let name = rest[rest.index(after: brace)..<end]
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      let isName = parts.allSatisfy { part in
        part.first?.isLetter == true
          && part.allSatisfy { $0.isLetter || $0.isNumber || "_-\u{200C}".contains($0) }
      }
      guard isName else { return nil }
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      pieces.append(.place(String(name)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The text with values in its places. What a value holds is never taken for a place.
  ///
  /// - Parameter value: the value of a name.
  public func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .place(let name): value(name)
      }
    }.joined()
  }
}

/// A line's messages in all languages that it writes them in.
public struct MessageTexts: Sendable {
  /// The first is used for whoever wants one that isn't among them.
  public let languages: [Language]
  private let templates: [Language: [String: MessageTemplate]]

  public init(_ texts: [(language: Language, templates: [String: MessageTemplate])]) {
    languages = texts.map(\.language)
    templates = Dictionary(texts.map { ($0.language, $0.templates) }) { first, _ in first }
  }

  /// The language to write in to somebody who wants one: that one, else another of its dialects,
  /// else the first.
  public func language(for tag: String?) -> Language? {
    guard let tag, !tag.isEmpty else { return languages.first }
    let wanted = Language(tag)
    func primary(_ language: Language) -> Substring { language.tag.prefix { $0 != "-" } }
    return languages.first { $0 == wanted }
      ?? languages.first { primary($0) == primary(wanted) } ?? languages.first
  }

  public subscript(id: String, language: Language) -> MessageTemplate? {
    templates[language]?[id]
  }
}
