import CallEngine
import Speech

/// A node's summary of what its state says and does.
struct FirstWords {
  private let program: MenuProgram
  private let language: Language
  private let narrator: Narrator

  /// The width of a line of words, in columns.
  static let width = 34
  /// How many lines of words a node has room for.
  private static let lineCount = 2

  init(_ program: MenuProgram, in language: Language, narrator: Narrator) {
    self.program = program
    self.language = language
    self.narrator = narrator
  }

  /// The beginning of what a state says first, in lines.
  func lines(of state: MenuState) -> [String] {
    guard let prompts = state.prompts else { return [] }
    var text = ""
    for prompt in prompts.prompts where text.columns <= Self.width * Self.lineCount {
      let more = words(of: prompt)
      if !more.isEmpty { text.append(saying: more) }
    }
    return text.wrapped(to: Self.width, lines: Self.lineCount)
  }

  /// What a state works on, if it does more than speak.
  func subject(of state: MenuState) -> String? {
    switch state.subject {
    case nil: nil
    case .entry(let variable, let digits):
      "\(name(of: variable)), "
        + (digits.count == 1 ? "" : "\(digits.lowerBound)–")
        + (digits.upperBound == 1 ? "1 digit" : "\(digits.upperBound) digits")
    case .service(let service):
      OpeningHours.name(ofService: service) ?? ScriptMessage.id(ofService: service) ?? service
    case .recording(let variable): "into \(name(of: variable))"
    case .numbers(let numbers): "to \(numbers.map { text(of: $0) }.joined(separator: ", "))"
    case .language(.choice(.next)): "the next language"
    case .language(.choice(.declared(let index))): program.languages[index].tag
    case .language(.value(let variable)): "as in \(name(of: variable))"
    case .value(let variable): "by \(name(of: variable))"
    case .visits(let counter, let limit): "\(program.counterNames[counter.index]), up to \(limit)"
    }
  }

  private func words(of prompt: Prompt) -> String {
    switch prompt {
    case .clip(let id, let choice):
      Utterance.text(of: narrator.utterances(for: .clip(id, tongue(choice))))
    case .text(let texts):
      Utterance.text(of: narrator.utterances(for: .text(texts[place], language)))
    case .value(let value, _): text(of: value)
    case .pause: ""
    case .each(let each): "‹\(name(of: each.list))›…"
    case .choice(let choice): "\(text(of: choice.source))…"
    }
  }

  private func tongue(_ choice: LanguageChoice?) -> Language {
    choice.map { program.languages[$0.index(from: place, of: program.languages.count)] } ?? language
  }

  private var place: Int { program.languages.firstIndex(of: language) ?? 0 }

  private func text(of value: ValueSource) -> String {
    switch value {
    case .literal(let text): text
    case .variable(let variable): "‹\(name(of: variable))›"
    case .item(let name): "‹\(name)›"
    }
  }

  private func name(of variable: VariableID) -> String { program.variableNames[variable.index] }
}

extension String {
  /// The text's beginning in lines of a number of columns, broken between words if possible; ends
  /// with `…` if it was shortened.
  func wrapped(to width: Int, lines most: Int) -> [String] {
    var lines: [String] = []
    var rest = split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
    while !rest.isEmpty && lines.count < most {
      let room = lines.count == most - 1 ? width - 1 : width
      if rest.columns <= width {
        lines.append(String(rest))
        return lines
      }
      let fitting = rest.clipped(to: room)
      // A single character can be wider than the line.
      var taken = max(fitting.count, 1)
      let cut = rest.index(rest.startIndex, offsetBy: taken)
      if cut < rest.endIndex, rest[cut] != " ", let space = rest[..<cut].lastIndex(of: " ") {
        // A short line is better than a broken word, unless the word is half the line.
        let kept = rest.distance(from: rest.startIndex, to: space)
        if kept * 2 > taken { taken = kept }
      }
      let end = rest.index(rest.startIndex, offsetBy: taken)
      lines.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    if !rest.isEmpty, let last = lines.indices.last { lines[last] += "…" }
    return lines
  }
}
