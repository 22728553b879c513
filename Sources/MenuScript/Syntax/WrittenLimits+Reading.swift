package import CallEngine

// Reads limits from a file.
extension WrittenLimits {
  /// What comes of reading it.
  package struct Reading: Sendable {
    /// `nil` if there is any error.
    package let limits: WrittenLimits?
    package let diagnostics: [Diagnostic]
    package let source: SourceText?

    /// The diagnostics as they are printed.
    package var text: VisibleText {
      DiagnosticTextRenderer(sources: [source].compactMap(\.self)).text(of: diagnostics)
    }
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - figures: the names of the figures that there are.
  ///   - profiles: those of the profiles.
  package static func read(
    fileAt path: String, figures: [String], profiles: [String]
  ) -> Reading {
    var findings = Findings(file: path)
    let source = SourceText.read(path, findings: &findings)
    guard let source, let root = YAMLReader.read(source, findings: &findings) else {
      return Reading(limits: nil, diagnostics: findings.inOrder, source: source)
    }
    var reader = NodeReader(findings: findings)
    let limits = reader.limits(root, figures: figures, profiles: profiles)
    return Reading(
      limits: reader.findings.hasErrors ? nil : limits, diagnostics: reader.findings.inOrder,
      source: source)
  }

  /// More stretches than frequencies that can be told apart.
  fileprivate static let mostBands = 100
  /// In Hz.
  fileprivate static let frequencies = 1.0...100_000
  /// Beyond any figure.
  fileprivate static let numbers = -1_000_000.0...1_000_000
}

extension NodeReader {
  fileprivate mutating func limits(
    _ root: LocatedNode, figures: [String], profiles: [String]
  ) -> WrittenLimits? {
    let keys = ["format", "profile", "limits", "response"]
    guard let map = map(root, "a file of limits", keys: keys) else { return nil }
    if let format = required("format", in: map), format.scalar?.text != "1" {
      findings.report(
        ValueRules.UnknownFormat(text: format.scalar?.text ?? format.description),
        at: format.range.firstPlace)
    }
    let profile = map["profile"].flatMap { word($0, "the profile", among: profiles)?.value }
    var entries: [String: WrittenLimits.Entry] = [:]
    if let node = map["limits"], let limits = self.map(node, "'limits'", keys: figures) {
      for entry in limits.entries {
        entries[entry.key.value] = self.entry(entry.value, quoted(entry.key.value))
      }
    }
    let response = map["response"].flatMap { self.response($0) }
    return WrittenLimits(profile: profile, figures: entries, response: response)
  }

  private mutating func entry(_ node: LocatedNode, _ what: String) -> WrittenLimits.Entry? {
    if let scalar = node.scalar, scalar.isPlain, scalar.text == "none" {
      return WrittenLimits.Entry(isFree: true)
    }
    guard case .mapping = node.content else {
      reportWrongType(
        node, what,
        expected: "a map such as '{ good: { max: 60 }, usable: { max: 120 } }', or 'none'")
      return nil
    }
    guard let map = map(node, what, keys: ["good", "usable", "tolerance"]) else { return nil }
    if map.entries.isEmpty, map.isKnown {
      findings.report(ValueRules.Empty(what: what), at: node.range)
    }
    let (good, usable) = bounds(in: map)
    let tolerance = map["tolerance"].flatMap {
      number($0, "'tolerance' of \(what)", in: 0...WrittenLimits.numbers.upperBound)
    }
    return WrittenLimits.Entry(good: good, usable: usable, tolerance: tolerance)
  }

  private mutating func response(_ node: LocatedNode) -> [WrittenLimits.Band]? {
    guard let items = list(node, "'response'") else { return nil }
    if items.count > WrittenLimits.mostBands {
      findings.report(
        ValueRules.TooMany(what: "'response'", limit: WrittenLimits.mostBands),
        at: items[WrittenLimits.mostBands].range.firstPlace)
    }
    return items.prefix(WrittenLimits.mostBands).compactMap { band($0) }
  }

  private mutating func band(_ node: LocatedNode) -> WrittenLimits.Band? {
    let what = "a stretch of 'response'"
    let frequencies = WrittenLimits.frequencies
    guard let map = map(node, what, keys: ["from", "to", "good", "usable"]) else { return nil }
    let from = required("from", in: map).flatMap { number($0, "'from'", in: frequencies) }
    let to = required("to", in: map).flatMap {
      number($0, "'to'", in: (from ?? frequencies.lowerBound)...frequencies.upperBound)
    }
    if !map.has("good"), !map.has("usable") { _ = required("usable", in: map) }
    let (good, usable) = bounds(in: map)
    guard let from, let to else { return nil }
    return WrittenLimits.Band(frequencies: from...to, good: good, usable: usable)
  }

  /// What is good, which is within what is usable.
  private mutating func bounds(
    in map: Map
  ) -> (good: WrittenLimits.Bounds?, usable: WrittenLimits.Bounds?) {
    let numbers = WrittenLimits.numbers
    let usable = map["usable"].flatMap { bounds($0, "'usable' of \(map.place)", in: numbers) }
    let least = usable?.min ?? numbers.lowerBound
    let greatest = usable?.max ?? numbers.upperBound
    let good = map["good"].flatMap { bounds($0, "'good' of \(map.place)", in: least...greatest) }
    return (good, usable)
  }

  private mutating func bounds(
    _ node: LocatedNode, _ what: String, in range: ClosedRange<Double>
  ) -> WrittenLimits.Bounds? {
    guard let map = map(node, what, keys: ["min", "max"]) else { return nil }
    if map.entries.isEmpty, map.isKnown {
      findings.report(ValueRules.Empty(what: what), at: node.range)
    }
    let least = map["min"].flatMap { number($0, "'min' of \(what)", in: range) }
    let greatest = map["max"].flatMap {
      number($0, "'max' of \(what)", in: (least ?? range.lowerBound)...range.upperBound)
    }
    return WrittenLimits.Bounds(min: least, max: greatest)
  }

  /// A number with or without decimals, in a range.
  private mutating func number(
    _ node: LocatedNode, _ what: String, in range: ClosedRange<Double>
  ) -> Double? {
    guard let scalar = node.scalar, scalar.plainType == .number, let value = Double(scalar.text),
      value.isFinite
    else {
      let isQuoted = node.scalar.map { !$0.isPlain && Double($0.text) != nil } ?? false
      reportWrongType(
        node, what, expected: isQuoted ? "a number without quotes" : "a number without its unit")
      return nil
    }
    guard range.contains(value) else {
      let words = { (bound: Double) in
        bound == bound.rounded() ? "\(Int(bound))" : "\(bound)"
      }
      findings.report(
        ValueRules.OutOfRange(
          what: what, text: scalar.text, lowest: words(range.lowerBound),
          highest: words(range.upperBound)),
        at: node.range)
      return nil
    }
    return value
  }
}
