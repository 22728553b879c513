import CKissFFT
import Glibc

/// What a path did to any known sound: speech or music that was sent, beside what was heard of it.
package struct SoundComparison: Sendable {
  /// How much later what was heard begins in its file, in seconds.
  package let delay: Double
  /// How much faster the capture's clock ran, in parts per million; `nil` if the sound is too short.
  package let drift: Double?
  /// How much louder it was heard, in dB.
  package let gain: Double
  /// How much of what was heard is what was sent, from 0 to 1: the correlation coefficient.
  package let likeness: Double
  package let isInverted: Bool
  package let response: FrequencyResponse
  /// `nil` if there is too little speech.
  package let intelligibility: Intelligibility?
  /// How much of the sent sound was compared.
  package let compared: Duration

  private static let rate = 8000
  /// The pieces by which the drift is followed, in seconds.
  private static let piece = 1.0

  /// - Parameters: mono, at any sample rates.
  /// - Returns: `nil` if the sound wasn't found in what was heard, or is shorter than 0.2 s.
  package init?(sent: AudioClip, heard: AudioClip) {
    guard let played = sent.resampled(to: Self.rate)?.samples,
      let captured = heard.resampled(to: Self.rate)?.samples,
      played.count >= Self.rate / 5, captured.count >= Self.rate / 5,
      let rough = Self.place(of: played[...], in: captured)
    else { return nil }
    let pieces = Self.pieces(of: played, in: captured, near: rough.lag)
    let (start, slope) = Self.line(through: pieces, otherwise: Double(rough.lag))
    delay = start / Double(Self.rate)
    drift = pieces.count >= 4 ? slope * 1e6 : nil
    isInverted = rough.isInverted

    // At the sent sound's rate, on its clock.
    let rate = sent.sampleRate
    guard let whole = heard.resampled(to: rate)?.samples else { return nil }
    let line = AlignedSound.Line(delay: delay, played: 0, slope: slope)
    let first = max(0, Int((-delay + 0.01) * Double(rate)))
    let last = min(
      sent.samples.count, Int((Double(whole.count) / Double(rate) - delay - 0.01) * Double(rate)))
    guard last - first > rate / 5 else { return nil }
    let aligned = AlignedSound(whole, offset: 0, sampleRate: rate).samples(
      first..<last, along: line)
    let reference = Array(sent.samples[first..<last])
    let product = zip(aligned, reference).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    let (power, energy) = (reference.energy, aligned.energy)
    guard power > 0, energy > 0 else { return nil }
    likeness = min(1, abs(product) / (power * energy).squareRoot())
    // Of what was sent, without what else is heard.
    gain = 20 * log10(max(1e-9, abs(product) / power))
    response = FrequencyResponse(
      played: reference, captured: aligned, noise: [], sampleRate: rate,
      band: 40...0.49 * Double(min(rate, heard.sampleRate)))
    intelligibility = Intelligibility(of: aligned, against: reference, sampleRate: rate)
    compared = .seconds(Double(last - first) / Double(rate))
  }

  /// Where a sound is in another one: the strongest correlation, whitened so that a voice's pitch
  /// doesn't blur it.
  private static func place(
    of sound: ArraySlice<Float>, in other: [Float]
  ) -> (lag: Int, isInverted: Bool)? {
    let transform = FourierTransform(atLeast: sound.count + other.count)
    var product = transform.spectrum(of: other)
    let sent = transform.spectrum(of: sound)
    let mean = sent.reduce(0) { $0 + $1.power } / Double(sent.count)
    for index in product.indices {
      let (a, b) = (sent[index], product[index])
      let scale = Float(1 / (a.power + 0.01 * mean + 1e-12))
      product[index].r = (a.r * b.r + a.i * b.i) * scale
      product[index].i = (a.r * b.i - a.i * b.r) * scale
    }
    let correlation = transform.samples(of: product)
    var (strongest, place, power): (Float, Int, Double) = (0, 0, 0)
    for (lag, value) in correlation.enumerated() {
      power += Double(value) * Double(value)
      if abs(value) > strongest { (strongest, place) = (abs(value), lag) }
    }
    // Chance reaches five or six times the usual value.
    guard Double(strongest) > 10 * (power / Double(correlation.count)).squareRoot() else {
      return nil
    }
    let lag = place < other.count ? place : place - correlation.count
    return (lag, correlation[place] < 0)
  }

  /// The delay of each piece that is found near where it should be, in samples.
  private static func pieces(
    of played: [Float], in captured: [Float], near lag: Int
  ) -> [(time: Double, delay: Double)] {
    let length = Int(piece * Double(rate))
    let reach = rate / 10
    let transform = FourierTransform(atLeast: 2 * length + 4 * reach)
    return stride(from: 0, to: played.count - length, by: length).compactMap { start in
      let from = start + lag - reach
      let stretch = (from..<from + length + 2 * reach).map {
        captured.indices.contains($0) ? captured[$0] : 0
      }
      let reference = played[start..<start + length]
      guard reference.energy > 1e-4 * Double(length), stretch.energy > 0 else { return nil }
      let correlation = transform.correlation(
        of: reference, withSpectrum: transform.spectrum(of: stretch), lags: 2 * reach + 1)
      guard
        let strongest = correlation.indices.max(by: { abs(correlation[$0]) < abs(correlation[$1]) }
        ),
        strongest > 0, strongest < correlation.count - 1
      else { return nil }
      let part = stretch[strongest..<strongest + length]
      let likeness =
        abs(Double(correlation[strongest])) / (part.energy * reference.energy).squareRoot()
      guard likeness > 0.5 else { return nil }
      let (a, b, c) = (
        abs(Double(correlation[strongest - 1])), abs(Double(correlation[strongest])),
        abs(Double(correlation[strongest + 1]))
      )
      let curve = a - 2 * b + c
      let shift = curve < 0 ? (a - c) / (2 * curve) : 0
      return (
        Double(start) + Double(length) / 2, Double(lag - reach + strongest) + shift
      )
    }
  }

  /// The delay at the beginning and its growth per sample: the median slope of all pairs (Theil and
  /// Sen), which a piece in the wrong place doesn't bend.
  private static func line(
    through pieces: [(time: Double, delay: Double)], otherwise delay: Double
  ) -> (delay: Double, slope: Double) {
    guard pieces.count >= 4 else {
      let delays = pieces.map(\.delay).sorted()
      return (delays.isEmpty ? delay : delays[delays.count / 2], 0)
    }
    var slopes: [Double] = []
    let step = max(1, pieces.count / 200)
    for first in stride(from: 0, to: pieces.count, by: step) {
      for second in stride(from: first + 1, to: pieces.count, by: step) {
        slopes.append(
          (pieces[second].delay - pieces[first].delay) / (pieces[second].time - pieces[first].time))
      }
    }
    let slope = slopes.sorted()[slopes.count / 2]
    let starts = pieces.map { $0.delay - slope * $0.time }.sorted()
    return (starts[starts.count / 2], slope)
  }
}
