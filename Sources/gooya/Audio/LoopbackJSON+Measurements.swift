import Sound

extension LoopbackJSON {
  struct Tone: Encodable {
    struct Harmonic: Encodable {
      let order: Int
      let hz: Double
      let levelDbfs: Double
    }

    let hz: Double
    let levelDbfs: Double
    /// In percent of full scale.
    let dcPercent: Double
    let thdPercent: Double
    let thdNPercent: Double
    let sinadDb: Double
    /// The tone above all distortion, by O.132 with O.41's weights.
    let totalDistortionDb: Double
    let harmonics: [Harmonic]

    init(_ tone: ToneAnalysis) {
      hz = tone.frequency.rounded(to: 3)
      levelDbfs = tone.level.rounded(to: 2)
      dcPercent = (100 * tone.offset).rounded(to: 4)
      thdPercent = tone.harmonicDistortion.rounded(to: 4)
      thdNPercent = tone.distortionAndNoise.rounded(to: 4)
      sinadDb = tone.sinad.rounded(to: 2)
      totalDistortionDb = tone.signalToTotalDistortion.rounded(to: 2)
      harmonics = tone.harmonics.map {
        Harmonic(
          order: $0.order, hz: $0.frequency.rounded(to: 1), levelDbfs: $0.level.rounded(to: 1))
      }
    }
  }

  struct Intermodulation: Encodable {
    struct Product: Encodable {
      /// How many times each tone counts: [-1, 2] is 2f₂ − f₁.
      let multiples: [Int]
      let hz: Double
      let levelDb: Double
    }

    /// The strongest product, relative to one of the tones.
    let strongestDb: Double
    let products: [Product]

    init(_ found: Sound.Intermodulation) {
      strongestDb = found.strongest.rounded(to: 1)
      products = found.products.map {
        Product(
          multiples: $0.multiples, hz: $0.frequency.rounded(to: 1),
          levelDb: $0.level.rounded(to: 1))
      }
    }
  }

  /// The level of one frequency, or of a band around it.
  struct Level: Encodable {
    let hz: Double
    let levelDbfs: Double
  }

  struct Hum: Encodable {
    let mainsHz: Double
    let levelDbfs: Double
    let lines: [Level]

    init(_ hum: HumLines) {
      mainsHz = hum.mains.rounded(to: 2)
      levelDbfs = hum.level.rounded(to: 1)
      lines = hum.lines.map {
        Level(hz: $0.frequency.rounded(to: 1), levelDbfs: $0.level.rounded(to: 1))
      }
    }
  }

  struct Noise: Encodable {
    /// With psophometric weighting.
    let psophometricDbm0p: Double
    let thirdOctaves: [Level]

    init(_ noise: NoiseSpectrum) {
      psophometricDbm0p = noise.psophometric.rounded(to: 1)
      thirdOctaves = noise.bands.map {
        Level(hz: $0.frequency.rounded(to: 1), levelDbfs: $0.level.rounded(to: 1))
      }
    }
  }

  struct Echo: Encodable {
    /// After the direct sound.
    let delayMs: Double
    /// How much weaker than it.
    let lossDb: Double

    init(_ echo: ImpulseResponse.Echo) {
      delayMs = (1000 * echo.delay).rounded(to: 2)
      lossDb = echo.loss.rounded(to: 1)
    }
  }

  struct Reverberation: Encodable {
    let edtS: Double
    let t20S: Double?
    let t30S: Double?

    init(_ found: Sound.Reverberation) {
      edtS = found.earlyDecayTime.rounded(to: 3)
      t20S = found.t20?.rounded(to: 3)
      t30S = found.t30?.rounded(to: 3)
    }
  }

  struct Transfer: Encodable {
    struct Point: Encodable {
      let hz: Double
      let gainDb: Double
      let phaseDeg: Double
      let groupDelayMs: Double
    }

    /// From 500 to 2800 Hz, beside the least.
    let groupDelayDistortionMs: Double?
    let points: [Point]

    init(_ transfer: TransferFunction) {
      groupDelayDistortionMs = transfer.groupDelayDistortion(in: TransferFunction.middle)
        .map { (1000 * $0).rounded(to: 3) }
      points = transfer.points.map {
        Point(
          hz: $0.frequency.rounded(to: 1), gainDb: $0.gain.rounded(to: 2),
          phaseDeg: $0.phase.rounded(to: 1), groupDelayMs: (1000 * $0.groupDelay).rounded(to: 3))
      }
    }
  }
}
