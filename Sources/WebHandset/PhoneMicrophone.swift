internal import CallRuntime
internal import Synchronization

/// The caller's sound between the page, which sends it as it comes, and the call, which takes 20 ms
/// at a time.
final class PhoneMicrophone: Sendable {
  private let frames = Mutex<[[Float]]>([])

  /// What a network's hiccups need; of more the oldest is forgotten, since the caller would be heard
  /// late for the rest of the call.
  private static let most = 8

  /// - Parameter bytes: 16-bit samples, little-endian, as many as a frame has.
  /// - Returns: whether they are that.
  func take(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == AudioFrame.length * 2 else { return false }
    let samples = stride(from: 0, to: bytes.count, by: 2).map { place in
      Float(Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)) / 32768
    }
    frames.withLock { frames in
      if frames.count >= Self.most { frames.removeFirst() }
      frames.append(samples)
    }
    return true
  }

  /// The next frame; `nil` if none has come.
  func next() -> [Float]? {
    frames.withLock { frames in frames.isEmpty ? nil : frames.removeFirst() }
  }

  func clear() { frames.withLock { $0 = [] } }
}
