public import ArgumentParser
public import CallEngine
import Speech

struct SayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "say",
    abstract: "Show how a value is spoken.",
    discussion: """
      Example:
        gooya say 7748317800142 --as digits --group 3 --language fa-IR
        gooya say 12.50 --as currency --currency EUR --language de-DE
        gooya say --as number -- -5

      Words in another script than the language's are spoken by a voice of their own language, which is \
      told on standard error.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, digits, telephone, number, ordinal, currency, date, time, letters
  }

  @Argument(help: "The value: digits, a number, an amount, a day as YYYY-MM-DD, a time as HH:MM.")
  var value: String

  @Option(
    name: .customLong("as"),
    help: "text, digits, telephone, number, ordinal, currency, date, time or letters.")
  var form: Form

  @Option(
    parsing: .unconditional, help: "Digits per group, for digits.",
    transform: NumberRange.whole(1...100).read)
  var group: Int?

  @Option(help: "rial or toman, for currency.")
  var unit: SpokenForm.CurrencyUnit?

  @Option(help: "An ISO 4217 code such as EUR, for currency; without it the amount is in Rial.")
  var currency: String?

  @Option(help: "gregorian or solar_hijri, for a date; by default the language's own.")
  var calendar: SpokenForm.DateCalendar?

  @Option(help: "A language's tag, such as fa-IR or en-US.")
  var language = "fa-IR"

  func validate() throws {
    if group != nil && form != .digits { throw ValidationError("--group needs --as digits") }
    if unit != nil && form != .currency { throw ValidationError("--unit needs --as currency") }
    if currency != nil && form != .currency {
      throw ValidationError("--currency needs --as currency")
    }
    if let currency, !ISOCurrency.codes.contains(currency) {
      throw ValidationError("'\(currency)' isn't a currency's code such as EUR")
    }
    if unit != nil && currency != nil {
      throw ValidationError("--unit is for Rial; leave out --currency")
    }
    if calendar != nil && form != .date { throw ValidationError("--calendar needs --as date") }
  }

  func run() throws {
    do {
      let utterances = try Verbalizer.utterances(of: value, as: spokenForm, in: Language(language))
      StandardOutput.line("\(Utterance.text(of: utterances))")
      for line in Self.otherVoices(utterances) { StandardError.line("\(line)") }
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// Which words another language's voice speaks, since a voice reads its own script only.
  private static func otherVoices(_ utterances: [Utterance]) -> [String] {
    utterances.flatMap { utterance -> [String] in
      guard utterance.sound == .words, let language = utterance.language else { return [] }
      return ScriptRun.runs(of: utterance.text, in: language).filter { $0.language != language }
        .map { "'\($0.text.trimmed)' is spoken by the voice of \($0.language.tag)" }
    }
  }

  private var spokenForm: SpokenForm {
    switch form {
    case .text: SpokenForm(.text)
    case .digits: SpokenForm(.digits(group: group))
    case .telephone: SpokenForm(.telephone)
    case .number: SpokenForm(.number)
    case .ordinal: SpokenForm(.ordinal)
    case .currency: SpokenForm(currency.map(SpokenForm.Kind.money) ?? .currency(unit ?? .rial))
    case .date: SpokenForm(.date(calendar))
    case .time: SpokenForm(.time)
    case .letters: SpokenForm(.letters)
    }
  }
}

extension SpokenForm.CurrencyUnit: ExpressibleByArgument {}
extension SpokenForm.DateCalendar: ExpressibleByArgument {}
