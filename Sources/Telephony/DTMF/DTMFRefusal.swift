/// Why two tones that sounded much like a digit weren't taken for one: the first of the rules, in
/// the order below, that they break.
public enum DTMFRefusal: String, CaseIterable, Hashable, Sendable {
  /// They sounded for less than 23 ms.
  case tooShort = "too_short"
  /// One tone or both are further from their frequency than the 1.5 % that must be accepted, and
  /// closer to the 3.5 % that must be refused.
  case offFrequency = "off_frequency"
  /// The tones' levels are too far apart.
  case twisted
  /// The weaker tone is below -46 dBm0.
  case tooWeak = "too_weak"
  /// A tone glides, warbles or trembles.
  case unsteady
  /// Other sound is too loud beside the tones.
  case noisy
  /// The tones didn't begin at once after something else, as a key's do.
  case swelling
  /// A third tone sounds with them, or they are harmonics of a voice.
  case notAlone = "not_alone"

  /// The parameter of ITU-T Q.24 (its Table A-1) whose limit was broken.
  public var parameter: String {
    switch self {
    case .tooShort: "signal duration"
    case .offFrequency, .unsteady: "frequency tolerance"
    case .twisted: "power level difference between frequencies"
    case .tooWeak: "power level per frequency"
    case .noisy: "noise immunity"
    case .swelling, .notAlone: "signal simulation by speech"
    }
  }
}
