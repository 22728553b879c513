/// A tone by which an exchange reports the state of a call.
///
/// The frequencies and cadences of Iran and China are those in spandsp's and Asterisk's country
/// tables, which take them from the supplement to ITU-T E.180.
public struct CallProgressTone: Hashable, Sendable, CustomStringConvertible {
  /// The meaning of a tone.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The exchange waits for a number.
    case dial
    /// The called telephone rings.
    case ringback
    /// The called telephone is in use.
    case busy
    /// No circuit is free; also called fast busy.
    case congestion
    /// An announcement follows: three rising tones of ITU-T E.180.
    case specialInformation = "special information"
    /// Another call comes in during the call.
    case callWaiting = "call waiting"
    /// There is no such number.
    case numberUnobtainable = "number unobtainable"
  }

  /// The country of the exchanges.
  public enum Country: String, CaseIterable, Hashable, Sendable {
    case iran = "Iran"
    case china = "China"
  }

  public let kind: Kind
  public let country: Country
  /// Its frequencies and cadence.
  public let tone: Tone

  /// - Returns: `nil` if the country has no such tone: Iran has none for an unobtainable number,
  ///   and none is known in China for call waiting.
  public init?(_ kind: Kind, in country: Country) {
    guard let tone = Self.tone(kind, in: country) else { return nil }
    self.kind = kind
    self.country = country
    self.tone = tone
  }

  public var description: String { "\(country.rawValue) \(kind.rawValue)" }

  /// Every tone of every country.
  public static let all = Country.allCases.flatMap { country in
    Kind.allCases.compactMap { CallProgressTone($0, in: country) }
  }

  private static func tone(_ kind: Kind, in country: Country) -> Tone? {
    switch (country, kind) {
    case (.iran, .dial): .continuous(425)
    case (.iran, .ringback): .cadenced(425, .seconds(1), .seconds(4))
    case (.iran, .busy): .cadenced(425, .milliseconds(500), .milliseconds(500))
    case (.iran, .congestion): .cadenced(425, .milliseconds(250), .milliseconds(250))
    case (.iran, .specialInformation): specialInformation(each: .milliseconds(333))
    case (.iran, .callWaiting):
      .cadenced(425, .milliseconds(200), .milliseconds(200), .milliseconds(200), .seconds(10))
    case (.iran, .numberUnobtainable): nil
    case (.china, .dial): .continuous(450)
    case (.china, .ringback): .cadenced(450, .seconds(1), .seconds(4))
    case (.china, .busy): .cadenced(450, .milliseconds(350), .milliseconds(350))
    case (.china, .congestion): .cadenced(450, .milliseconds(700), .milliseconds(700))
    case (.china, .specialInformation): specialInformation(each: .milliseconds(330))
    case (.china, .callWaiting): nil
    case (.china, .numberUnobtainable):
      .cadenced(
        450, .milliseconds(100), .milliseconds(100), .milliseconds(100), .milliseconds(100),
        .milliseconds(100), .milliseconds(100), .milliseconds(400), .milliseconds(400))
    }
  }

  private static func specialInformation(each length: Duration) -> Tone {
    Tone([950, 1400, 1800].map { Tone.Segment([$0], length: length) }, repeats: false)
  }
}
