/// G.711 as a codec of packets: a byte a sample.
public struct G711Decoder: SoundDecoder {
  private let samples: [Float]
  private var concealment = LossConcealment()

  public init(_ law: G711) {
    samples = (0...UInt8.max).map { Float(law.decode($0)) / 32_768 }
  }

  public var clock: MediaClock { .telephone }
  public var sampleRate: Int { 8_000 }

  public func duration(of payload: RawSpan) -> Int? {
    payload.isEmpty ? nil : payload.byteCount
  }

  public mutating func decode(_ payload: RawSpan, appendingTo sound: inout [Float]) {
    let start = sound.count
    payload.withUnsafeBytes { codes in
      samples.withUnsafeBufferPointer { samples in
        for code in codes { sound.append(samples[Int(code)]) }
      }
    }
    sound.withUnsafeMutableBufferPointer { sound in
      concealment.take(UnsafeMutableBufferPointer(rebasing: sound[start...]))
    }
  }

  public mutating func conceal(_ count: Int, appendingTo sound: inout [Float]) {
    concealment.fill(count, appendingTo: &sound)
  }

  public mutating func pause() {
    concealment.forget()
  }
}
