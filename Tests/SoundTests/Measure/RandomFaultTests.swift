import Glibc
import RandomInputs
import Testing

@testable import Sound

/// Faults at places and of lengths that a seed chooses, anywhere in the signal.
@Suite struct `Random faults on a path` {
  struct Plan: CustomTestStringConvertible, Sendable {
    let sampleRate: Int
    let kind: Dropout.Kind
    /// When what is missing, repeated or wrong was played, in seconds of the signal, and how long it is.
    let time: Double
    let length: Double
    let sound: PlantedPath
    let path: PlantedPath
    let testDescription: String
  }

  private static let signals = Dictionary(
    uniqueKeysWithValues: [8000, 16_000, 44_100, 48_000].map {
      ($0, LoopbackSignal(sampleRate: $0, length: .seconds(8)))
    })

  private static func plan(_ seed: UInt64, _ sampleRate: Int) -> Plan {
    var random = SeededGenerator(seed: seed)
    let rate = Double(sampleRate)
    var sound = PlantedPath(delay: random.next(from: 0.01, to: 0.15))
    let name = ["linear", "µ-law", "noisy", "drifting"][random.next(4)]
    switch name {
    case "µ-law": sound.isMuLaw = true
    case "noisy": sound.noise = random.next(from: -70, to: -45)
    case "drifting": (sound.noise, sound.drift) = (-75, random.next(from: -150, to: 150))
    default: break
    }
    let whole = { (time: Double) in (time * rate).rounded() / rate }
    let kind = [Dropout.Kind.silence, .skip, .delay, .click][random.next(4)]
    var path = sound
    var time = whole(random.next(from: 0.3, to: 7))
    var length = 1 / rate
    switch kind {
    case .silence:
      length = whole(random.next(from: 0.02, to: 0.4))
      // Where nothing sounds, nothing can be missed.
      while !isLoud(time..<time + length, sampleRate) {
        time = whole(random.next(from: 0.3, to: 7))
      }
      path.holes = [time..<time + length]
    case .click:
      path.clicks = [time]
      path.clickHeight = Float(pow(10, random.next(from: -30, to: -6) / 20))
    default:
      length = pow(4000, random.next(from: 0, to: 1)).rounded(.up) / rate
      // A skip may take the last track with it, after which nothing is known.
      time = whole(min(time, 7 - length))
      if kind == .skip { path.skips = [time..<time + length] }
      if kind == .delay { path.repeats = [time..<time + length] }
    }
    return Plan(
      sampleRate: sampleRate, kind: kind, time: time, length: length, sound: sound, path: path,
      testDescription: "\(seed): \(kind.rawValue) at \(sampleRate) Hz, \(name)")
  }

  /// Whether the signal sounds in enough of a part.
  private static func isLoud(_ part: Range<Double>, _ sampleRate: Int) -> Bool {
    guard let signal = signals[sampleRate] else { return false }
    let rate = Double(sampleRate)
    let samples = signal.samples[Int(part.lowerBound * rate)..<Int(part.upperBound * rate)]
    return samples.count { abs($0) > 0.02 } > Int(0.01 * rate)
  }

  private static let plans =
    (1...12).map { plan($0, 8000) } + (1...5).map { plan($0, 16_000) }
    + [plan(1, 44_100), plan(2, 48_000), plan(3, 48_000)]

  /// A place is known to 6 ms, a mute's length to 6 ms and a jump's to half a sample.
  @Test(arguments: plans)
  func `are named with their kind and place, and nothing else is`(plan: Plan) throws {
    let signal = try #require(Self.signals[plan.sampleRate])
    let report = LoopbackAnalysis(signal).report(
      on: LoopbackRecording(samples: plan.path.carry(signal)))
    #expect(report.dropouts.map(\.kind) == [plan.kind], "\(report.dropouts.map(\.text))")
    let found = try #require(report.dropouts.first)
    let (earliest, latest) = (found.earliest / .seconds(1), found.latest / .seconds(1))
    // What is repeated may be taken for late from its first sample on, or from its last.
    let end = plan.kind == .delay ? plan.time + plan.length : plan.time
    #expect(earliest < end + 0.006 && latest > plan.time - 0.006, "\(found.text), \(plan.time)")
    let length = found.length / .seconds(1)
    switch plan.kind {
    case .skip, .delay: #expect(abs(length - plan.length) < 0.6 / Double(plan.sampleRate))
    case .silence:
      let longest = found.longest.map { $0 / .seconds(1) } ?? length
      #expect(length < plan.length + 0.006 && longest > plan.length - 0.006)
    default: break
    }
  }

  @Test(arguments: plans.prefix(8))
  func `aren't told of paths without one`(plan: Plan) throws {
    let signal = try #require(Self.signals[plan.sampleRate])
    let report = LoopbackAnalysis(signal).report(
      on: LoopbackRecording(samples: plan.sound.carry(signal)))
    #expect(report.dropouts.isEmpty, "\(report.dropouts.map(\.text))")
  }
}

extension SeededGenerator {
  fileprivate mutating func next(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  fileprivate mutating func next(from least: Double, to greatest: Double) -> Double {
    least + (greatest - least) * Double(next() >> 11) / Double(1 << 53)
  }
}
