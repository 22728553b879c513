import Glibc

extension ImpulseResponse {
  /// The sound once more, later.
  package struct Echo: Hashable, Sendable {
    /// How much later than the direct sound, in seconds.
    package let delay: Double
    /// How much weaker than the direct sound, over the whole band, in dB: the echo path's return
    /// loss if the direct sound is what was sent.
    package let loss: Double
  }

  /// Half of the time over which a sound's power is summed, in seconds.
  private static let reach = 0.001
  /// An echo that is nearer to the direct sound can't be told from its own end, in seconds.
  private static let shortestDelay = 0.004
  /// How far an echo stands above what is around it, in dB; a room's reverberation is no echo.
  private static let contrast = 8.0
  /// The least loss that can be an echo, beside the direct sound's own ripple and noise, in dB.
  private static let greatestLoss = 55.0

  /// The echoes, the strongest first.
  package func echoes(atMost count: Int = 5) -> [Echo] {
    let rate = Double(sampleRate)
    let reach = max(1, Int(Self.reach * rate))
    let powers = powers(over: reach)
    let around = Int(0.02 * rate)
    let first = direct + Int(Self.shortestDelay * rate)
    guard first < powers.count - reach else { return [] }
    let threshold = pow(10, Self.contrast / 10)
    let floor = max(
      powers[first...].sorted()[(powers.count - first) / 2] * threshold * 2,
      powers[direct] * pow(10, -Self.greatestLoss / 10))
    var echoes: [Echo] = []
    for index in first..<powers.count - reach where powers[index] > floor {
      let near = (index - 4 * reach)...min(powers.count - 1, index + 4 * reach)
      guard powers[near].allSatisfy({ $0 <= powers[index] }) else { continue }
      let before = powers[max(first, index - around)..<max(first, index - 3 * reach)]
      let after = powers[min(powers.count, index + 3 * reach)..<min(powers.count, index + around)]
      let rest = (before.reduce(0, +) + after.reduce(0, +)) / Double(before.count + after.count + 1)
      guard powers[index] > threshold * rest else { continue }
      echoes.append(
        Echo(
          delay: Double(index - direct) / rate,
          loss: 10 * log10(powers[direct] / powers[index])))
    }
    return Array(echoes.sorted { $0.loss < $1.loss }.prefix(count))
  }

  /// For each place, the sum of the envelope's squares around it.
  private func powers(over reach: Int) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(envelope.count + 1)
    for value in envelope { sums.append(sums[sums.count - 1] + Double(value) * Double(value)) }
    return envelope.indices.map {
      sums[min(envelope.count, $0 + reach + 1)] - sums[max(0, $0 - reach)]
    }
  }
}
