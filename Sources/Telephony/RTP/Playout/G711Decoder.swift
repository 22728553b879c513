/// G.711 as a codec of packets: a byte a sample.
public struct G711Decoder: SoundDecoder {
  private let law: G711
  private var concealment = LossConcealment()

  public init(_ law: G711) {
    self.law = law
  }

  public var clock: MediaClock { .telephone }
  public var sampleRate: Int { 8_000 }

  public func duration(of payload: RawSpan) -> Int? {
    payload.isEmpty ? nil : payload.byteCount
  }

  public mutating func decode(_ payload: RawSpan, appendingTo sound: inout [Float]) {
    let start = sound.count
    sound.append(contentsOf: repeatElement(0, count: payload.byteCount))
    sound.withUnsafeMutableBufferPointer { sound in
      let sound = UnsafeMutableBufferPointer(rebasing: sound[start...])
      payload.withUnsafeBytes { codes in
        law.levels.withUnsafeBufferPointer { levels in
          for place in 0..<sound.count { sound[place] = levels[Int(codes[place])] }
        }
      }
      concealment.take(sound)
    }
  }

  public mutating func conceal(_ count: Int, appendingTo sound: inout [Float]) {
    concealment.fill(count, appendingTo: &sound)
  }

  public mutating func pause() {
    concealment.forget()
  }
}
