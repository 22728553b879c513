package import CallEngine
import CallRuntime
package import MenuScript
import Speech

/// Turns a call into a scenario that passes with the same script.
///
/// A wait is written only where the call would go another way without it: where the caller let a
/// time-out pass, or where something else happened before the caller acted. Keys pressed within a
/// second of each other are pressed 200 ms apart.
package struct ScenarioRecorder {
  /// Why a call can't be written as a scenario.
  package enum Unrecordable: Error, Hashable, CustomStringConvertible {
    /// A state collects what must not be written anywhere (`sensitive: true`).
    case sensitive(state: String)
    /// Keys that nothing took, pressed just after a far side hung up, may be meant for it.
    case meantForFarSide(state: String)
    case withheldLine
    /// Nothing was pressed, heard or sent.
    case nothingHappened

    package var description: String {
      switch self {
      case .sensitive(let state):
        "the caller keyed in a secret in '\(state)', so the call can't be recorded; "
          + "record one that ends earlier"
      case .meantForFarSide(let state):
        "keys pressed right after the far side of '\(state)' hung up may have been meant for it, so "
          + "the call can't be recorded; record one that ends earlier"
      case .withheldLine: "a scenario needs the caller's line, which was withheld"
      case .nothingHappened: "nothing was heard, pressed or sent in the call"
      }
    }
  }

  private let program: MenuProgram
  private let recording: WitnessedCall
  private let given: [Scenario.Provision]
  private let usualNumber: String?

  /// - Parameters:
  ///   - program: the program that the call ran on.
  ///   - given: the behaviours set for stubs before the call.
  ///   - usualNumber: the number that a scenario's caller dials if it doesn't say. A call without a
  ///     number dialled can't say so, and dials it too.
  package init(
    _ recording: WitnessedCall, of program: MenuProgram, given: [Scenario.Provision] = [],
    usualNumber: String? = nil
  ) {
    self.recording = recording
    self.program = program
    self.given = given
    self.usualNumber = usualNumber
  }

  /// The scenario's text.
  ///
  /// - Parameters:
  ///   - title: what the scenario shows, in one line.
  ///   - script: the script's path from the scenario's folder, or an absolute one.
  /// - Throws: `Unrecordable`.
  package func text(title: String, script: String) throws(Unrecordable) -> String {
    let parameters = recording.parameters
    if parameters.line.isEmpty { throw .withheldLine }
    if let secret { throw secret }
    var steps = RecordedSteps(recording, of: program)
    steps.write()
    if steps.kinds.isEmpty { throw .nothingHappened }

    var lines = ["title: \(ScenarioText.quoted(title))"]
    if script != ScenarioParser.defaultScript {
      lines.append("script: \(ScenarioText.quoted(script))")
    }
    var caller =
      "\(parameters.direction == .outgoing ? "rung" : "line"): "
      + ScenarioText.quoted(parameters.line)
    if let language = parameters.language, program.languages.contains(language) {
      caller += ", language: \(ScenarioText.scalar(language.tag))"
    }
    if parameters.direction == .incoming, !parameters.numberDialled.isEmpty,
      parameters.numberDialled != usualNumber
    {
      caller += ", dialled: \(ScenarioText.quoted(parameters.numberDialled))"
    }
    if program.dependsOnTime, parameters.answered != .ofTests {
      caller += ", at: \(ScenarioText.quoted(parameters.answered.description))"
    }
    lines.append("caller: { \(caller) }")
    if !given.isEmpty { lines.append("given: \(ScenarioText.given(given))") }
    lines.append("steps:")
    lines += steps.kinds.map { "  - " + ScenarioText.step($0, indentation: 4) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the scenario leaves out; `nil` if it has everything that was pressed.
  package var omission: String? {
    let isConnected = recording.entries.contains { entry in
      if case .event(.transferConnected) = entry.content { true } else { false }
    }
    guard isConnected else { return nil }
    return "keys pressed while the caller was put through, if any, aren't in the scenario: "
      + "they aren't kept"
  }

  /// The first keys that must not be written, by the state that they were, or may be, meant for.
  /// Keys that a transfer discarded don't count: the call goes the same way without them.
  private var secret: Unrecordable? {
    var machine = CallMachine(program: program, parameters: recording.parameters)
    var state = program.start
    var secretive = program.states.firstIndex(where: \.isSensitive).map(StateID.init)
    for entry in recording.entries {
      guard case .event(let event) = entry.content else { continue }
      for case .note(let note) in machine.handle(event, at: entry.at) {
        switch note {
        case .entered(let entered):
          state = entered
          if program[state].isSensitive || program[state].putsThrough { secretive = state }
        case .withheld where !program[state].putsThrough:
          let place = secretive ?? state
          return program[place].putsThrough
            ? .meantForFarSide(state: program[place].name)
            : .sensitive(state: program[place].name)
        case .withheld, .took, .noinput, .nomatch: break
        }
      }
    }
    return nil
  }
}

extension SpokenPrompt {
  /// What a step must hear to match just this; `nil` if nothing could be heard.
  ///
  /// - Parameter languages: the line's, in one of which it was said.
  func heard(in languages: [Language]) -> Scenario.Heard? {
    if text.allSatisfy(\.isWhitespace) { return nil }
    // A recording's name is another in every call.
    if let value, value.form.kind != .recording {
      let isLiteral = !value.text.contains("${") && !value.text.allSatisfy(\.isWhitespace)
      let isReadable =
        isLiteral
        && languages.contains { language in
          (try? Verbalizer.utterances(of: value.text, as: value.form, in: language)).map(
            Utterance.text) == text
        }
      return isReadable ? .value(value.text, value.form) : .text(text)
    }
    return id == "text" || value != nil ? .text(text) : .prompt(id)
  }
}

extension CallMessage {
  /// What a step must expect to match just this message; `nil` if nothing in it identifies it.
  var expectation: Scenario.Expectation? {
    let part = tellingPart
    if part.isEmpty { return nil }
    if medium == .email { return .email(contains: part, to: to) }
    return .sms(contains: part, to: to.isTelephoneNumber ? to : nil)
  }

  /// The first lines of a message up to the first that has an address in it, since the addresses of
  /// pages are new in every call.
  private var tellingPart: String {
    let lines = wholeText.split(whereSeparator: \.isNewline).map { line in
      line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
    let told = lines.prefix { !$0.contains("://") }.prefix(Self.mostLines)
    if !told.isEmpty { return told.joined(separator: "\n") }
    guard let first = lines.first, let slash = first.lastIndex(of: "/") else { return "" }
    return String(first[...slash])
  }

  private static let mostLines = 6
}

extension String {
  /// Whether a scenario accepts it as a telephone number.
  var isTelephoneNumber: Bool {
    let digits = hasPrefix("+") ? dropFirst() : self[...]
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
