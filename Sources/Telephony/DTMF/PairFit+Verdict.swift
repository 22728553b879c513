/// The rules by which two tones are a digit. They come from ITU-T Q.24, Bellcore GR-506 and TIA-464
/// unless noted otherwise.
extension PairFit {
  /// Whether the tones still sound, but not yet long enough for a decision in the middle of a
  /// digit.
  ///
  /// 31 ms leave 9 ms of the shortest digit that must be detected, enough for the blocks' edges;
  /// the longer the digit is observed, the less often a vowel is taken for one.
  var isTooYoung: Bool { lasts && duration < 31 * Self.slicesPerMillisecond }

  /// Why it isn't a digit; `nil` if it is one. The window must be the one that it was fitted to.
  func refusal(in window: ToneWindow) -> DTMFRefusal? {
    if !isLongEnough { return .tooShort }
    if !isInTune { return .offFrequency }
    if !isLevel { return .twisted }
    if !isLoudEnough { return .tooWeak }
    if !isSteady { return .unsteady }
    if !isPure { return .noisy }
    if !beganAtOnce { return .swelling }
    return isAlone(in: window) ? nil : .notAlone
  }

  /// Whether a press that ended shortly before continues: a short break, or a lost packet of 20 ms.
  ///
  /// Breaks of up to 10 ms must be bridged; between these and the 40 ms that separate two digits,
  /// either is allowed. Beyond 15 ms the tones must continue in phase, as they do if the break
  /// comes from the line and not from the caller.
  var goesOn: Bool {
    guard let gap else { return interior.lowerBound == 0 }
    return gap.length < 15 * Self.slicesPerMillisecond
      || gap.length < 23 * Self.slicesPerMillisecond && gap.coherence > 0.5
  }

  static let slicesPerMillisecond = 8 / Float(ToneSlice.length)

  /// Under 23 ms a digit must be rejected; the length is known to about half a millisecond. Less
  /// than 16 ms without rise and fall are too little to be measured.
  private var isLongEnough: Bool {
    duration >= 23.8 * Self.slicesPerMillisecond && interior.count >= 4
  }

  /// 1.5 % off must be accepted on both tones, 3.5 % on one rejected: the limit is in the middle. Both
  /// together may be as far off as 2 % on each.
  private var isInTune: Bool {
    abs(deviation.x) < 0.026 && abs(deviation.y) < 0.026 && distance < 0.0295
  }

  /// Whether the tones are so close to the nominal frequencies, 1 % together, that they are hardly a
  /// voice's. Senders are this exact; what coders and speech do to such tones is forgiven.
  private var isExact: Bool { distance < 0.01 }

  /// Whether they are hardly off at all, as only tones of a generator are for long.
  var isTrue: Bool { distance < 0.0065 }

  /// The high tone may be from 4 dB above to 8 dB below the low one, with 5 dB of tolerance above
  /// and 4 below: 12 dB are the most that a long line's slope takes from the high tone.
  var isLevel: Bool {
    let twist = power.y / power.x
    return twist > 0.0624 && twist < 8.9
  }

  /// The weaker tone has at least -46 dBm0: 25 dB below the usual level with some margin, and above
  /// a quiet line's noise.
  var isLoudEnough: Bool { power.min() > 6_500 }

  /// A glide bends the phases; a tremolo or a beat makes them wander. Coders of few bits do a little
  /// of both, but their noise is beside the tones too, where a glide leaves none.
  ///
  /// A voice's harmonics are the weaker the higher they are, so a weaker high tone must be cleaner.
  private var isSteady: Bool {
    let bend = max(abs(bend.x), abs(bend.y))
    let noise = 1 - purity
    guard isExact else { return bend < 0.35 + 0.5 * noise && unrest.max() < 0.1 }
    return bend < 0.35 + 4 * noise
      && (isLastingInTune
        || unrest.max() < 0.3
          && unrest.max() + noise < min(0.42, 0.1 + 0.65 * power.y / power.x))
  }

  /// Whether one tone is steady for 32 ms and more, both in tune: then a coder may have used its
  /// bits for that one alone.
  private var isLastingInTune: Bool {
    interior.count >= 8 && isTrue && unrest.min() < 0.1 && unrest.max() < 0.6
      && power.y > 0.25 * power.x
  }

  /// How far both tones together are from the nominal frequencies, as a fraction of these.
  private var distance: Float { (deviation * deviation).sum().squareRoot() }

  /// How much other sound is allowed depends on how close the tones are to the nominal frequencies.
  ///
  /// No two tones of Q.23 have a ratio of small whole numbers, so a voice's harmonics that come
  /// near a pair are mostly off by 2 or 3 %. In tune, a digit may have noise up to 4 dB below it;
  /// far off, it must be as clean as the 15 dB of signal to noise that a receiver must tolerate.
  /// 1.5 % on both tones is 2.1 % combined.
  private var isPure: Bool {
    let allowed = distance > 0.0235 ? 0.03 : min(0.28, 0.28 - 20 * (distance - 0.012))
    return 1 - purity < allowed
  }

  /// Both tones of a digit begin at once, after something else; a voice swells.
  ///
  /// A codec smears the onset, and speech under a digit has sound there too: the cleaner the tones
  /// are, the less their beginning must prove. Those that end early have proved little themselves: a
  /// glide passes a pair in as short a time, and bends.
  private var beganAtOnce: Bool {
    let isClean = purity > (isTrue ? 0.88 : 0.95) && unrest.max() < 0.1
    // The beginning is before the trace.
    if interior.count == ToneTrace.capacity { return isClean }
    if interior.count < 6 {
      let isStraight = max(abs(bend.x), abs(bend.y)) < 0.3
      return isClean && isStraight && (goesOn || before.max() < (purity > 0.97 ? 1 : 0.1))
    }
    if !isTrue { return before.max() < 0.07 }
    if purity < 0.85 { return before.max() < 0.12 }
    return goesOn || isLastingInTune || before.max() < 1
  }

  /// No other tone or voice sounds.
  func isAlone(in window: ToneWindow) -> Bool {
    // Below 560 Hz, dial tones (350 to 450 Hz) and hum may continue under a digit, up to 3 dB
    // louder than the pair.
    let share = power.sum() / window.power(in: interior)
    guard share > 0.33 else { return false }
    // Sharpening suppresses what is near 4 kHz, so purity alone isn't enough.
    let isClean = purity > 0.97 && share > 0.92
    if isClean && isExact { return true }
    return (isClean || !hasThirdTone(in: window)) && !isVoice(in: window)
  }

  /// The last 32 ms of the interior: in longer windows tones would fall between the scale's
  /// frequencies.
  private var recent: Range<Int> { interior.suffix(8) }

  /// The power of the sharpened sound that the tones don't explain, in squared Int16 steps.
  private var residue: Float { (1 - purity) * (power * pair.gain).sum() / purity }

  /// Whether a third tone has more than -11 dB of the pair's power, or -9 dB beside tones exactly in
  /// tune: a harmonic, or the tone of another row or column.
  private func hasThirdTone(in window: ToneWindow) -> Bool {
    let most = (isTrue ? 0.13 : 0.08) * power.sum()
    // Within the scale, sharpening keeps at least 0.7 of the power.
    guard residue > 0.7 * most else { return false }
    let tones = pair.frequencies * (1 + deviation)
    let lobe = window.lobe(of: recent)
    let powers = window.powers(in: recent, on: .band)
    return zip(ToneScale.band.frequencies, powers).contains { frequency, power in
      power > most && abs(frequency - tones.x) > lobe
        && abs(frequency - tones.y) > lobe
    }
  }

  /// Whether the tones are harmonics n and m of a voice with formants there.
  ///
  /// If so, most of the other sound is in the skirts of the formants, the harmonics next to them.
  /// (Clipping creates other harmonics, noise all equally.) Or the voice's pitch itself sounds,
  /// which isn't the case with harmonics of a dial tone, which is higher, or of hum, whose
  /// harmonics are weaker than the mains frequency.
  private func isVoice(in window: ToneWindow) -> Bool {
    let tones = pair.frequencies * (1 + deviation)
    for low in 2...6 {
      let high = (tones.y / tones.x * Float(low)).rounded()
      let pitch = (tones.x / Float(low) + tones.y / high) / 2
      guard abs(tones.y / (pitch * high) - 1) < 0.005 else { continue }
      let neighbours = [Float(low) - 1, Float(low) + 1, high - 1, high + 1]
      let harmonics = neighbours.filter { $0 != Float(low) && $0 != high }.map { $0 * pitch }
      let powers = window.powers(in: recent, on: ToneScale([pitch, 55] + harmonics))
      if pitch < 330, powers[0] > max(0.05 * power.sum(), powers[1]) { return true }
      var skirts: Float = 0
      for (frequency, power) in zip(harmonics, powers.dropFirst(2))
      where frequency > 560 && frequency < 4_000 {
        let gain = Float(2 * Phasor(turns: Double(frequency) / 8_000).imaginary)
        skirts += power * gain * gain
      }
      if purity < 0.97, skirts > 0.5 * residue { return true }
    }
    return false
  }
}
