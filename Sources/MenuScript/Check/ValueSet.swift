import CallEngine

/// The values that a name can have, where they are known before any call.
struct ValueSet: Hashable, Sendable {
  /// Texts that aren't numbers.
  var texts: [String] = []
  /// Whole numbers; they don't overlap and are in ascending order.
  var numbers: [ClosedRange<Int128>] = []

  init(words: [String]) {
    var numbers: [ClosedRange<Int128>] = []
    for word in words {
      if let number = WrittenNumber(word)?.roundedDown {
        numbers.append(number...number)
      } else if !texts.contains(word) {
        texts.append(word)
      }
    }
    self.numbers = Self.merged(numbers)
  }

  init(_ domain: ValueDomain) {
    var words: [String] = []
    if case .words(let all) = domain { words = all }
    self.init(words: words)
    if case .numbers(let range) = domain {
      numbers = [Int128(range.lowerBound)...Int128(range.upperBound)]
    }
  }

  func union(_ other: ValueSet) -> ValueSet {
    var union = self
    union.texts += other.texts.filter { !texts.contains($0) }
    union.numbers = Self.merged(numbers + other.numbers)
    return union
  }

  private static func merged(_ ranges: [ClosedRange<Int128>]) -> [ClosedRange<Int128>] {
    var merged: [ClosedRange<Int128>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// The values that no test covers, as an author writes them.
  func gaps(_ tests: [ValueTest]) -> [String] {
    if tests.contains(.set) { return [] }
    let texts = texts.filter { !tests.contains(.text($0)) }
    let covered = Self.merged(tests.compactMap(\.wholeNumbers))
    var rest: [ClosedRange<Int128>] = []
    for range in numbers {
      var next = range.lowerBound
      for cover in covered where cover.upperBound >= next && cover.lowerBound <= range.upperBound {
        if cover.lowerBound > next { rest.append(next...cover.lowerBound - 1) }
        next = cover.upperBound + 1
      }
      if next <= range.upperBound { rest.append(next...range.upperBound) }
    }
    return texts + rest.map(\.caseKey)
  }

  /// Whether any value can pass a test.
  func permits(_ test: ValueTest) -> Bool {
    switch test {
    case .set, .unset: true
    case .text(let text): texts.contains(text)
    case .numbers:
      test.wholeNumbers.map { tested in numbers.contains { $0.overlaps(tested) } } ?? false
    }
  }
}

extension ValueTest {
  /// The whole numbers in a span of numbers; `nil` if there are none.
  fileprivate var wholeNumbers: ClosedRange<Int128>? {
    guard case .numbers(let range) = self, let low = range.lowerBound.roundedUp,
      let high = range.upperBound.roundedDown, low <= high
    else { return nil }
    return low...high
  }
}

extension ClosedRange<Int128> {
  fileprivate var caseKey: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)-\(upperBound)"
  }
}
