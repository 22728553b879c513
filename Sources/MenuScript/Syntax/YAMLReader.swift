import CYaml

/// Reads one YAML document into a located tree.
///
/// It reads libyaml's events rather than a composed tree: events say where a node ends, keep both of
/// two equal keys, and leave it to the reader to limit how far aliases are expanded.
final class YAMLReader {
  private let source: SourceText
  private let limits: ReadingLimits
  /// At a fixed address: libyaml keeps a pointer into it.
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private var findings: Findings
  private var anchors: [String: LocatedNode] = [:]
  private var nodeCount = 0

  /// Reading stopped; the finding that says why is already reported.
  private struct Stop: Error {}

  /// The document's root; `nil` if there is none, in which case there is an error.
  static func read(
    _ source: SourceText, limits: ReadingLimits = .standard, findings: inout Findings
  ) -> LocatedNode? {
    let reader = YAMLReader(source: source, limits: limits, findings: findings)
    let root = reader.readAll()
    findings = reader.findings
    return root
  }

  private init(source: SourceText, limits: ReadingLimits, findings: Findings) {
    self.source = source
    self.limits = limits
    self.findings = findings
    yaml_parser_initialize(parser)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private func readAll() -> LocatedNode? {
    if let control = forbiddenCharacter() {
      findings.report(ReadingRules.ControlCharacter(scalar: control.scalar), at: control.range)
      return nil
    }
    var bytes = Array(source.text.utf8)
    if bytes.isEmpty { bytes = [0x0A] }
    // libyaml compares each %TAG with all before it, which takes hours for a file full of them.
    if let directive = source.directive(from: 0), directive.text.hasPrefix("%TAG") {
      findings.report(ReadingRules.TagUsed(tag: "%TAG"), at: directive.range)
      return nil
    }
    return bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      return try? readDocument()
    }
  }

  private func readDocument() throws(Stop) -> LocatedNode? {
    var root: LocatedNode?
    while true {
      let event = try next()
      switch event.type {
      case YAML_STREAM_END_EVENT:
        if root == nil { findings.report(ReadingRules.Empty(), at: .top) }
        return root
      case YAML_DOCUMENT_START_EVENT:
        if root != nil { throw secondDocument(at: event.range) }
        root = try node(from: next(), depth: 1)
      case YAML_DOCUMENT_END_EVENT:
        let end = source.byte(at: event.range.end) ?? 0
        if let directive = source.directive(from: end) {
          throw secondDocument(at: directive.range)
        }
      default: break
      }
    }
  }

  private func secondDocument(at range: TextRange) -> Stop {
    findings.report(ReadingRules.SecondDocument(), at: range)
    return Stop()
  }

  private func node(from event: Event, depth: Int) throws(Stop) -> LocatedNode {
    guard depth <= limits.depth else {
      findings.report(ReadingRules.TooDeep(limit: limits.depth), at: event.range)
      throw Stop()
    }
    if event.type == YAML_ALIAS_EVENT { return try alias(event) }
    let size = 1 + event.text.utf8.count / 32
    try count(size, at: event.range)
    if let tag = event.tag {
      findings.report(ReadingRules.TagUsed(tag: tag), at: event.range)
    }
    let node: LocatedNode
    switch event.type {
    case YAML_SEQUENCE_START_EVENT: node = try sequence(event, depth: depth)
    case YAML_MAPPING_START_EVENT: node = try mapping(event, depth: depth)
    default:
      let scalar = LocatedNode.Scalar(text: event.text, isPlain: event.isPlain)
      node = LocatedNode(content: .scalar(scalar), range: event.range, size: size)
    }
    if let anchor = event.anchor { anchors[anchor] = node }
    return node
  }

  private func sequence(_ start: Event, depth: Int) throws(Stop) -> LocatedNode {
    var items: [LocatedNode] = []
    var size = 1
    var event = try next()
    while event.type != YAML_SEQUENCE_END_EVENT {
      let item = try node(from: event, depth: depth + 1)
      items.append(item)
      size += item.size
      event = try next()
    }
    let end = event.isFlowEnd ? event.range.end : items.last?.range.end
    return LocatedNode(
      content: .sequence(items), range: TextRange(start.range.start, end ?? start.range.end),
      size: size)
  }

  private func mapping(_ start: Event, depth: Int) throws(Stop) -> LocatedNode {
    var pairs: [LocatedNode.Pair] = []
    var size = 1
    var event = try next()
    while event.type != YAML_MAPPING_END_EVENT {
      let key = try node(from: event, depth: depth + 1)
      let value = try node(from: next(), depth: depth + 1)
      pairs.append(LocatedNode.Pair(key: key, value: value))
      size += key.size + value.size
      event = try next()
    }
    let end = event.isFlowEnd ? event.range.end : pairs.last?.value.range.end
    return LocatedNode(
      content: .mapping(pairs), range: TextRange(start.range.start, end ?? start.range.end),
      size: size)
  }

  /// The node that the alias stands for, at the alias's place. It counts as many nodes as it stands
  /// for, although nothing is copied yet: walking the tree visits them all.
  private func alias(_ event: Event) throws(Stop) -> LocatedNode {
    guard let name = event.anchor, let node = anchors[name] else {
      findings.report(ReadingRules.UnknownAlias(name: event.anchor ?? ""), at: event.range)
      throw Stop()
    }
    try count(node.size, at: event.range)
    return node.moved(to: event.range)
  }

  private func count(_ nodes: Int, at range: TextRange) throws(Stop) {
    nodeCount += nodes
    guard nodeCount <= limits.nodes else {
      findings.report(ReadingRules.TooManyNodes(limit: limits.nodes), at: range)
      throw Stop()
    }
  }

  private func next() throws(Stop) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      reportSyntaxError()
      throw Stop()
    }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }

  private func reportSyntaxError() {
    // libyaml looks far ahead for a key's colon, and may fail before the events show the depth.
    guard Int(parser.pointee.flow_level) <= limits.depth else {
      let start = Event.position(parser.pointee.simple_keys.start[limits.depth].mark)
      findings.report(ReadingRules.TooDeep(limit: limits.depth), at: TextRange(at: start))
      return
    }
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "not YAML"
    guard parser.pointee.error != YAML_READER_ERROR else {
      let place = source.position(ofByte: parser.pointee.problem_offset)
      findings.report(
        ReadingRules.Syntax(problem: problem, context: nil), at: TextRange(at: place))
      return
    }
    let context = parser.pointee.context.map { String(cString: $0) }
    let place = min(Event.position(parser.pointee.problem_mark), source.lastPlace)
    if let text = ColonInText(in: source, at: place, problem) {
      return findings.report(
        ReadingRules.Syntax(problem: problem, context: nil, colon: text.colon), at: text.range,
        fixIts: text.replacement.map { [(text.range, $0)] } ?? [])
    }
    let open = openMark(context, at: place)
    let finding = ReadingRules.Syntax(problem: problem, context: context, open: open)
    if let open, open.isForever {
      return findings.report(finding, at: TextRange(at: open.place))
    }
    let start = open?.place ?? Event.position(parser.pointee.context_mark)
    let isElsewhere = context != nil && start < place
    let note = open.map { "the \($0.name) is opened here" } ?? "the unreadable part begins here"
    findings.report(
      finding, at: TextRange(at: place),
      notes: isElsewhere ? [findings.note(note, at: TextRange(at: start))] : [])
  }

  /// The innermost bracket or quote that is open where reading failed.
  private func openMark(_ context: String?, at place: TextPosition) -> ReadingRules.Syntax.Open? {
    var starts: [yaml_mark_t] = []
    if context == "while scanning a quoted scalar" {
      starts = [parser.pointee.context_mark]
    } else if context?.hasPrefix("while parsing a flow") ?? false {
      // libyaml has already removed the one that it reports.
      starts = [parser.pointee.context_mark]
    }
    if parser.pointee.flow_level > 0,
      let first = parser.pointee.marks.start, let top = parser.pointee.marks.top
    {
      starts += UnsafeBufferPointer(start: first, count: top - first).reversed()
    }
    for start in starts.map(Event.position) {
      guard let mark = source.character(at: start), "[{\"'".unicodeScalars.contains(mark) else {
        continue
      }
      return ReadingRules.Syntax.Open(
        mark: mark, place: start, isForever: place >= source.lastPlace)
    }
    return nil
  }

  /// The first character that YAML forbids. libyaml finds these too, but without a line.
  private func forbiddenCharacter() -> (scalar: Unicode.Scalar, range: TextRange)? {
    // Nearly no text has one, or the bytes that one may begin with.
    guard source.text.utf8.contains(where: Self.mayBeForbidden) else { return nil }
    var offset = 0
    for scalar in source.text.unicodeScalars {
      let isForbidden =
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85: false
        case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
      if isForbidden {
        let start = source.position(ofByte: offset)
        let end = TextPosition(line: start.line, column: start.column + 1)
        return (scalar, TextRange(start, end))
      }
      offset += UTF8.width(scalar)
    }
    return nil
  }

  /// Whether a character that YAML forbids may begin with a byte of UTF-8.
  private static func mayBeForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F, 0xC2, 0xEF: true
    default: false
    }
  }
}

/// The parts of a libyaml event that are needed after it is freed.
private struct Event {
  let type: yaml_event_type_t
  let range: TextRange
  var anchor: String?
  var tag: String?
  var text = ""
  var isPlain = false
  /// Whether a list or map ends with a bracket, which belongs to it.
  let isFlowEnd: Bool

  init(_ event: yaml_event_t) {
    type = event.type
    range = TextRange(Self.position(event.start_mark), Self.position(event.end_mark))
    isFlowEnd = event.end_mark.index > event.start_mark.index
    switch event.type {
    case YAML_ALIAS_EVENT:
      anchor = Self.string(event.data.alias.anchor)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      anchor = Self.string(scalar.anchor)
      tag = Self.string(scalar.tag)
      isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
      text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    case YAML_SEQUENCE_START_EVENT:
      anchor = Self.string(event.data.sequence_start.anchor)
      tag = Self.string(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      anchor = Self.string(event.data.mapping_start.anchor)
      tag = Self.string(event.data.mapping_start.tag)
    default: break
    }
  }

  static func position(_ mark: yaml_mark_t) -> TextPosition {
    TextPosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

extension LocatedNode {
  /// The tree of a text; `nil` if it isn't YAML as gooya reads it.
  package static func read(_ source: SourceText) -> LocatedNode? {
    var findings = Findings(file: source.file)
    let root = YAMLReader.read(source, findings: &findings)
    return findings.hasErrors ? nil : root
  }
}
