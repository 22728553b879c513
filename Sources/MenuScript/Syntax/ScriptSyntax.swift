import CallEngine

/// A menu script as written: every part with its place, with names not looked up yet. Malformed
/// parts are missing here and have been reported.
struct ScriptSyntax: Sendable {
  var title: Located<String>?
  var languages: [Located<String>] = []
  /// Whether these are all that the author wrote: if some are malformed, an unknown language isn't
  /// reported.
  var hasAllLanguages = true
  var catalogs: [Located<String>] = []
  var hasAllCatalogs = true
  var start: Located<String>?
  var maxDuration: Located<Duration>?
  var defaults = SettingsSyntax()
  var defaultChoices = ChoicesSyntax()
  var defaultOutcomes = OutcomesSyntax()
  var fields: [FieldSyntax] = []
  var hasAllFields = true
  var hours: [HoursSyntax] = []
  var hasAllHours = true
  var services: [ServiceSyntax] = []
  /// Whether these are all that the author wrote; otherwise an unknown one isn't reported.
  var hasAllServices = true
  /// With the states of the parts that the script puts in, each under its use's name and its own.
  var states: [StateSyntax] = []
  var hasAllStates = true
  /// The values that are kept of each call.
  var results: [Located<String>] = []
  var parts: [PartSyntax] = []
  /// The states that stand for parts.
  var partUses: [PartUseSyntax] = []
  /// By such a state's name, the state that a call comes to there.
  var partStarts: [String: String] = [:]

  /// The recordings that states make, in the order of the states.
  var recordings: [RecordSyntax] {
    states.compactMap { state in
      if case .record(let record) = state.kind { record } else { nil }
    }
  }

  /// Every prompt in the script, in the order of its parts.
  var prompts: [PromptSyntax] {
    defaults.prompts + fields.flatMap(\.prompts) + states.flatMap(\.prompts)
  }
}

/// Settings of a state, its field or the defaults; `nil` leaves a setting to the next of these.
struct SettingsSyntax: Sendable {
  var timeout: Located<Duration>?
  var interdigitTimeout: Located<Duration>?
  var maxNoinput: Located<Int>?
  var maxNomatch: Located<Int>?
  var noinput: [PromptSyntax]?
  var nomatch: [PromptSyntax]?
  var terminator: Located<Terminator>?
  var bargeIn: Located<Bool>?
  var flushesTypeAhead: Located<Bool>?
  var fetchTimeout: Located<Duration>?
  var connectTimeout: Located<Duration>?

  var prompts: [PromptSyntax] { (noinput ?? []) + (nomatch ?? []) }

  enum Terminator: Hashable, Sendable {
    case key(Digit)
    /// `terminator: none`
    case none
  }
}

/// `"1": payment`
struct ChoiceSyntax: Sendable {
  let keys: Located<KeySequence>
  let target: Located<String>
}

/// What is written under `choices`.
struct ChoicesSyntax: Sendable {
  /// Those that could be read.
  var all: [ChoiceSyntax] = []
  /// Whether any are written, even malformed ones.
  var isThere = false
}

/// A name that leads to a state: `busy: payment_busy`.
struct LinkSyntax: Sendable {
  let name: Located<String>
  /// `nil` if it is malformed.
  let target: Located<String>?
}

/// What is written under `outcomes`.
struct OutcomesSyntax: Sendable {
  var links: [LinkSyntax] = []
  /// Whether these are all that the author wrote; otherwise an unknown one isn't reported.
  var isWhole = true
}

/// `line: "${call.line}"`
struct InputSyntax: Sendable {
  let name: Located<String>
  /// `nil` if it is malformed.
  let value: Located<ValueSyntax>?
}

/// What is written under `input`.
struct InputsSyntax: Sendable {
  var all: [InputSyntax] = []
  /// Whether these are all that the author wrote.
  var isWhole = true
}

/// `"${name}"` or a text.
enum ValueSyntax: Hashable, Sendable {
  case name(String)
  case literal(String)
}

/// What a language is changed to.
enum LanguageSyntax: Hashable, Sendable {
  case next
  case tag(String)
  case value(String)
}

/// One element of a list of prompts.
struct PromptSyntax: Sendable {
  enum Kind: Sendable {
    case clip(Located<String>, language: Located<LanguageSyntax>?)
    case value(Located<ValueSyntax>, SpokenForm)
    case pause(Duration)
    case text([LinkedText])
    case each(ListPromptSyntax)
    case choice(by: Located<String>, CasesSyntax<[PromptSyntax]>)
  }

  /// A text in one language.
  struct LinkedText: Sendable {
    let language: Located<String>
    let text: String
  }

  let kind: Kind
  let range: TextRange
}

extension PromptSyntax {
  /// The prompts inside it.
  private var nested: [PromptSyntax] {
    switch kind {
    case .clip, .value, .pause, .text: []
    case .each(let each): each.said + each.empty
    case .choice(_, let cases): cases.choices.flatMap { $0 }
    }
  }

  /// The prompt and those inside it.
  var all: [PromptSyntax] { [self] + nested.flattened }
}

extension [PromptSyntax] {
  /// With the prompts that are inside others.
  var flattened: [PromptSyntax] { flatMap(\.all) }
}

/// `{ each: "${list}", as: item, max: 3, say: […], empty: […] }`
struct ListPromptSyntax: Sendable {
  let list: Located<String>
  /// The name that an item has in `said`.
  let item: Located<String>
  let most: Int
  let said: [PromptSyntax]
  let empty: [PromptSyntax]

  /// Whether a name is the item's, or that of one of its values.
  func isOfItem(_ name: String) -> Bool {
    name == item.value || name.hasPrefix("\(item.value).")
  }
}
