/// What an audio path may do, under a name.
package struct LimitProfile: Sendable {
  /// The gain's limits in a stretch of frequencies, in dB relative to that at 1 kHz.
  package struct Band: Hashable, Sendable {
    /// In Hz.
    package let frequencies: ClosedRange<Double>
    package let limits: FigureLimits

    package init(_ frequencies: ClosedRange<Double>, _ limits: FigureLimits) {
      self.frequencies = frequencies
      self.limits = limits
    }
  }

  package var name: String
  /// By the figures' names.
  package var limits: [String: FigureLimits]
  /// The mask that the response is held to.
  package var bands: [Band]
  /// Tolerances that differ from a figure's own, when it is compared with a baseline.
  package var tolerances: [String: Double] = [:]

  package init(name: String, limits: [String: FigureLimits], bands: [Band] = []) {
    self.name = name
    self.limits = limits
    self.bands = bands
  }

  package static let all = [loopback, g712, handset]

  /// Nothing at all, for limits of one's own and no others.
  package static let unlimited = LimitProfile(name: "none", limits: [:])

  package static func named(_ name: String) -> LimitProfile? {
    (all + [unlimited]).first { $0.name == name }
  }
}

// What any path of a call needs.
extension LimitProfile {
  /// A path that is suitable for telephone calls.
  package static let loopback = LimitProfile(
    name: "loopback",
    limits: [
      // A path that switches off misses many.
      "marks_unheard_percent": .upTo(10, 50),
      // What is missing isn't judged, and may hide anything.
      "missing_percent": .upTo(10, 50),
      "digits_wrong": .upTo(0, 0),
      // Up to 150 ms one way a conversation doesn't suffer, and 400 ms is the planning limit.
      // A round trip goes both ways.
      "latency.median_ms": .upTo(300, 800, "ITU-T G.114, whose 150 and 400 ms go one way"),
      // A frame of a call is 20 ms, and a player keeps three of them queued.
      "latency.jitter_ms": .upTo(20, 60),
      // At 15 dB ITU-T Q.24 still requires digits to be detected; beyond 30 dB a listener doesn't
      // notice the noise.
      "snr_db": .from(30, 15),
      // ITU-T Q.24's receivers accept tones down to −25 dBm0, and ours are sent at −9 dBm0; past
      // 30 dB, speech is lost in noise.
      "gain_db": .from(-16, -30),
      "clipped": .upTo(0, nil),
      // 3 % is audible in a pure tone, 10 % in speech.
      "distortion_percent": .upTo(3, 10),
      // A digit's tones may be 8 dB apart (ITU-T Q.24), and 20 dB remove consonants.
      "response.voice_band_spread_db": .upTo(8, 20),
      // Two ordinary crystals are up to 100 ppm apart, which is one frame of 20 ms in 200 s. Past
      // 1000 ppm the devices have different rates.
      "drift_ppm": .near(100, 1000),
      // Speech suffers audibly from 1 % of lost frames without concealment (ITU-T G.113).
      "lost_percent": .upTo(0, 1),
      "clicks": .upTo(0, nil),
      "xruns": .upTo(0, nil),
      "channels.dead": .upTo(0, 0),
      "channels.swapped": .upTo(0, 0),
      "channels.mono": .upTo(0, 0),
      // A mix of both, as a telephone makes it, would be silent.
      "channels.inverted": .upTo(0, 0),
      // A headset's common wire has about −40 dB; at −20 dB one side's voice is heard on the other.
      "channels.crosstalk_db": .upTo(-40, -20),
      // Up to 2 dB a voice in the middle stays there; past 6 dB it seems to come from one side.
      "channels.balance_db": .near(2, 6),
      // From 0.02 ms on ears tell which side is first, and from 1 ms on they hear only that one.
      "channels.delay_ms": .near(0.05, 1),
    ])
}
