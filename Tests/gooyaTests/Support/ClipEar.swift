import Foundation
import Sound

/// Knows clips again in a recording, by normalised cross-correlation: 1 is the clip itself at any
/// level, 0 has nothing to do with it.
struct ClipEar {
  let samples: [Float]
  private let coarse: [Float]

  private static let factor = 8

  init(_ samples: [Float]) {
    self.samples = samples
    coarse = Self.thin(samples)
  }

  /// Where a clip is likest to the recording, near a place, and how like it is.
  func find(_ clip: [Float], near place: Int, within reach: Int) -> (start: Int, likeness: Double) {
    let places = stride(
      from: (place - reach) / Self.factor, through: (place + reach) / Self.factor, by: 1)
    // Thinned, a clip may be likest where it is not, but it is quite like where it is.
    return likenesses(of: Self.thin(clip), in: coarse, at: places)
      .sorted { $0.likeness > $1.likeness }.prefix(6)
      .flatMap { candidate in
        let middle = candidate.start * Self.factor
        return likenesses(
          of: clip, in: samples,
          at: stride(from: middle - Self.factor, through: middle + Self.factor, by: 1))
      }
      .max { $0.likeness < $1.likeness } ?? (place, 0)
  }

  /// The parts that sound, between silences of a length.
  func parts(between silence: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    for (place, sample) in samples.enumerated() where abs(sample) > 0.002 {
      if let last = parts.last, place - last.upperBound < silence {
        parts[parts.count - 1] = last.lowerBound..<place + 1
      } else {
        parts.append(place..<place + 1)
      }
    }
    return parts
  }

  private func likenesses(
    of clip: [Float], in sound: [Float], at places: StrideThrough<Int>
  ) -> [(start: Int, likeness: Double)] {
    let power = clip.reduce(0) { $0 + Double($1) * Double($1) }
    return places.filter { $0 >= 0 && $0 + clip.count <= sound.count }.map {
      ($0, Self.likeness(of: clip, power: power, in: sound, at: $0))
    }
  }

  private static func likeness(
    of clip: [Float], power: Double, in sound: [Float], at start: Int
  ) -> Double {
    var product: Float = 0
    var energy: Float = 0
    clip.withUnsafeBufferPointer { clip in
      sound.withUnsafeBufferPointer { sound in
        var place = 0
        while place < clip.count {
          let sample = sound[start + place]
          product += clip[place] * sample
          energy += sample * sample
          place += 1
        }
      }
    }
    let scale = (power * Double(energy)).squareRoot()
    return scale > 0 ? Double(product) / scale : 0
  }

  /// Every eighth sample of a sound without its higher tones.
  private static func thin(_ samples: [Float]) -> [Float] {
    stride(from: 0, to: samples.count - factor + 1, by: factor).map { start in
      samples[start..<start + factor].reduce(0, +) / Float(factor)
    }
  }
}
