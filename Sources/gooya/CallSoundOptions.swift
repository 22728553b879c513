import ArgumentParser
import Foundation
import Sound

/// How a call is heard.
struct CallSoundOptions: ParsableArguments {
  @Option(
    defaultAsFlag: "default",
    help: ArgumentHelp(
      "Let the call be heard through an ALSA device; the default one if none is named.",
      valueName: "device"))
  var audio: String?

  @Option(
    defaultAsFlag: "default",
    help: ArgumentHelp(
      "Listen to an ALSA device, where DTMF tones press keys; the default one if none is named.",
      valueName: "device"))
  var ears: String?

  @Option(
    help: ArgumentHelp(
      "Record the call: the caller left, the line right; .wav or .flac.", valueName: "file"))
  var record: String?

  /// Whether the call's time is that of its sound.
  var isWanted: Bool { audio != nil || ears != nil || record != nil }

  /// - Throws: `ValidationError` where the options can't be had together.
  func check(speed: Double, isFast: Bool) throws {
    if isFast, let device = audio.map({ _ in "--audio" }) ?? ears.map({ _ in "--ears" }) {
      throw ValidationError("\(device) takes real time; leave out --fast, or --record the call")
    }
    if isWanted, speed != 1 {
      throw ValidationError(
        "sound has its own time: --speed goes with neither --audio, --ears nor --record")
    }
    for (option, device) in [("--audio", audio), ("--ears", ears)] {
      guard let device else { continue }
      if device.isEmpty {
        throw ValidationError(
          "\(option) takes the name of a device; gooya audio devices lists them")
      }
      // A device's name may stand after the option, so a script there is taken for one.
      if device.contains("/"), FileManager.default.fileExists(atPath: device) {
        throw ValidationError(
          "\(option) takes '\(device)' for a device; name the script first, or write \(option)=default"
        )
      }
    }
    if let record, ![.wav, .flac].contains(SoundFileFormat(path: record)) {
      throw ValidationError("--record \(record): the file's name must end in .wav or .flac")
    }
  }
}
