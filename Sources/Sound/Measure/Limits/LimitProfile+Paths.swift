// Paths of one kind: what `loopback` asks for, and what that kind needs besides or instead.
extension LimitProfile {
  /// A PCM channel between 4-wire ports, as far as ITU-T G.712 (11/2001) applies to it: not its
  /// absolute group delay (clause 8.1), since the queues of sound devices take longer, nor what
  /// concerns impedances and frequencies outside the telephone band.
  package static let g712: LimitProfile = {
    var profile = loopback
    profile.name = "g712"
    // Of a sine of 0 to −30 dBm0; ours is sent at −9.
    profile.limits["tone.total_distortion_db"] = .within(33, nil, "ITU-T G.712 clause 12")
    profile.limits["noise.psophometric_dbm0p"] = .within(nil, -65, "ITU-T G.712 clause 9.1")
    // The widest of the mask's steps, which is for both ends of the band.
    profile.limits["transfer.group_delay_distortion_ms"] = .within(
      nil, 1.5, "ITU-T G.712 clause 8.2")
    // The editions up to 1988 have it.
    profile.limits["intermodulation.strongest_db"] = .within(
      nil, Intermodulation.limit, "ITU-T G.712 (1988)")
    // Each side's clock may be 50 ppm off.
    profile.limits["drift_ppm"] = .within(-100, 100, "ITU-T G.711 clause 2")
    profile.limits["response.voice_band_spread_db"] = nil
    let mask = [(300.0...2400.0, -0.5), (2400...3000, -0.9), (3000...3400, -1.8)]
    profile.bands = mask.map { Band($0, .within($1, 0.5, "ITU-T G.712 clause 7")) }
    return profile
  }()

  /// A handset or headset through the air: its loudspeaker, some room and its microphone.
  package static let handset: LimitProfile = {
    var profile = loopback
    profile.name = "handset"
    // A microphone hears the room too; a talker is understood at 10 dB, and digits need 15.
    profile.limits["snr_db"] = .from(25, 12)
    // From an earpiece to the mouthpiece of the same handset there are some 15 cm of air.
    profile.limits["gain_db"] = .from(-30, -45)
    // Small loudspeakers distort; past 5 % speech sounds harsh.
    profile.limits["distortion_percent"] = .upTo(5, 15)
    // Resonances and standing waves make peaks and dips that a line doesn't have.
    profile.limits["response.voice_band_spread_db"] = .upTo(16, 30)
    return profile
  }()
}
