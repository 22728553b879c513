import MenuScript

/// Which documents wait to be checked, until when, and what the checks found.
struct CheckSchedule {
  /// How long a text must have stayed the same before it is checked: long enough for changes that an
  /// editor sends one after the other. While a check is under way, later texts wait for its end, so
  /// that a large script isn't checked for each letter.
  static let patience = Duration.milliseconds(60)

  private var due: [String: Duration] = [:]
  /// Whether a check is under way. There is one at a time.
  private(set) var isBusy = false
  /// What was found last in each document.
  private(set) var latest: [String: Check.Finding] = [:]
  /// Each document's script when it last had a program, and when its catalogs were last read: while
  /// an author writes, most texts have neither.
  private(set) var compiled: [String: CompilationResult] = [:]
  private(set) var catalogued: [String: CompilationResult] = [:]

  /// Has a document checked at a time. Asked again, it waits for the later one.
  mutating func ask(for uri: String, at time: Duration) {
    due[uri] = max(due[uri] ?? time, time)
  }

  /// When a check can begin; `nil` if nothing is to be checked.
  var deadline: Duration? { isBusy ? nil : due.values.min() }

  /// The documents to be checked now.
  mutating func begin(at now: Duration) -> [String] {
    guard !isBusy else { return [] }
    let ready = due.filter { $0.value <= now }.keys.sorted()
    for uri in ready { due[uri] = nil }
    isBusy = !ready.isEmpty
    return ready
  }

  mutating func finish(_ findings: [Check.Finding], keeping isOpen: (String) -> Bool) {
    isBusy = false
    for finding in findings where isOpen(finding.uri) {
      latest[finding.uri] = finding
      guard let script = finding.script else { continue }
      if script.program != nil { compiled[finding.uri] = script }
      if !script.catalogs.isEmpty { catalogued[finding.uri] = script }
    }
  }

  /// - Returns: what was found in a document that is closed.
  mutating func forget(_ uri: String) -> [Check.Finding] {
    due[uri] = nil
    compiled[uri] = nil
    catalogued[uri] = nil
    return latest.removeValue(forKey: uri).map { [$0] } ?? []
  }
}
