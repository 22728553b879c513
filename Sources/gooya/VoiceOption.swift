import ArgumentParser
import Sound

/// A voice named on the command line.
enum VoiceOption {
  /// - Throws: `ValidationError` if it names none.
  static func read(_ text: String) throws -> NamedVoice {
    guard let voice = NamedVoice(text) else {
      throw ValidationError("'\(text)' isn't a voice: espeak-ng, hibari or piper:MODEL.onnx")
    }
    return voice
  }
}
