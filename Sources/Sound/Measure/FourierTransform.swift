import CKissFFT
import Glibc

/// The discrete Fourier transform of real samples for one length, by kissfft.
final class FourierTransform {
  /// The number of input samples; a power of two.
  let length: Int
  private let forward: OpaquePointer
  private let backward: OpaquePointer

  typealias Spectrum = [kiss_fft_cpx]

  /// - Parameter samples: the least number of samples that must fit.
  init(atLeast samples: Int) {
    var length = 32
    while length < samples { length *= 2 }
    self.length = length
    guard let forward = kiss_fftr_alloc(Int32(length), 0, nil, nil),
      let backward = kiss_fftr_alloc(Int32(length), 1, nil, nil)
    else { preconditionFailure("there is no memory for a transform of \(length) samples") }
    self.forward = forward
    self.backward = backward
  }

  deinit {
    free(UnsafeMutableRawPointer(forward))
    free(UnsafeMutableRawPointer(backward))
  }

  /// The spectrum from 0 Hz to half the sample rate of samples padded with zeros.
  func spectrum(of samples: some Collection<Float>) -> Spectrum {
    var padded = [Float](repeating: 0, count: length)
    padded.replaceSubrange(0..<samples.count, with: samples)
    return Spectrum(unsafeUninitializedCapacity: length / 2 + 1) { buffer, count in
      kiss_fftr(forward, padded, buffer.baseAddress)
      count = length / 2 + 1
    }
  }

  /// The samples for a spectrum.
  func samples(of spectrum: Spectrum) -> [Float] {
    var samples = [Float](unsafeUninitializedCapacity: length) { buffer, count in
      kiss_fftri(backward, spectrum, buffer.baseAddress)
      count = length
    }
    let scale = 1 / Float(length)
    for index in 0..<samples.count { samples[index] *= scale }
    return samples
  }

  /// The cross-correlation of a reference with sound: at index `lag`, the sum of the products of
  /// the reference with the sound from `lag` on.
  ///
  /// - Parameters:
  ///   - reference: shorter than the sound.
  ///   - sound: the sound's spectrum by this transform, which must be long enough for both
  ///     together.
  ///   - lags: how many to compute.
  func correlation(
    of reference: some Collection<Float>, withSpectrum sound: Spectrum, lags: Int
  ) -> [Float] {
    var product = spectrum(of: reference)
    for index in 0..<product.count {
      let (a, b) = (product[index], sound[index])
      product[index] = kiss_fft_cpx(r: a.r * b.r + a.i * b.i, i: a.r * b.i - a.i * b.r)
    }
    return Array(samples(of: product)[..<lags])
  }
}

extension kiss_fft_cpx {
  var power: Double { Double(r) * Double(r) + Double(i) * Double(i) }
}
