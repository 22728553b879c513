import CallEngine
import RandomInputs

/// Programs that no author would write: states of all kinds that lead anywhere, circles among them.
enum RandomProgram {
  /// What collects there are.
  enum Collects {
    case open
    /// Some are sensitive.
    case mixed
    /// All are sensitive, at least one, and nothing else takes keys: there are no menus.
    case sensitiveAlone
  }

  static func program(_ collects: Collects, using random: inout SeededGenerator) -> MenuProgram {
    let count = 1 + random.below(12)
    let maxDuration = random.element(of: [0, 30, 200, 900].map { Duration.seconds($0) })
    return ProgramBuilder.program(maxDuration: maxDuration) { builder in
      for place in 0..<count {
        add(state(place), to: &builder, of: count, collects, using: &random)
      }
      if random.one(in: 3) { builder.hangUp("bye", "") }
    }
  }

  private static func add(
    _ name: String, to builder: inout ProgramBuilder, of count: Int, _ collects: Collects,
    using random: inout SeededGenerator
  ) {
    func target() -> String { random.one(in: 20) ? "bye" : state(random.below(count)) }
    var kind = random.below(13)
    if collects == .sensitiveAlone && ((2...4).contains(kind) || name == state(0)) { kind = 5 }
    switch kind {
    case 0, 1:
      builder.say(
        name, prompts(using: &random), times: 1 + random.below(3), bargeIn: !random.one(in: 3),
        flush: random.one(in: 6), then: target())
    case 2, 3,
      4 where collects != .sensitiveAlone:
      var choices: [String: String] = [:]
      for _ in 0..<random.below(6) {
        choices[keys(using: &random)] = random.one(in: 4) ? "repeat" : target()
      }
      builder.menu(
        name, choices, says: prompts(using: &random),
        again: random.one(in: 2) ? prompts(using: &random) : nil,
        listening: listening(gaveUp: target(), using: &random), flush: random.one(in: 6))
    case 5, 6:
      let least = random.below(4)
      let form = random.one(in: 2) ? form(using: &random) : nil
      builder.collect(
        name, variable(using: &random), says: prompts(using: &random),
        digits: form?.keyCounts ?? least...max(1, least + random.below(12)),
        validate: random.one(in: 4) ? random.element(of: ValidationRule.builtIn) : nil, form: form,
        check: random.one(in: 3)
          ? .init(
            outputs: [variable(using: &random)], failed: target(),
            fetchTimeout: .seconds(random.below(12))) : nil,
        confirm: random.one(in: 2) ? prompts(using: &random) : nil,
        cancel: random.one(in: 2) ? random.element(of: [.star, .pound, .zero]) : nil,
        sensitive: collects == .sensitiveAlone || collects == .mixed && random.one(in: 2),
        known: random.one(in: 5) ? "$" + variable(using: &random) : nil,
        listening: listening(gaveUp: target(), using: &random), flush: random.one(in: 6),
        collected: target(), cancelled: target())
    case 7 where random.one(in: 4):
      builder.hours(name, open: target(), closed: target())
    case 7:
      builder.service(
        name, ["found": target(), "lost": target()],
        input: ["a": "$" + variable(using: &random), "b": "literal"],
        outputs: [variable(using: &random)], failed: target(),
        fetchTimeout: .seconds(random.below(12)))
    case 8:
      builder.transfer(
        name, [.connected: target(), .busy: target(), .noAnswer: target(), .failed: target()],
        to: random.element(of: ["2000", "2000 2001 2002", "$x", "$x $y 2000"]),
        ring: random.one(in: 2) ? .each : .all,
        connectTimeout: .seconds(random.below(60)),
        music: random.one(in: 2) ? prompts(using: &random) : nil,
        announce: random.one(in: 3) ? prompts(using: &random) : nil,
        whisper: random.one(in: 3) ? prompts(using: &random) : nil)
    case 9:
      builder.record(
        name, variable(using: &random), says: prompts(using: &random),
        rules: RecordingRules(
          beeps: random.one(in: 2), longest: .seconds(random.below(20)),
          silence: .seconds(random.below(5)), shortest: .milliseconds(random.below(2000))),
        terminator: random.element(of: [.pound, .star, nil]), bargeIn: !random.one(in: 3),
        flush: random.one(in: 6), recorded: target(), empty: target(),
        failed: random.one(in: 2) ? target() : nil)
    case 10:
      // What a sensitive value is doesn't decide where a call goes.
      let isSet = collects == .open ? "0..4" : "set"
      builder.valueSwitch(
        name, on: variable(using: &random), [isSet: target(), "unset": target()],
        otherwise: random.one(in: 2) ? target() : nil)
    case 11:
      builder.count(
        name, random.element(of: ["n", "m"]), upTo: 1 + random.below(5), more: target(),
        reached: target())
    default:
      let tags = ["next", "fa-IR", "en-US", "$" + variable(using: &random)]
      builder.language(name, random.element(of: tags), then: target())
    }
  }

  /// Loose ones, so that some entries are accepted.
  private static func form(using random: inout SeededGenerator) -> EntryForm {
    switch random.below(6) {
    case 0: EntryForm(.date(DateEntry(random.element(of: DateEntry.Layout.allCases))))
    case 1: EntryForm(.time(TimeEntry()))
    case 2: EntryForm(.amount(AmountEntry(currency: "EUR", decimals: 2)))
    case 3: EntryForm(.letters(LetterEntry(.keypad, lengths: 1...(1 + random.below(3)))))
    case 4: EntryForm(.letters(LetterEntry(.twoKeys, lengths: 1...2)))
    default: EntryForm(.digits, limits: 3...70, checks: random.one(in: 2) ? [.luhn] : [])
    }
  }

  private static func state(_ place: Int) -> String { "s\(place)" }

  private static func variable(using random: inout SeededGenerator) -> String {
    random.element(of: ["x", "y", "z"])
  }

  private static func prompts(using random: inout SeededGenerator) -> String {
    random.element(of: ["", "a", "a b@next", "$x", "$y ~2", "a $z $call.language"])
  }

  private static func keys(using random: inout SeededGenerator) -> String {
    let count = random.one(in: 20) ? 15 : 1 + random.below(3)
    return String((0..<count).map { _ in random.element(of: Digit.allCases).character })
  }

  private static func listening(
    gaveUp: String, using random: inout SeededGenerator
  ) -> ProgramBuilder.Listening {
    .init(
      timeout: .seconds(random.below(6)), interdigitTimeout: .seconds(random.below(4)),
      maxNoinput: random.below(4), maxNomatch: random.below(4),
      noinput: prompts(using: &random), nomatch: prompts(using: &random),
      terminator: random.element(of: [.pound, .pound, .star, nil]), bargeIn: !random.one(in: 3),
      gaveUp: gaveUp)
  }
}
