import CALSA
import Glibc

/// The sound devices of this machine, as ALSA names them.
package enum AudioDevices {
  /// A name that can be opened.
  package struct Device: Hashable, Sendable {
    /// An ALSA PCM name such as `default` or `hw:CARD=PCH,DEV=0`.
    package let name: String
    /// ALSA's description in one line; may be empty.
    package let description: String
    /// The directions that ALSA lists; opening may still fail.
    package let directions: Set<AudioDirection>
  }

  /// A piece of hardware.
  package struct Card: Hashable, Sendable {
    package let number: Int
    package let name: String
  }

  /// All names that ALSA offers; there are some even without a sound card.
  package static func list() -> [Device] {
    gooya_alsa_silence()
    var hints: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    guard snd_device_name_hint(-1, "pcm", &hints) == 0, let hints else { return [] }
    defer { snd_device_name_free_hint(hints) }
    var devices: [Device] = []
    var index = 0
    while let hint = hints[index] {
      index += 1
      guard let name = text("NAME", of: hint) else { continue }
      let directions: Set<AudioDirection> =
        switch text("IOID", of: hint) {
        case "Input": [.capture]
        case "Output": [.playback]
        default: [.playback, .capture]
        }
      let description = text("DESC", of: hint) ?? ""
      devices.append(
        Device(
          name: name,
          description: description.split(separator: "\n").joined(separator: ", "),
          directions: directions))
    }
    return devices
  }

  /// The sound cards; empty on a machine that has none.
  package static func cards() -> [Card] {
    gooya_alsa_silence()
    var cards: [Card] = []
    var number: Int32 = -1
    while snd_card_next(&number) == 0, number >= 0 {
      var name: UnsafeMutablePointer<CChar>?
      guard snd_card_get_name(number, &name) == 0, let name else { continue }
      cards.append(Card(number: Int(number), name: String(cString: name)))
      free(name)
    }
    return cards
  }

  private static func text(_ key: String, of hint: UnsafeMutableRawPointer) -> String? {
    guard let text = snd_device_name_get_hint(hint, key) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}

extension AudioDevices {
  /// Why a device can't be opened; `nil` if it can. A device that is slow to respond counts as
  /// hanging.
  package static func problem(of name: String, _ direction: AudioDirection) -> AudioDeviceError? {
    do {
      switch direction {
      case .playback: _ = try PlaybackDevice(name, sampleRate: 16000, takesNearest: true)
      case .capture: _ = try CaptureDevice(name, sampleRate: 16000, takesNearest: true)
      }
      return nil
    } catch {
      return error
    }
  }
}
