/// The limits of a script: far above any menu. The cost of proofs grows with fields times states.
enum ScriptLimits {
  static let languages = 20
  static let catalogs = 50
  static let fields = 1000
  /// Declared services.
  static let services = 200
  /// Inputs, outputs, outcomes, headers or examples of a declared service.
  static let parts = 100
  /// Bytes of a table.
  static let tableSize = 16 << 20
  static let tableRows = 100_000
  static let states = 20_000
  static let hours = 100
  static let results = 200
  /// Dates of one file, or under one key of hours.
  static let dates = 10_000
  /// Choices of one menu.
  static let choices = 100
  /// Keys of one choice.
  static let choiceKeys = 15
  /// Digits of a field, keys of a transfer's number.
  static let digits = 32
  /// `min` and `max` of a number.
  static let largestNumber = 999_999_999_999_999_999
  /// How often a state repeats its prompts.
  static let times = 10
  /// Silences or wrong entries before giving up.
  static let tries = 20
  /// Digits per group of a spoken value.
  static let group = 15
  /// Characters of a literal value: longer ones can't be followed by a listener, and cost a reading
  /// in each language.
  static let spokenCharacters = 200
  /// Cases of a switch or of a choice of prompts.
  static let cases = 1000
  /// Items that one 'each' speaks.
  static let items = 100
  /// Visits that a count counts to. Each of them may be the cause of a service's work.
  static let visits = 100
  static let partCount = 200
  /// Parameters of a part, and its exits.
  static let partNames = 50
  /// A time setting or a pause.
  static let wait = DurationText.hours(1)
  static let groupPause = DurationText("1m")
  /// A whole call.
  static let call = DurationText.hours(24)
  /// Whom a transfer rings.
  static let targets = 20
}
