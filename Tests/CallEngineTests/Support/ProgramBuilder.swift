import CallEngine

/// Writes a program in a few lines, states named by texts, as a script would.
///
/// Prompts are words: `welcome` is a clip, `welcome@en-US` and `welcome@next` one in another
/// language, `$name` a value, `~2` a pause of two seconds. A state `bye`, which every state leads to
/// that says nothing else, is added where there is none.
struct ProgramBuilder {
  private var states: [(name: String, flush: Bool, kind: (Names) -> MenuState.Kind)] = []
  private var languages: [Language]
  private var maxDuration: Duration

  static func program(
    languages: [Language] = [.persian, .english], maxDuration: Duration = .seconds(900),
    start: String? = nil, _ write: (inout ProgramBuilder) -> Void
  ) -> MenuProgram {
    var builder = ProgramBuilder(languages: languages, maxDuration: maxDuration)
    write(&builder)
    return builder.build(start: start)
  }

  private init(languages: [Language], maxDuration: Duration) {
    self.languages = languages
    self.maxDuration = maxDuration
  }

  mutating func say(
    _ name: String, _ prompts: String, times: Int = 1, bargeIn: Bool = true, flush: Bool = false,
    then: String = "bye"
  ) {
    add(name, flush) { names in
      .say(Say(names.prompts(prompts), times: times, bargeIn: bargeIn, then: names[then]))
    }
  }

  /// - Parameter choices: targets by keys; `repeat` is a target, too.
  mutating func menu(
    _ name: String, _ choices: [String: String], says prompts: String = "options",
    again: String? = nil, listening: Listening = .init(), flush: Bool = false
  ) {
    add(name, flush) { names in
      let choices = choices.sorted { $0.key < $1.key }.map { keys, target in
        Menu.Choice(KeySequence(keys)!, target == "repeat" ? .repeat : .state(names[target]))
      }
      return .menu(
        Menu(
          names.prompts(prompts), again: again.map(names.prompts), choices: choices,
          rules: listening.rules(names)))
    }
  }

  mutating func collect(
    _ name: String, _ variable: String, says prompts: String = "enter",
    digits: ClosedRange<Int> = 4...4,
    validate: ValidationRule? = nil, form: EntryForm? = nil, check: Check? = nil,
    confirm: String? = nil,
    cancel: Digit? = nil,
    sensitive: Bool = false, known: String? = nil, listening: Listening = .init(),
    flush: Bool = false, collected: String = "bye", cancelled: String = "bye"
  ) {
    add(name, flush) { names in
      .collect(
        Collect(
          names.variable(variable), prompts: names.prompts(prompts), minDigits: digits.lowerBound,
          maxDigits: digits.upperBound, validation: validate, form: form,
          check: check?.check(of: variable, names),
          confirm: confirm.map(names.prompts), cancel: cancel, isSensitive: sensitive,
          known: known.map(names.source),
          rules: listening.rules(names), collected: names[collected],
          cancelled: cancel == nil ? nil : names[cancelled]))
    }
  }

  /// - Parameters:
  ///   - input: sources by name, `$name` being a variable.
  ///   - outputs: names that are variables, too.
  mutating func service(
    _ name: String, _ outcomes: [String: String], of service: String = "test.service",
    input: KeyValuePairs<String, String> = [:], outputs: [String] = [], failed: String = "bye",
    fetchTimeout: Duration = .seconds(10)
  ) {
    add(name, false) { names in
      .service(
        ServiceCall(
          service: service, input: input.map { .init($0.key, names.source($0.value)) },
          outputs: outputs.map { .init($0, names.variable($0)) },
          outcomes: outcomes.map { .init($0.key, names[$0.value]) }, failed: names[failed],
          fetchTimeout: fetchTimeout))
    }
  }

  /// Asks whether hours are open.
  mutating func hours(_ name: String, open: String, closed: String) {
    add(name, false) { names in
      .service(
        ServiceCall(
          kind: .hours, service: "hours:test", input: [], outputs: [],
          outcomes: [.init("open", names[open]), .init("closed", names[closed])], failed: nil))
    }
  }

  mutating func record(
    _ name: String, _ variable: String, says prompts: String = "",
    rules: RecordingRules = RecordingRules(), terminator: Digit? = .pound, bargeIn: Bool = true,
    flush: Bool = false, recorded: String = "bye", empty: String = "bye", failed: String? = nil
  ) {
    add(name, flush) { names in
      .record(
        Record(
          names.variable(variable), prompts: names.prompts(prompts), rules: rules,
          terminator: terminator, bargeIn: bargeIn, recorded: names[recorded],
          empty: names[empty], failed: failed.map { names[$0] }))
    }
  }

  /// - Parameter cases: targets by values: `1..3`, `set`, `unset`, a text.
  mutating func valueSwitch(
    _ name: String, on variable: String, _ cases: KeyValuePairs<String, String>,
    otherwise: String? = nil
  ) {
    add(name, false) { names in
      .switch(
        Switch(
          on: names.variable(variable),
          ValueCases(
            cases.map { .init($0.key, [Self.test($0.key)], names[$0.value]) },
            otherwise: otherwise.map { names[$0] })))
    }
  }

  mutating func count(
    _ name: String, _ counter: String, upTo limit: Int, more: String, reached: String = "bye"
  ) {
    add(name, false) { names in
      .count(
        VisitCount(
          names.counter(counter), upTo: limit, more: names[more], reached: names[reached]))
    }
  }

  private static func test(_ key: String) -> ValueTest {
    if key == "set" { return .set }
    if key == "unset" { return .unset }
    let ends = key.split(separator: "..").compactMap { WrittenNumber($0) }
    return ends.isEmpty ? .text(key) : .numbers(ends[0]...ends[ends.count - 1])
  }

  /// - Parameters:
  ///   - target: one or more, `$name` being a variable.
  ///   - announce: what is said every 30 s.
  mutating func transfer(
    _ name: String, _ exits: [TransferOutcome: String] = [:], to target: String = "2000",
    ring: Transfer.Ring = .each, connectTimeout: Duration = .seconds(30), music: String? = nil,
    announce: String? = nil, whisper: String? = nil
  ) {
    add(name, false) { names in
      .transfer(
        Transfer(
          to: target.split(separator: " ").map { names.source(String($0)) }, ring: ring,
          connectTimeout: connectTimeout, music: music.map(names.prompts),
          announcing: announce.map { .init(every: .seconds(30), names.prompts($0)) },
          whisper: whisper.map(names.prompts)
        ) {
          names[exits[$0] ?? "bye"]
        })
    }
  }

  /// - Parameter target: a tag, `next` or `$name`.
  mutating func language(_ name: String, _ target: String, then: String) {
    add(name, false) { names in
      .language(LanguageSwitch(to: names.languageTarget(target), then: names[then]))
    }
  }

  mutating func hangUp(_ name: String, _ prompts: String = "goodbye") {
    add(name, false) { names in .hangUp(HangUp(names.prompts(prompts))) }
  }

  private mutating func add(
    _ name: String, _ flush: Bool, _ kind: @escaping (Names) -> MenuState.Kind
  ) {
    states.append((name, flush, kind))
  }

  private func build(start: String?) -> MenuProgram {
    var builder = self
    if !states.contains(where: { $0.name == "bye" }) { builder.hangUp("bye") }
    let names = Names(states: builder.states.map(\.name), languages: languages)
    let built = builder.states.enumerated().map { place, state in
      MenuState(
        name: state.name, location: SourceLocation(file: "test.yaml", line: place + 1, column: 1),
        flushesTypeAhead: state.flush, kind: state.kind(names))
    }
    return MenuProgram(
      title: "Test", digest: "digest", languages: languages, states: built,
      start: start.map { names[$0] } ?? StateID(index: 0), maxDuration: maxDuration,
      variableNames: names.variables, promptNames: names.clips,
      counterNames: names.counters)
  }

  /// A service that judges entries: `valid` accepts them, `wrong` refuses them.
  struct Check {
    var outputs: [String] = []
    var failed = "bye"
    var fetchTimeout = BuiltIn.fetchTimeout

    fileprivate func check(of variable: String, _ names: Names) -> EntryCheck {
      EntryCheck(
        service: "test.check", input: [.init("entry", .variable(names.variable(variable)))],
        outputs: outputs.map { .init($0, names.variable($0)) }, accepted: ["valid", "vip"],
        refused: ["wrong"], failed: names[failed], fetchTimeout: fetchTimeout)
    }
  }

  /// How a menu or a collect listens, where a test wants it otherwise than built in.
  struct Listening {
    var timeout = BuiltIn.timeout
    var interdigitTimeout = BuiltIn.interdigitTimeout
    var maxNoinput = BuiltIn.maxNoinput
    var maxNomatch = BuiltIn.maxNomatch
    var noinput = "still_there"
    var nomatch = "not_valid"
    var terminator: Digit? = .pound
    var bargeIn = true
    var gaveUp = "bye"

    fileprivate func rules(_ names: Names) -> EntryRules {
      EntryRules(
        timeout: timeout, interdigitTimeout: interdigitTimeout, maxNoinput: maxNoinput,
        maxNomatch: maxNomatch, noinput: names.prompts(noinput), nomatch: names.prompts(nomatch),
        terminator: terminator, bargeIn: bargeIn, gaveUp: names[gaveUp])
    }
  }

  /// The tables of names, which grow as states mention variables and clips.
  fileprivate final class Names {
    private let states: [String: StateID]
    private let languages: [Language]
    var variables = VariableID.builtInNames
    var clips: [String] = []
    var counters: [String] = []

    init(states: [String], languages: [Language]) {
      self.states = Dictionary(
        uniqueKeysWithValues: states.enumerated().map { ($1, StateID(index: $0)) })
      self.languages = languages
    }

    subscript(name: String) -> StateID {
      guard let id = states[name] else { preconditionFailure("no state named '\(name)'") }
      return id
    }

    func variable(_ name: String) -> VariableID { VariableID(index: place(of: name, &variables)) }

    func counter(_ name: String) -> CounterID { CounterID(index: place(of: name, &counters)) }

    func source(_ text: String) -> ValueSource {
      text.hasPrefix("$") ? .variable(variable(String(text.dropFirst()))) : .literal(text)
    }

    func choice(_ name: String) -> LanguageChoice {
      if name == "next" { return .next }
      guard let place = languages.firstIndex(of: Language(name)) else {
        preconditionFailure("no language \(name)")
      }
      return .declared(place)
    }

    func languageTarget(_ text: String) -> LanguageSwitch.Target {
      text.hasPrefix("$") ? .value(variable(String(text.dropFirst()))) : .choice(choice(text))
    }

    func prompts(_ words: String) -> PromptSequence {
      PromptSequence(words.split(separator: " ").map { prompt(String($0)) }, languages: languages)
    }

    private func prompt(_ word: String) -> Prompt {
      if word.hasPrefix("$") { return .value(source(word), SpokenForm(.text)) }
      if word.hasPrefix("~") { return .pause(.seconds(Int(word.dropFirst())!)) }
      let parts = word.split(separator: "@").map(String.init)
      let id = PromptID(name: parts[0], index: place(of: parts[0], &clips))
      return .clip(id, language: parts.count == 2 ? choice(parts[1]) : nil)
    }

    private func place(of name: String, _ table: inout [String]) -> Int {
      if let place = table.firstIndex(of: name) { return place }
      table.append(name)
      return table.count - 1
    }
  }
}
