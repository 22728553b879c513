/// How a menu or a collect listens.
public final class EntryRules: Sendable {
  /// Silence allowed before the first key, from the end of the prompt.
  public let timeout: Duration
  /// Silence allowed after a key.
  public let interdigitTimeout: Duration
  /// The number of noinputs at which the state gives up.
  public let maxNoinput: Int
  /// The number of nomatches at which the state gives up.
  public let maxNomatch: Int
  public let noinput: PromptSequence
  public let nomatch: PromptSequence
  /// The key that ends an entry; `nil` if none does.
  public let terminator: Digit?
  public let bargeIn: Bool
  public let gaveUp: StateID

  public init(
    timeout: Duration = BuiltIn.timeout, interdigitTimeout: Duration = BuiltIn.interdigitTimeout,
    maxNoinput: Int = BuiltIn.maxNoinput, maxNomatch: Int = BuiltIn.maxNomatch,
    noinput: PromptSequence, nomatch: PromptSequence, terminator: Digit? = BuiltIn.terminator,
    bargeIn: Bool = true, gaveUp: StateID
  ) {
    self.timeout = timeout
    self.interdigitTimeout = interdigitTimeout
    self.maxNoinput = maxNoinput
    self.maxNomatch = maxNomatch
    self.noinput = noinput
    self.nomatch = nomatch
    self.terminator = terminator
    self.bargeIn = bargeIn
    self.gaveUp = gaveUp
  }
}

/// Defaults for what a script doesn't set.
public enum BuiltIn {
  public static let timeout = Duration.seconds(5)
  public static let interdigitTimeout = Duration.seconds(3)
  public static let maxNoinput = 3
  public static let maxNomatch = 3
  public static let terminator = Digit.pound
  public static let fetchTimeout = Duration.seconds(10)
  public static let connectTimeout = Duration.seconds(30)
  public static let maxDuration = Duration.seconds(15 * 60)
}
