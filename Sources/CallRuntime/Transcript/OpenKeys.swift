/// What may be shown of the keys of a call whose fate isn't settled.
struct OpenKeys {
  private var labels: [String] = []
  /// How many keys of the call came before them.
  private var settledKeys = 0

  mutating func press(_ label: String) {
    labels.append(label)
  }

  /// - Parameter keys: by their numbers among all keys of the call. A damaged journal may name
  ///   others than these.
  mutating func withhold(_ keys: Range<Int>) {
    for key in keys.clamped(to: settledKeys..<settledKeys + labels.count) {
      labels[key - settledKeys] = TranscriptEvent.withheldKey
    }
  }

  mutating func withholdAll() {
    withhold(settledKeys..<settledKeys + labels.count)
  }

  /// What is to be shown of them, now that it is known.
  mutating func settle() -> [String] {
    settledKeys += labels.count
    defer { labels = [] }
    return labels
  }
}
