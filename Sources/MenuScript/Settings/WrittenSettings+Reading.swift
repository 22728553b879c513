extension WrittenSettings {
  /// Reads a configuration file, if there is one, and the environment, which counts more.
  ///
  /// - Parameters:
  ///   - path: the file; `nil` if there is none.
  ///   - settings: those that there are.
  ///   - environment: the process's variables.
  package static func read(
    fileAt path: String?, _ settings: [Setting], environment: [String: String]
  ) -> WrittenSettings {
    var entries: [String: Entry] = [:]
    var faulty: Set<String> = []
    var isRead = true
    var diagnostics: [Diagnostic] = []
    var sources: [SourceText] = []
    for setting in settings {
      guard let text = setting.standard else { continue }
      var reader = NodeReader(findings: Findings(file: setting.path))
      entries[setting.path] = reader.value(setting, .standing(for: setting, text: text))
        .map { Entry(value: $0, text: text, origin: .builtIn) }
    }
    if let path {
      var findings = Findings(file: path)
      let source = SourceText.read(path, findings: &findings)
      isRead = false
      if let source, let root = YAMLReader.read(source, findings: &findings) {
        var reader = NodeReader(findings: findings)
        if let found = reader.settings(root, settings) {
          isRead = true
          entries.merge(found.entries) { $1 }
          faulty = found.faulty
        }
        findings = reader.findings
      }
      diagnostics += findings.inOrder
      sources += [source].compactMap(\.self)
    }
    for setting in settings {
      guard let (variable, text) = setting.given(by: environment) else { continue }
      // A variable is read as a file of one line, so that faults are shown alike.
      var reader = NodeReader(findings: Findings(file: variable))
      if setting.isSecret, variable == setting.variable {
        entries[setting.path] = Entry(
          value: .secret(text), text: text, origin: .environment(variable))
        faulty.remove(setting.path)
        continue
      }
      if let value = reader.value(setting, .standing(for: setting, text: text)) {
        entries[setting.path] = Entry(value: value, text: text, origin: .environment(variable))
        faulty.remove(setting.path)
      } else {
        faulty.insert(setting.path)
      }
      diagnostics += reader.findings.inOrder
      sources.append(SourceText(file: variable, text: text))
    }
    return WrittenSettings(
      entries: entries, faulty: faulty, isRead: isRead, diagnostics: diagnostics, sources: sources)
  }
}

extension Setting {
  /// What the environment says; an empty variable says nothing.
  fileprivate func given(by environment: [String: String]) -> (variable: String, text: String)? {
    for name in isSecret ? [variable, fileVariable] : [variable] {
      if let text = environment[name], !text.isEmpty { return (name, text) }
    }
    return nil
  }
}

extension LocatedNode {
  /// A text from elsewhere in the place of a file's: texts count as quoted, numbers don't.
  fileprivate static func standing(for setting: Setting, text: String) -> LocatedNode {
    let isPlain = if case .number = setting.kind { true } else { false }
    let end = TextPosition(line: 1, column: text.unicodeScalars.count + 1)
    return LocatedNode(
      content: .scalar(Scalar(text: text, isPlain: isPlain)),
      range: TextRange(TextPosition(line: 1, column: 1), end))
  }
}

/// What a file says.
private struct FoundSettings {
  var entries: [String: WrittenSettings.Entry] = [:]
  var faulty: Set<String> = []
}

extension NodeReader {
  /// - Returns: `nil` if it is no map.
  fileprivate mutating func settings(
    _ root: LocatedNode, _ settings: [Setting]
  ) -> FoundSettings? {
    if root.scalar?.isNull ?? false { return FoundSettings() }
    let branch = SettingsBranch(settings, below: "")
    guard let map = map(root, "the configuration", keys: ["format"] + branch.keys)
    else { return nil }
    if let format = required("format", in: map), format.scalar?.text != "1" {
      findings.report(
        ValueRules.UnknownFormat(text: format.scalar?.text ?? format.description),
        at: format.range.firstPlace)
    }
    var found = FoundSettings()
    read(map, branch, into: &found)
    return found
  }

  private mutating func read(
    _ map: Map, _ branch: SettingsBranch, into found: inout FoundSettings
  ) {
    for key in map.doubtful { found.faulty.formUnion(branch.paths(at: key)) }
    for entry in map.entries {
      let key = entry.key.value
      if let setting = branch.settings[key] {
        guard let value = value(setting, entry.value) else {
          found.faulty.insert(setting.path)
          continue
        }
        found.entries[setting.path] = WrittenSettings.Entry(
          value: value, text: entry.value.scalar?.text ?? value.listed,
          origin: .file(line: entry.key.range.start.line))
      } else if let inner = branch.branches[key] {
        if let map = settingsMap(entry.value, quoted(inner.path), inner) {
          read(map, inner, into: &found)
        } else {
          found.faulty.formUnion(branch.paths(at: key))
        }
      }
    }
  }

  /// A map of settings. A secret in it is told to go elsewhere.
  private mutating func settingsMap(
    _ node: LocatedNode, _ place: String, _ branch: SettingsBranch
  ) -> Map? {
    guard let whole = map(node, place) else { return nil }
    let known = Set(branch.keys)
    var read = whole.with(whole.entries.filter { known.contains($0.key.value) })
    for entry in whole.entries where !known.contains(entry.key.value) {
      let secretKey = entry.key.value + "_file"
      if let secret = branch.settings[secretKey], secret.isSecret {
        read.doubtful.insert(secretKey)
        findings.report(
          ShapeRules.UnknownKey(key: entry.key.value, place: place, suggestion: nil),
          at: entry.key.range,
          notes: [
            findings.note(
              "a secret isn't kept here: name its file by '\(entry.key.value)_file', or set "
                + "the environment variable \(secret.variable)")
          ])
      } else {
        reportUnknown(entry, in: &read, keys: branch.keys)
      }
    }
    return read
  }

  fileprivate mutating func value(
    _ setting: Setting, _ node: LocatedNode
  ) -> WrittenSettings.Value? {
    let what = quoted(setting.path)
    return switch setting.kind {
    case .text: text(node, what).map { .text($0.value) }
    case .texts(let example): texts(node, what, like: example).map { .texts($0) }
    case .word(let words): word(node, what, among: words).map { .text($0.value) }
    case .number(let range): integer(node, what, in: range).map { .number($0.value) }
    case .time(let longest):
      duration(node, what, upTo: DurationText(longest)).map { .time($0.value) }
    case .secret: text(node, quoted(setting.filePath)).map { .secretFile($0.value) }
    }
  }
}

extension NodeReader {
  /// Names with their texts: a map or, out of the environment, a list.
  fileprivate mutating func texts(
    _ node: LocatedNode, _ what: String, like example: String
  ) -> [WrittenSettings.NamedText]? {
    guard case .mapping = node.content else { return listedTexts(node, what, like: example) }
    guard let map = map(node, what) else { return nil }
    let texts = map.entries.compactMap { entry in
      text(entry.value, "\(what): \(entry.key.value)").map {
        WrittenSettings.NamedText(name: entry.key.value, text: $0.value)
      }
    }
    return texts.isEmpty && !map.entries.isEmpty ? nil : texts
  }

  private mutating func listedTexts(
    _ node: LocatedNode, _ what: String, like example: String
  ) -> [WrittenSettings.NamedText]? {
    guard let text = node.scalar?.text, node.scalar?.isNull == false else {
      reportWrongType(node, what, expected: "a map of names with their texts")
      return nil
    }
    var texts: [WrittenSettings.NamedText] = []
    var isWhole = true
    for part in text.split(separator: ",") where !part.trimmed.isEmpty {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(\.trimmed)
      if sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) {
        texts.append(WrittenSettings.NamedText(name: sides[0], text: sides[1]))
        continue
      }
      isWhole = false
      let lack =
        sides.count < 2 ? "" : sides[0].isEmpty ? "a name before " : "a text behind "
      findings.report(
        ShapeRules.WrongType(
          what: what, expected: "names with their texts",
          found: "\(quoted(part.trimmed)) without \(lack)'='", advice: "write it like \(example)"),
        at: node.range(of: part, in: text))
    }
    if texts.isEmpty, isWhole { reportWrongType(node, what, expected: "names with their texts") }
    return isWhole && !texts.isEmpty ? texts : nil
  }
}

extension LocatedNode {
  /// Where a part of a text is; the whole text if that can't be told because it is quoted or folded.
  fileprivate func range(of part: Substring, in text: String) -> TextRange {
    let length = text.unicodeScalars.count
    guard range.start.line == range.end.line, range.end.column - range.start.column == length else {
      return range.firstPlace
    }
    let trimmed = part.unicodeScalars.drop { $0.properties.isWhitespace }
    let place = trimmed.isEmpty ? part.unicodeScalars : trimmed
    let start =
      range.start.column
      + text.unicodeScalars.distance(from: text.startIndex, to: place.startIndex)
    let count = max(1, place.count)
    return TextRange(
      TextPosition(line: range.start.line, column: start),
      TextPosition(line: range.start.line, column: start + count))
  }
}

extension WrittenSettings.Value {
  /// Names with their texts in a line.
  fileprivate var listed: String {
    if case .texts(let texts) = self {
      texts.map { "\($0.name)=\($0.text)" }.joined(separator: ", ")
    } else {
      ""
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

/// The settings below one key, by their next keys.
private struct SettingsBranch {
  /// The keys that lead here, with full stops between.
  let path: String
  private(set) var settings: [String: Setting] = [:]
  private(set) var branches: [String: SettingsBranch] = [:]
  /// In the order of the settings.
  private(set) var keys: [String] = []

  /// The settings at a key and below it.
  func paths(at key: String) -> [String] {
    settings[key].map { [$0.path] } ?? branches[key]?.all ?? []
  }

  private var all: [String] {
    settings.values.map(\.path) + branches.values.flatMap(\.all)
  }

  init(_ all: [Setting], below path: String) {
    self.path = path
    let start = path.isEmpty ? "" : path + "."
    for setting in all where setting.filePath.hasPrefix(start) {
      let rest = setting.filePath.dropFirst(start.count)
      let key = String(rest.prefix { $0 != "." })
      if !keys.contains(key) { keys.append(key) }
      if key.count == rest.count {
        settings[key] = setting
      } else if branches[key] == nil {
        branches[key] = SettingsBranch(all, below: start + key)
      }
    }
  }
}
