import COpus
import CallRuntime
import Telephony

/// Makes sound of Opus's packets (RFC 7587), at a call's own rate.
struct OpusDecoder: SoundDecoder {
  private let decoder: Decoder
  private var room: [Float]

  /// libopus's decoder, which belongs to one stream, so that only its thread has it.
  private final class Decoder: @unchecked Sendable {
    let pointer: OpaquePointer

    init?() {
      var failure: Int32 = 0
      guard let made = opus_decoder_create(Int32(AudioFrame.sampleRate), 1, &failure), failure == 0
      else { return nil }
      pointer = made
    }

    deinit {
      opus_decoder_destroy(pointer)
    }
  }

  /// The longest packet: 120 ms.
  private static let mostSamples = AudioFrame.sampleRate * 120 / 1000

  /// - Returns: `nil` if libopus can't.
  init?() {
    guard let made = Decoder() else { return nil }
    decoder = made
    room = Array(repeating: 0, count: Self.mostSamples)
  }

  var clock: MediaClock { MediaClock(rate: SoundCodec.opus.clockRate) }
  var sampleRate: Int { AudioFrame.sampleRate }

  func duration(of payload: RawSpan) -> Int? {
    payload.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let count = opus_packet_get_nb_samples(
        start.assumingMemoryBound(to: UInt8.self), Int32(bytes.count), Int32(clock.rate))
      return count > 0 ? Int(count) : nil
    }
  }

  mutating func decode(_ payload: RawSpan, appendingTo sound: inout [Float]) {
    let count = payload.withUnsafeBytes { bytes in
      opus_decode_float(
        decoder.pointer, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        Int32(bytes.count), &room, Int32(room.count), 0)
    }
    if count > 0 { sound += room[..<Int(count)] }
  }

  mutating func conceal(_ count: Int, appendingTo sound: inout [Float]) {
    // libopus fills in whole steps of 2.5 ms.
    let step = AudioFrame.sampleRate / 400
    let whole = min((count + step - 1) / step * step, room.count)
    let made = opus_decode_float(decoder.pointer, nil, 0, &room, Int32(whole), 0)
    sound += room[..<min(count, Int(max(made, 0)))]
    for _ in max(0, Int(made))..<max(count, Int(max(made, 0))) { sound.append(0) }
  }

  mutating func pause() {}
}

/// Makes Opus's packets of a call's frames. It belongs to one line, whose lock it is used under.
final class OpusEncoder: @unchecked Sendable {
  private let encoder: OpaquePointer
  private var room = [UInt8](repeating: 0, count: 400)

  /// Speech in wide band, and what the next packet repairs of one that is lost.
  private static let bitrate: Int32 = 24_000
  private static let expectedLoss: Int32 = 5

  /// - Returns: `nil` if libopus can't.
  init?() {
    var failure: Int32 = 0
    guard
      let made = opus_encoder_create(
        Int32(AudioFrame.sampleRate), 1, OPUS_APPLICATION_VOIP, &failure), failure == 0,
      gooya_opus_set_up(made, Self.bitrate, Self.expectedLoss) == 0
    else { return nil }
    encoder = made
  }

  deinit {
    opus_encoder_destroy(encoder)
  }

  func encode(_ sound: UnsafeBufferPointer<Float>, into packet: inout [UInt8]) {
    guard let start = sound.baseAddress else { return }
    let length = opus_encode_float(
      encoder, start, Int32(sound.count), &room, Int32(room.count))
    if length > 0 { packet += room[..<Int(length)] }
  }
}
