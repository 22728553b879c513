import ArgumentParser
import Foundation
import Sound

/// How a call is heard and recorded.
struct CallSoundOptions: ParsableArguments {
  @Option(
    defaultAsFlag: "default",
    help: ArgumentHelp(
      "Play the call on an ALSA device; the default device if none is named.",
      valueName: "device"))
  var audio: String?

  @Option(
    defaultAsFlag: "default",
    help: ArgumentHelp(
      "Listen on an ALSA device, where DTMF tones press keys; the default device if none is named.",
      valueName: "device"))
  var ears: String?

  @Option(
    help: ArgumentHelp(
      "Record the call: the caller left, the line right; .wav or .flac.", valueName: "file"))
  var record: String?

  @Option(
    help: ArgumentHelp(
      "What speaks words without clips: espeak-ng, hibari or piper:MODEL.onnx.",
      valueName: "voice"), transform: VoiceOption.read)
  var voice: NamedVoice?

  /// Whether the sound sets the call's pace.
  var isWanted: Bool { audio != nil || ears != nil || record != nil }

  /// - Throws: `ValidationError` if the options can't be combined.
  func check(speed: Double, isFast: Bool) throws {
    if isFast, let device = audio.map({ _ in "--audio" }) ?? ears.map({ _ in "--ears" }) {
      throw ValidationError("\(device) takes real time; leave out --fast, or --record the call")
    }
    if isWanted, speed != 1 {
      throw ValidationError(
        "sound sets its own pace: --speed can't be used with --audio, --ears or --record")
    }
    for (option, device) in [("--audio", audio), ("--ears", ears)] {
      guard let device else { continue }
      if device.isEmpty {
        throw ValidationError(
          "\(option) takes the name of a device; gooya audio devices lists them")
      }
      // A device's name may follow the option, so a script there is taken for one.
      if device.contains("/"), FileManager.default.fileExists(atPath: device) {
        throw ValidationError(
          "\(option) reads '\(device)' as a device; name the script first or write \(option)=default"
        )
      }
    }
    if let record, ![.wav, .flac].contains(SoundFileFormat(path: record)) {
      throw ValidationError("--record \(record): the file's name must end in .wav or .flac")
    }
  }
}
