import CKissFFT
import Glibc

/// How intelligible speech is after a path, by the short-time objective intelligibility measure
/// (STOI) of Taal, Hendriks, Heusdens and Jensen, "An Algorithm for Intelligibility Prediction of
/// Time-Frequency Weighted Noisy Speech" (IEEE Transactions on Audio, Speech and Language
/// Processing 19, 2011).
///
/// The envelopes of 15 bands of a third of an octave, from 150 to 4300 Hz, are correlated over 384 ms,
/// sent with heard, and the correlations averaged. It predicts the share of words that listeners
/// understand, which noise, clipping, lost packets and coding lower. It is not a mean opinion score
/// and neither PESQ nor POLQA: it doesn't tell how pleasant or natural speech sounds, nor how loud,
/// delayed or echoing a conversation is. Both sounds must begin at the same moment and keep the
/// same clock.
package struct Intelligibility: Hashable, Sendable {
  /// From 0, nothing, to 1, as sent; below 0 by chance.
  package let score: Double

  /// In Hz.
  private static let sampleRate = 10_000
  private static let frameLength = 256
  private static let hop = frameLength / 2
  private static let transformLength = 512
  private static let bandCount = 15
  /// The middle of the lowest band, in Hz.
  private static let lowestBand = 150.0
  /// The frames of a segment: 384 ms.
  private static let segmentLength = 30
  /// Frames of the sent sound that are quieter than its loudest by more are left out, in dB.
  private static let dynamicRange = 40.0
  /// The lowest ratio of signal to distortion that counts in one frame of a band, in dB.
  private static let lowestRatio = -15.0
  /// How many times the sent envelope a heard one of the same level may be.
  private static let clipping = 1 + pow(10, -lowestRatio / 20)

  /// - Parameters:
  ///   - heard, sent: from the same moment on; what one has more than the other doesn't count.
  ///   - sampleRate: in Hz.
  /// - Returns: `nil` if there is too little speech: less than 30 frames of 25.6 ms, each overlapping
  ///   the one before by half.
  package init?(of heard: [Float], against sent: [Float], sampleRate: Int) {
    let count = min(heard.count, sent.count)
    guard
      let sent = Self.resampled(sent.prefix(count), from: sampleRate),
      let heard = Self.resampled(heard.prefix(count), from: sampleRate)
    else { return nil }
    let (clean, degraded) = Self.withoutPauses(sent, heard)
    let transform = FourierTransform(atLeast: Self.transformLength)
    let cleanBands = Self.envelopes(of: clean, by: transform)
    let degradedBands = Self.envelopes(of: degraded, by: transform)
    let frames = cleanBands[0].count
    guard frames >= Self.segmentLength else { return nil }
    var sum = 0.0
    for start in 0...frames - Self.segmentLength {
      let segment = start..<start + Self.segmentLength
      for (x, y) in zip(cleanBands, degradedBands) {
        sum += Self.correlation(of: x[segment], with: y[segment])
      }
    }
    score = sum / Double((frames - Self.segmentLength + 1) * Self.bandCount)
  }

  private static func resampled(_ sound: ArraySlice<Float>, from rate: Int) -> [Float]? {
    AudioClip(samples: Array(sound), sampleRate: rate).resampled(to: sampleRate)?.samples
  }
}

extension Intelligibility {
  private static let window = (1...frameLength).map {
    Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(frameLength + 1)))
  }

  /// Where frames begin.
  private static func starts(in sound: [Float]) -> StrideTo<Int> {
    stride(from: 0, to: sound.count - frameLength, by: hop)
  }

  private static func frame(of sound: [Float], at start: Int) -> [Float] {
    (0..<frameLength).map { sound[start + $0] * window[$0] }
  }

  /// Both sounds without the frames in which the sent one is quiet, the others joined by overlapping
  /// them again.
  private static func withoutPauses(_ sent: [Float], _ heard: [Float]) -> ([Float], [Float]) {
    let energies = starts(in: sent).map { frame(of: sent, at: $0).energy }
    let least = (energies.max() ?? 0) * pow(10, -dynamicRange / 10)
    let kept = zip(starts(in: sent), energies).filter { $0.1 > least }.map(\.0)
    func joined(_ sound: [Float]) -> [Float] {
      guard !kept.isEmpty else { return [] }
      var result = [Float](repeating: 0, count: (kept.count - 1) * hop + frameLength)
      for (number, start) in kept.enumerated() {
        for (index, sample) in frame(of: sound, at: start).enumerated() {
          result[number * hop + index] += sample
        }
      }
      return result
    }
    return (joined(sent), joined(heard))
  }

  /// For each band, its amplitude in each frame.
  private static func envelopes(
    of sound: [Float], by transform: FourierTransform
  ) -> [[Double]] {
    let spectra = starts(in: sound).map { transform.spectrum(of: frame(of: sound, at: $0)) }
    let binWidth = Double(sampleRate) / Double(transformLength)
    return (0..<bandCount).map { band in
      let edges = [-1.0, 1].map { side in
        lowestBand * pow(2, (2 * Double(band) + side) / 6) / binWidth
      }
      let bins = Int(edges[0].rounded())..<Int(edges[1].rounded())
      return spectra.map { spectrum in
        bins.reduce(0) { $0 + spectrum[$1].power }.squareRoot()
      }
    }
  }

  /// The correlation of a sent envelope with a heard one of the same level, clipped.
  private static func correlation(of x: ArraySlice<Double>, with y: ArraySlice<Double>) -> Double {
    let tiny = Double.ulpOfOne
    func norm(_ values: some Sequence<Double>) -> Double {
      values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    func centred(_ values: some Collection<Double>) -> [Double] {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.map { $0 - mean }
    }
    let gain = norm(x) / (norm(y) + tiny)
    let a = centred(x)
    let b = centred(zip(x, y).map { min($1 * gain, $0 * clipping) })
    return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / ((norm(a) + tiny) * (norm(b) + tiny))
  }
}
