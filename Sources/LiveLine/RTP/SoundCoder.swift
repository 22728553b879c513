import CallRuntime
import Telephony

/// Between a call's frames and what a codec makes of them.
struct SoundCoder {
  /// The law of G.711; `nil` for Opus.
  private let law: G711?
  private let opus: OpusEncoder?
  private var halving = HalfBand(block: SoundCoder.block)
  private var doubling = HalfBand(block: SoundCoder.block)
  private var low = [Float](repeating: 0, count: SoundCoder.block)
  private var high = [Float](repeating: 0, count: AudioFrame.length)

  /// Samples of 20 ms at G.711's rate.
  static let block = 160

  /// - Returns: `nil` if the codec can't be had.
  init?(_ codec: SoundCodec) {
    switch codec {
    case .pcma: (law, opus) = (.aLaw, nil)
    case .pcmu: (law, opus) = (.muLaw, nil)
    case .opus:
      guard let made = OpusEncoder() else { return nil }
      (law, opus) = (nil, made)
    }
  }

  /// What takes the far side's packets; the first is still to be taken.
  func receiver(_ header: RTPHeader) -> RTPReceiver? {
    if let law { return RTPReceiver(header, decoder: G711Decoder(law)) }
    return OpusDecoder().map { RTPReceiver(header, decoder: $0) }
  }

  /// Makes a call's frame of a decoder's; `nil` is silence.
  mutating func decode(
    _ samples: UnsafeBufferPointer<Float>?, _ sound: (UnsafeBufferPointer<Float>?) -> Void
  ) {
    guard let samples, law != nil else { return sound(samples) }
    high.withUnsafeMutableBufferPointer { high in
      doubling.double(samples, into: high)
      sound(UnsafeBufferPointer(high))
    }
  }

  /// Appends a frame, coded.
  mutating func encode(_ sound: UnsafeBufferPointer<Float>, into packet: inout [UInt8]) {
    guard let law else {
      opus?.encode(sound, into: &packet)
      return
    }
    low.withUnsafeMutableBufferPointer { low in
      halving.halve(sound, into: low)
      law.encode(UnsafeBufferPointer(low), appendingTo: &packet)
    }
  }
}
