import CYaml

/// Reads a document that `YAMLReader` has accepted, keeping its layout.
final class DocumentParser {
  /// At a fixed address: libyaml keeps a pointer into it.
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let source: [Unicode.Scalar]
  private var hasAnchors = false
  /// In the order of the text.
  private var entries: [DocumentEntry] = []
  /// The places of texts, anchors and aliases: in them a `#` begins no comment.
  private var texts: [Range<Int>] = []

  /// Something that `YAMLReader` would have refused.
  private struct Unexpected: Error {}

  /// - Parameter text: with LF at the end of each line.
  static func read(_ text: String) -> DocumentTree? {
    let reader = DocumentParser(Array(text.unicodeScalars))
    return try? reader.readAll(Array(text.utf8))
  }

  private init(_ source: [Unicode.Scalar]) {
    self.source = source
    yaml_parser_initialize(parser)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private func readAll(_ bytes: [UInt8]) throws(Unexpected) -> DocumentTree {
    let root = bytes.withUnsafeBufferPointer { bytes -> DocumentNode? in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      return try? document()
    }
    guard let root else { throw Unexpected() }
    let tree = DocumentTree(root: root, hasAnchors: hasAnchors, source: source)
    return CommentPlacement.place(
      DocumentComments.find(in: source, outside: texts), in: tree, entries: entries)
  }

  private func document() throws(Unexpected) -> DocumentNode {
    while true {
      let event = try next()
      if event.type == YAML_STREAM_END_EVENT { throw Unexpected() }
      if event.type == YAML_DOCUMENT_START_EVENT { return try node(next()) }
    }
  }

  private func node(_ event: Event) throws(Unexpected) -> DocumentNode {
    if event.anchor != nil { hasAnchors = true }
    switch event.type {
    case YAML_ALIAS_EVENT:
      texts.append(event.start..<event.end)
      return DocumentNode(
        content: .alias(event.anchor ?? ""), start: event.start, end: event.end)
    case YAML_SCALAR_EVENT:
      let start = event.anchor == nil ? event.start : contentStart(of: event)
      texts.append(start..<event.end)
      return DocumentNode(
        content: .scalar(event.text, event.style), anchor: event.anchor, start: start,
        end: event.end)
    case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
      return try collection(event)
    default: throw Unexpected()
    }
  }

  private func collection(_ start: Event) throws(Unexpected) -> DocumentNode {
    let isMapping = start.type == YAML_MAPPING_START_EVENT
    var children: [DocumentEntry] = []
    var event = try next()
    while event.type != YAML_SEQUENCE_END_EVENT && event.type != YAML_MAPPING_END_EVENT {
      let place = entries.count
      let entry: DocumentEntry
      // The entry is inserted before those inside it, as in the text.
      if isMapping {
        let key = try node(event)
        guard !key.isCollection else { throw Unexpected() }
        let value = try node(next())
        entry = DocumentEntry(
          key: key, value: value, isInFlow: start.isFlow, column: event.column)
      } else {
        let column = start.anchor == nil ? start.column : event.column - 2
        entry = DocumentEntry(
          key: nil, value: try node(event), isInFlow: start.isFlow, column: column)
      }
      for inner in entry.value.entries { inner.parent = entry }
      entries.insert(entry, at: place)
      children.append(entry)
      event = try next()
    }
    return DocumentNode(
      content: isMapping ? .mapping(children) : .sequence(children), anchor: start.anchor,
      isFlow: start.isFlow, start: start.start,
      end: start.isFlow ? event.end : children.last?.value.end ?? start.end)
  }

  /// The beginning of a text with an anchor: after the anchor and its blanks.
  private func contentStart(of event: Event) -> Int {
    var index = event.start
    while index < event.end, !" \t\n".unicodeScalars.contains(source[index]) { index += 1 }
    while index < event.end, " \t\n".unicodeScalars.contains(source[index]) { index += 1 }
    return index
  }

  private func next() throws(Unexpected) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw Unexpected() }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }

  /// The parts of a libyaml event that are needed after it is freed.
  private struct Event {
    let type: yaml_event_type_t
    let start: Int
    let end: Int
    let column: Int
    var anchor: String?
    var text = ""
    var style = DocumentNode.Style.plain
    var isFlow = false

    init(_ event: yaml_event_t) {
      type = event.type
      start = Int(event.start_mark.index)
      end = Int(event.end_mark.index)
      column = Int(event.start_mark.column)
      switch event.type {
      case YAML_ALIAS_EVENT:
        anchor = Self.string(event.data.alias.anchor)
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        anchor = Self.string(scalar.anchor)
        text = String(
          decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        style =
          switch scalar.style {
          case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
          case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
          case YAML_LITERAL_SCALAR_STYLE: .literal
          case YAML_FOLDED_SCALAR_STYLE: .folded
          default: .plain
          }
      case YAML_SEQUENCE_START_EVENT:
        anchor = Self.string(event.data.sequence_start.anchor)
        isFlow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      case YAML_MAPPING_START_EVENT:
        anchor = Self.string(event.data.mapping_start.anchor)
        isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      default: break
      }
    }

    private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
      pointer.map { String(cString: $0) }
    }
  }
}
