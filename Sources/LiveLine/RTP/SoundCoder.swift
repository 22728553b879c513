import CallRuntime
import Telephony

/// Between a call's frames and what a codec makes of them.
struct SoundCoder {
  private let law: G711
  private var halving = HalfBand(block: SoundCoder.block)
  private var doubling = HalfBand(block: SoundCoder.block)
  private var low = [Float](repeating: 0, count: SoundCoder.block)
  private var high = [Float](repeating: 0, count: AudioFrame.length)

  /// Samples of 20 ms at G.711's rate.
  static let block = 160

  init(_ codec: SoundCodec = .pcmu) {
    law = codec == .pcma ? .aLaw : .muLaw
  }

  /// What takes a source's packets.
  func receiver(_ header: RTPHeader) -> RTPReceiver {
    RTPReceiver(header, decoder: G711Decoder(law))
  }

  /// Makes a call's frame of a decoder's; `nil` is silence.
  mutating func decode(
    _ samples: UnsafeBufferPointer<Float>?, _ sound: (UnsafeBufferPointer<Float>?) -> Void
  ) {
    guard let samples else { return sound(nil) }
    high.withUnsafeMutableBufferPointer { high in
      doubling.double(samples, into: high)
      sound(UnsafeBufferPointer(high))
    }
  }

  /// Appends a frame, coded.
  mutating func encode(_ sound: UnsafeBufferPointer<Float>, into packet: inout [UInt8]) {
    low.withUnsafeMutableBufferPointer { low in
      halving.halve(sound, into: low)
      for sample in low {
        let scaled = (sample * 32_768).rounded()
        packet.append(law.encode(Int16(max(-32_768, min(32_767, scaled)))))
      }
    }
  }
}
