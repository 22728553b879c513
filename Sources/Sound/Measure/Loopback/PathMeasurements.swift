/// What a path does to tones, to silence and to a click, beside what every report's first lines say.
///
/// A value is `nil` if it could not be measured, or if there is nothing: no hum, no reverberation.
package struct PathMeasurements: Sendable {
  /// Of the 1020 Hz tone.
  package var tone: ToneAnalysis?
  package var intermodulation: Intermodulation?
  package var hum: HumLines?
  /// Of what is captured while nothing is played.
  package var noise: NoiseSpectrum?
  package var impulse: ImpulseResponse?
  package var transfer: TransferFunction?
  /// The strongest first.
  package var echoes: [ImpulseResponse.Echo] = []
  package var reverberation: Reverberation?

  /// The loss of all echoes together, by ITU-T G.122; `nil` if there is none.
  package var weightedEchoLoss: Double? { impulse?.weightedEchoLoss(echoes) }
}
