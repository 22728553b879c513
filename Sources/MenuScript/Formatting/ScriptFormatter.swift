public import CallEngine
import Foundation

/// Formats menu scripts, scenarios and prompt catalogs.
///
/// Only the layout changes. The content stays, and comments stay with what they are about.
public struct ScriptFormatter: Sendable {
  public var limits = ReadingLimits.standard

  public init() {}

  /// The result of formatting a file.
  public enum Outcome: Sendable {
    /// The formatted text; equal to the file if it was formatted already.
    case formatted(String, DocumentKind)
    /// YAML, but neither a script, nor a scenario, nor a catalog.
    case foreign
    /// It can't be read; the diagnostics as printed.
    case unreadable(VisibleText)
    /// The result would have had other content: a bug in gooya.
    case changedMeaning
  }

  /// - Parameter file: its path, for diagnostics.
  public func format(_ bytes: some Sequence<UInt8>, file: String) -> Outcome {
    var findings = Findings(file: file)
    let decoded = SourceText.decode(
      Data(bytes), file: file, limits: limits, findings: &findings)
    guard let decoded else { return .unreadable(Self.text(findings, [])) }
    guard let root = YAMLReader.read(decoded, limits: limits, findings: &findings),
      !findings.diagnostics.contains(where: \.isError)
    else { return .unreadable(Self.text(findings, [decoded])) }
    guard let kind = DocumentKind(root) else { return .foreign }
    var lines = decoded.text
    if lines.utf8.contains(0x0D) {
      lines = lines.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }
    guard let tree = DocumentParser.read(lines) else { return .changedMeaning }
    let text = DocumentPrinter.text(of: tree, kind)
    return keepsMeaning(of: root, kind, in: text) ? .formatted(text, kind) : .changedMeaning
  }

  /// Reads the result back and compares it: whatever goes wrong, no file is damaged.
  private func keepsMeaning(of root: LocatedNode, _ kind: DocumentKind, in text: String) -> Bool {
    var findings = Findings(file: "")
    let source = SourceText(file: "", text: text)
    guard let result = YAMLReader.read(source, limits: limits, findings: &findings) else {
      return false
    }
    return root.means(result, in: .root(of: kind))
  }

  private static func text(_ findings: Findings, _ sources: [SourceText]) -> VisibleText {
    DiagnosticTextRenderer(sources: sources).text(of: findings.diagnostics)
  }
}

extension DocumentKind {
  /// The kind of a text, by its top level; `nil` if it isn't YAML or not one of ours.
  public init?(of source: SourceText) {
    var findings = Findings(file: source.file)
    guard let root = YAMLReader.read(source, findings: &findings) else { return nil }
    self.init(root)
  }

  /// The kind of a document, by its top level; `nil` if it isn't one of ours.
  fileprivate init?(_ root: LocatedNode) {
    guard case .mapping(let pairs) = root.content, !pairs.isEmpty else { return nil }
    let keys = Set(pairs.compactMap(\.key.scalar?.text))
    if keys.contains("states"), !keys.isDisjoint(with: ["format", "languages", "start"]) {
      self = .script
    } else if keys.isSuperset(of: ["caller", "steps"]) {
      self = .scenario
    } else if pairs.allSatisfy({ $0.key.scalar != nil && $0.value.isText }) {
      self = .catalog
    } else {
      return nil
    }
  }
}

extension LocatedNode {
  /// A text that YAML wouldn't take for a number or the like.
  var isText: Bool { scalar.map { $0.plainType == nil } ?? false }

  /// Whether another node has the same content, except for the order of keys that gooya sorts.
  fileprivate func means(_ other: LocatedNode, in place: DocumentPlace) -> Bool {
    switch (content, other.content) {
    case (.scalar(let one), .scalar(let two)):
      return one.text.utf8.elementsEqual(two.text.utf8)
        && one.plainType == two.plainType
    case (.sequence(let ones), .sequence(let twos)):
      return ones.count == twos.count
        && zip(ones, twos).allSatisfy { $0.means($1, in: place.inside(nil)) }
    case (.mapping(let ones), .mapping(let twos)):
      let (ones, twos) = (place.sorted(ones), place.sorted(twos))
      return ones.count == twos.count
        && zip(ones, twos).allSatisfy { one, two in
          one.key.means(two.key, in: place)
            && one.value.means(two.value, in: place.inside(one.key.scalar?.text))
        }
    default: return false
    }
  }
}

extension DocumentPlace {
  fileprivate func sorted(_ pairs: [LocatedNode.Pair]) -> [LocatedNode.Pair] {
    sorted(pairs) { $0.key.scalar?.text }
  }
}
