public import CallEngine
import Foundation

/// Diagnostics as SARIF 2.1.0 (OASIS), which code hosts show beside the lines.
public enum DiagnosticSARIFRenderer {
  /// The log of one run, ending with a newline.
  ///
  /// - Parameter version: gooya's version.
  /// - Throws: what the encoder throws; diagnostics contain nothing that it refuses.
  public static func sarif(of diagnostics: [Diagnostic], version: String) throws -> VisibleText {
    var rules: [Rule] = []
    var places: [Rule: Int] = [:]
    for diagnostic in diagnostics where places[diagnostic.rule] == nil {
      places[diagnostic.rule] = rules.count
      rules.append(diagnostic.rule)
    }
    let driver = Driver(
      name: "gooya", semanticVersion: version, rules: rules.map(ReportingDescriptor.init))
    let results = diagnostics.map { Result($0, ruleIndex: places[$0.rule] ?? 0) }
    let log = Log(
      schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0",
      runs: [Run(tool: Tool(driver: driver), columnKind: "unicodeCodePoints", results: results)])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return VisibleText(json: try encoder.encode(log)) + "\n"
  }

  // The SARIF objects in use (SARIF 2.1.0, §3), under their names there.

  private struct Log: Encodable {
    let schema: String
    let version: String
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
  }

  private struct Run: Encodable {
    let tool: Tool
    let columnKind: String
    let results: [Result]
  }

  private struct Tool: Encodable {
    let driver: Driver
  }

  private struct Driver: Encodable {
    let name: String
    let semanticVersion: String
    let rules: [ReportingDescriptor]
  }

  private struct ReportingDescriptor: Encodable {
    let id: String
    let shortDescription: Message
    let defaultConfiguration: Configuration

    init(_ rule: Rule) {
      id = rule.code
      shortDescription = Message(text: rule.summary)
      defaultConfiguration = Configuration(level: rule.severity.rawValue)
    }
  }

  private struct Configuration: Encodable {
    let level: String
  }

  private struct Message: Encodable {
    let text: String
  }

  private struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]?
    let fixes: [Fix]?

    init(_ diagnostic: Diagnostic, ruleIndex: Int) {
      ruleId = diagnostic.code
      self.ruleIndex = ruleIndex
      level = diagnostic.severity.rawValue
      let remarks = diagnostic.notes.filter { $0.range == nil }.map { "; \($0.message)" }
      message = Message(text: diagnostic.message + remarks.joined())
      locations = [Location(diagnostic.range)]
      let related = diagnostic.notes.compactMap { note in
        note.range.map { Location($0, message: note.message) }
      }
      relatedLocations = related.isEmpty ? nil : related
      let changes = Dictionary(grouping: diagnostic.fixIts, by: \.range.file)
        .sorted { $0.key < $1.key }.map(ArtifactChange.init)
      fixes = changes.isEmpty ? nil : [Fix(artifactChanges: changes)]
    }
  }

  private struct Location: Encodable {
    let physicalLocation: PhysicalLocation
    let message: Message?

    init(_ range: SourceRange, message: String? = nil) {
      physicalLocation = PhysicalLocation(
        artifactLocation: ArtifactLocation(range.file), region: Region(range))
      self.message = message.map(Message.init)
    }
  }

  private struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    let region: Region
  }

  private struct ArtifactLocation: Encodable {
    let uri: String

    /// A relative path unchanged, an absolute one as a `file:` URI.
    init(_ path: String) {
      let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
      // A colon in the first segment would be read as a scheme's.
      uri =
        path.hasPrefix("/")
        ? "file://" + escaped : escaped.replacingOccurrences(of: ":", with: "%3A")
    }
  }

  private struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int

    init(_ range: SourceRange) {
      startLine = range.start.line
      startColumn = range.start.column
      endLine = range.end.line
      endColumn = range.end.column
    }
  }

  private struct Fix: Encodable {
    let artifactChanges: [ArtifactChange]
  }

  private struct ArtifactChange: Encodable {
    let artifactLocation: ArtifactLocation
    let replacements: [Replacement]

    init(_ file: String, _ fixIts: [Diagnostic.FixIt]) {
      artifactLocation = ArtifactLocation(file)
      replacements = fixIts.map(Replacement.init)
    }
  }

  private struct Replacement: Encodable {
    let deletedRegion: Region
    let insertedContent: Message

    init(_ fixIt: Diagnostic.FixIt) {
      deletedRegion = Region(fixIt.range)
      insertedContent = Message(text: fixIt.replacement)
    }
  }
}
