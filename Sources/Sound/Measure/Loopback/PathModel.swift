import CKissFFT
import Glibc

/// A path's impulse response, by which what it should make of the signal is predicted.
final class PathModel {
  private let signal: [Float]
  private let transform: FourierTransform
  private let response: FourierTransform.Spectrum
  /// The response's samples before and after the sound itself.
  private let before: Int
  private let after: Int

  /// Estimates the response by dividing the spectra, and keeps what is near the sound itself.
  ///
  /// - Parameters:
  ///   - signal: the whole signal.
  ///   - sent: a part of it to learn from.
  ///   - heard: what was heard of that part, on the same clock.
  init(signal: [Float], sent: [Float], heard: [Float], sampleRate: Int) {
    self.signal = signal
    before = sampleRate / 100
    after = sampleRate / 8
    let whole = FourierTransform(atLeast: sent.count + before + after)
    let played = whole.spectrum(of: sent)
    var quotient = whole.spectrum(of: heard)
    // Frequencies that weren't played aren't amplified.
    let least = 1e-5 * played.reduce(0) { $0 + $1.power } / Double(played.count)
    for index in quotient.indices {
      let (x, y) = (played[index], quotient[index])
      let scale = Float(1 / (x.power + least))
      quotient[index] = kiss_fft_cpx(
        r: (y.r * x.r + y.i * x.i) * scale, i: (y.i * x.r - y.r * x.i) * scale)
    }
    let impulse = whole.samples(of: quotient)

    transform = FourierTransform(atLeast: 4 * (before + after))
    var kept = [Float](repeating: 0, count: transform.length)
    for lag in -before...after {
      let edge = lag < 0 ? Double(-lag) / Double(before) : Double(lag) / Double(after)
      // Faded over its last quarter.
      let gain = edge < 0.75 ? 1 : 0.5 + 0.5 * cos(.pi * (edge - 0.75) * 4)
      kept[(lag + kept.count) % kept.count] =
        impulse[(lag + impulse.count) % impulse.count] * Float(gain)
    }
    response = transform.spectrum(of: kept)
  }

  /// What should be heard of a part of the signal.
  func predicted(_ range: Range<Int>) -> [Float] {
    let hop = transform.length - before - after
    var result: [Float] = []
    result.reserveCapacity(range.count)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: hop) {
      let count = min(hop, range.upperBound - start)
      var block = [Float](repeating: 0, count: transform.length)
      let first = start - after
      let known = max(0, first)..<max(0, min(signal.count, first + block.count))
      if !known.isEmpty {
        block.replaceSubrange(
          known.lowerBound - first..<known.upperBound - first, with: signal[known])
      }
      var spectrum = transform.spectrum(of: block)
      for index in spectrum.indices {
        let (a, b) = (spectrum[index], response[index])
        spectrum[index] = kiss_fft_cpx(r: a.r * b.r - a.i * b.i, i: a.r * b.i + a.i * b.r)
      }
      result += transform.samples(of: spectrum)[after..<after + count]
    }
    return result
  }
}
