import Foundation

/// Damages bytes as nobody would by hand; the same in each run of a seed.
package struct Damages: RandomNumberGenerator, Sendable {
  private var generator: SeededGenerator
  private let pieces: [[UInt8]]

  /// - Parameter pieces: what is put in, such as marks of the format.
  package init(seed: UInt64, pieces: [String]) {
    generator = SeededGenerator(seed: seed)
    self.pieces = pieces.map { Array($0.utf8) }
  }

  /// What a run begins with; `GOOYA_HOSTILE_SEED` is another one.
  package static let seed =
    ProcessInfo.processInfo.environment["GOOYA_HOSTILE_SEED"].flatMap { UInt64($0) } ?? 4475

  /// How many inputs of each kind are tried: a few in a run of all tests, more in
  /// `Benchmarks/hostile`.
  package static let count =
    ProcessInfo.processInfo.environment["GOOYA_HOSTILE_INPUTS"].flatMap { Int($0) } ?? 400

  package mutating func next() -> UInt64 { generator.next() }

  /// Bytes with so many damages, each of them within `reach` bytes.
  ///
  /// - Parameter others: what a part may be taken from.
  package mutating func damaged(
    _ bytes: [UInt8], times: ClosedRange<Int>, reach: Int, among others: [[UInt8]] = []
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: times, using: &self) {
      let part = range(in: bytes, reach)
      switch Int.random(in: 0..<8, using: &self) {
      case 0: bytes.removeSubrange(part)
      case 1: bytes.insert(contentsOf: bytes[part], at: part.lowerBound)
      case 2, 3:
        let piece = pieces.randomElement(using: &self) ?? []
        bytes.insert(contentsOf: piece, at: part.lowerBound)
      case 4: bytes.removeLast(min(bytes.count, Int.random(in: 0...reach, using: &self)))
      case 5:
        let other = others.randomElement(using: &self) ?? []
        bytes.replaceSubrange(part.lowerBound..., with: other[range(in: other, reach)])
      default:
        for place in part.prefix(4) { bytes[place] = UInt8.random(in: 0...255, using: &self) }
      }
    }
    return bytes
  }

  private mutating func range(in bytes: [UInt8], _ reach: Int) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &self)
    return start..<min(bytes.count, start + Int.random(in: 0...reach, using: &self))
  }
}
