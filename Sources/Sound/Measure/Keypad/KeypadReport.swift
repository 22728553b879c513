package import Telephony

/// What a receiver made of a `KeypadSuite`.
package struct KeypadReport: Sendable {
  /// How one section went.
  package struct Part: Sendable {
    package let section: KeypadSuite.Section
    /// Probes that must be taken, and how many were.
    package let required: Int
    package let taken: Int
    /// Probes that must not be taken, and how many were; for talk-off, the digits heard.
    package let forbidden: Int
    package let falselyTaken: Int
    /// The values of those that must be taken and weren't.
    package let missed: [Double]
    /// The range of values around the easiest in which all were taken, whether they had to be or not;
    /// `nil` if the easiest isn't wholly in the recording.
    package let range: ClosedRange<Double>?
    /// Digits heard in its time that weren't sent.
    package let wrong: [DTMFDigit]
    /// Probes that aren't in the recording, and aren't judged.
    package let unheard: Int

    /// Whether anything of it is in the recording.
    package let isPresent: Bool

    package enum Outcome: String, Sendable {
      case passed
      case failed
      /// Only a part of it is in the recording, and passed.
      case incomplete
      case notPresent = "not_present"
    }

    package var outcome: Outcome {
      if !isPresent { return .notPresent }
      if taken < required || falselyTaken > 0 || !wrong.isEmpty { return .failed }
      return unheard > 0 ? .incomplete : .passed
    }
  }

  /// What of the suite a recording lacks.
  package struct Missing: Hashable, Sendable {
    /// How much later it begins than the suite does, and how much earlier it ends, in s.
    package let beginning: Double
    package let end: Double
  }

  package let parts: [Part]
  /// `nil` if every probe is in the recording.
  package let missing: Missing?
  /// How much louder digits came back than they were sent, in dB; `nil` if none was measured.
  package let gain: Double?
  /// How much louder the high tones became beside the low ones, in dB.
  package let twist: Double?
  /// The median digit's tones over other sound, in dB.
  package let signalToNoise: Double?
  /// How much faster what was heard ran, in parts per million.
  package let drift: Double?

  package var isPassed: Bool { parts.allSatisfy { $0.outcome == .passed } }

  /// Whether nothing is wrong with what is in the recording, and anything is in it.
  package var isPassedAsFarAsHeard: Bool {
    parts.allSatisfy { $0.outcome != .failed } && parts.contains(where: \.isPresent)
  }

  /// How many were taken of those that must be.
  package var taken: Int { parts.reduce(0) { $0 + $1.taken } }

  /// Judges the sound of the suite as it came back, by gooya's own receiver.
  ///
  /// - Parameter heard: telephone sound of one channel.
  /// - Returns: `nil` if the suite isn't in it.
  package init?(of suite: KeypadSuite, heard: [Int16]) {
    guard let place = suite.place(in: heard.map { Float($0) / 32768 }) else { return nil }
    var detector = DTMFDetector()
    let detections = detector.detect(in: heard + [Int16](repeating: 0, count: 800))
    var takes = suite.probes.map { _ in [DTMFDigit]() }
    for detection in detections {
      let moment = place.moment(of: detection.decidedAt)
      // A digit is decided 35 ms after its onset, or when it ends.
      guard let index = suite.probes.lastIndex(where: { $0.start + Self.soonest <= moment }),
        moment <= suite.end(of: index) + Self.latest
      else { continue }
      takes[index].append(detection.digit)
    }
    let (begins, ends) = (place.moment(of: 0), place.moment(of: heard.count))
    let isHeard = suite.probes.indices.map { index in
      suite.probes[index].start >= begins && suite.end(of: index) <= ends
    }
    // Of a stretch without digits any part shows whether some are taken.
    let isTried = suite.probes.indices.map { index in
      isHeard[index]
        || suite.probes[index].digit == nil && suite.probes[index].start < ends
          && suite.end(of: index) > begins
    }
    parts = Self.parts(of: suite, takes: takes, isHeard: isHeard, isTried: isTried)
    missing =
      isHeard.allSatisfy(\.self)
      ? nil
      : Missing(
        beginning: max(0, begins), end: max(0, suite.duration / .seconds(1) - ends))
    drift = place.isRateKnown ? (place.rate - 1) * 1e6 : nil
    let digits = Self.analysis(of: suite, in: heard, at: place).digits.map(\.signal)
    gain = digits.map { ($0.low.level + $0.high.level) / 2 + 10 }.medianOfAll
    twist = digits.map(\.twist).medianOfAll
    signalToNoise = digits.map(\.snr).medianOfAll
  }

  /// Judges the digits that another receiver took, in their order.
  package init(of suite: KeypadSuite, received digits: [DTMFDigit]) {
    let all = suite.probes.map { _ in true }
    parts = Self.parts(of: suite, takes: suite.align(digits), isHeard: all, isTried: all)
    missing = nil
    gain = nil
    twist = nil
    signalToNoise = nil
    drift = nil
  }

  private static let soonest = 0.008
  private static let latest = 0.1

  private static func analysis(
    of suite: KeypadSuite, in heard: [Int16], at place: KeypadSuite.Place
  ) -> DTMFAnalysis {
    let times = suite.probes.prefix { $0.section == .digits }.map(\.start)
    guard let first = times.first, let last = times.last else { return DTMFAnalysis(of: []) }
    func sample(_ moment: Double) -> Int {
      let at = place.start + moment * place.rate * Double(KeypadSuite.sampleRate)
      return max(0, min(heard.count, Int(at)))
    }
    return DTMFAnalysis(of: Array(heard[sample(first - 0.05)..<sample(last + 0.1)]))
  }

  private static func parts(
    of suite: KeypadSuite, takes: [[DTMFDigit]], isHeard: [Bool], isTried: [Bool]
  ) -> [Part] {
    KeypadSuite.Section.allCases.map { section in
      let all = suite.probes.indices.filter { suite.probes[$0].section == section }
      let tried = all.filter { isTried[$0] }.map { (suite.probes[$0], takes[$0]) }
      let isTaken = { (probe: KeypadSuite.Probe, digits: [DTMFDigit]) in
        probe.digit.map { digits.contains($0) } ?? !digits.isEmpty
      }
      let required = tried.filter { $0.0.expectation == .heard }
      let forbidden = tried.filter { $0.0.expectation == .ignored }
      let missed = required.filter { !isTaken($0.0, $0.1) }
      // In talk-off each digit counts, elsewhere what is neither the probe's digit nor it twice.
      let falsely = forbidden.reduce(0) { sum, tried in
        tried.0.digit == nil ? sum + tried.1.count : sum + (isTaken(tried.0, tried.1) ? 1 : 0)
      }
      let wrong = tried.flatMap { probe, digits in
        probe.digit.map { own in digits.filter { $0 != own } } ?? []
      }
      return Part(
        section: section, required: required.count, taken: required.count - missed.count,
        forbidden: forbidden.count, falselyTaken: falsely, missed: missed.map(\.0.value),
        // What isn't in the recording may not have been taken.
        range: range(
          of: all.map {
            (suite.probes[$0].value, isTried[$0] && isTaken(suite.probes[$0], takes[$0]))
          }, in: section),
        wrong: wrong, unheard: all.count { !isHeard[$0] }, isPresent: !tried.isEmpty)
    }
  }

  /// The values from the easiest on up to the first, on each side, of which not all were taken.
  private static func range(
    of tries: [(value: Double, isTaken: Bool)], in section: KeypadSuite.Section
  ) -> ClosedRange<Double>? {
    let easiest: Double
    switch section {
    case .digits, .interruption, .talkOff: return nil
    case .frequency, .twist: easiest = 0
    case .level, .duration, .pause, .noise, .dialTone:
      easiest = tries.map(\.value).max() ?? 0
    }
    let values = Set(tries.map(\.value)).sorted()
    let isTaken = { (value: Double) in tries.allSatisfy { $0.value != value || $0.isTaken } }
    let below = values.filter { $0 <= easiest }.reversed().prefix(while: isTaken)
    let above = values.filter { $0 >= easiest }.prefix(while: isTaken)
    guard let lowest = below.last ?? above.first, let highest = above.last ?? below.first else {
      return nil
    }
    return lowest...highest
  }
}

extension [Double] {
  fileprivate var medianOfAll: Double? { isEmpty ? nil : sorted()[count / 2] }
}

extension KeypadSuite {
  /// When a probe's time is over, in s.
  func end(of index: Int) -> Double {
    index + 1 < probes.count
      ? probes[index + 1].start : Double(endMarkerStart) / Double(Self.sampleRate) - 0.5
  }

  /// The digits that each probe brought forth, when only their order is known: the likeliest way to
  /// tell what was left out and what was added.
  func align(_ digits: [DTMFDigit]) -> [[DTMFDigit]] {
    let rows = probes
    func miss(_ row: Int) -> Int { rows[row].expectation == .heard ? 2 : 0 }
    let columns = digits.count
    var costs = [[Int]](repeating: Array(repeating: 0, count: columns + 1), count: rows.count + 1)
    for column in 0...columns { costs[rows.count][column] = 2 * (columns - column) }
    for row in rows.indices.reversed() {
      for column in (0...columns).reversed() {
        let isStretch = rows[row].digit == nil
        var cost = costs[row + 1][column] + miss(row)
        if column < columns {
          if rows[row].digit == digits[column] {
            cost = min(cost, costs[row + 1][column + 1])
          }
          // A digit too many; in a stretch it costs less, since it can only be false there.
          cost = min(cost, costs[row][column + 1] + (isStretch ? 1 : 2))
        }
        costs[row][column] = cost
      }
    }
    var takes = probes.map { _ in [DTMFDigit]() }
    var (row, column) = (0, 0)
    while row < rows.count {
      if column < columns, rows[row].digit == digits[column],
        costs[row][column] == costs[row + 1][column + 1]
      {
        takes[row].append(digits[column])
        (row, column) = (row + 1, column + 1)
      } else if costs[row][column] == costs[row + 1][column] + miss(row) {
        row += 1
      } else {
        takes[row].append(digits[column])
        column += 1
      }
    }
    if let last = probes.indices.last { takes[last] += digits[column...] }
    return takes
  }
}
