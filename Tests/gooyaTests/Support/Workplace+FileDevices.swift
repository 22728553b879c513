extension Workplace {
  /// A desk with devices that are files: `tape` gives what is in tape.raw, `pair` has two channels
  /// and no fewer.
  static func withFileDevices() throws -> Workplace {
    let place = try Workplace(environment: ["ALSA_CONFIG_PATH": "asound.conf"])
    try place.write(
      """
      </usr/share/alsa/alsa.conf>
      pcm.tape { type file slave.pcm null file "/dev/null" infile "tape.raw" format "raw" }
      pcm.pair {
        type multi slaves.a.pcm "null" slaves.a.channels 2
        bindings.0 { slave a channel 0 } bindings.1 { slave a channel 1 }
      }
      """, as: "asound.conf")
    return place
  }
}
