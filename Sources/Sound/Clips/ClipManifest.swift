public import Foundation

/// What the clips of one catalog in one language were made from: `manifest.json` beside them.
///
/// Nothing in it depends on the machine or the day, and each clip has a line of its own, so that a
/// change reads well as a difference of two versions.
public struct ClipManifest: Hashable, Sendable {
  public enum Source: String, Codable, Hashable, Sendable {
    /// Rendered by a synthetic voice.
    case synthetic
    /// Spoken by somebody in a studio.
    case recorded
  }

  /// One clip.
  public struct Entry: Codable, Hashable, Sendable {
    public var source: Source
    /// The catalog's text when the clip was made.
    public var text: String
    /// What the voice was given instead of the text, where it is spelt for it.
    public var spelling: String?
    /// The program that spoke, with its version; for recorded clips nothing.
    public var engine: String?
    /// The voice and its settings.
    public var voice: String?
    /// Samples at 16 kHz.
    public var frames: Int
    /// The digest of the file's bytes.
    public var digest: String
  }

  public var entries: [String: Entry]

  public init(entries: [String: Entry] = [:]) {
    self.entries = entries
  }
}

extension ClipManifest {
  private struct File: Decodable {
    let format: Int
    let clips: [String: Entry]
  }

  /// Reads a manifest's text.
  ///
  /// - Throws: in words, what is wrong with it.
  public init(json: Data) throws(ClipManifestFault) {
    do {
      let file = try JSONDecoder().decode(File.self, from: json)
      guard file.format == 1 else {
        throw ClipManifestFault(reason: "has format \(file.format), and this gooya knows format 1")
      }
      entries = file.clips
    } catch let fault as ClipManifestFault {
      throw fault
    } catch DecodingError.keyNotFound(let key, let context) {
      throw ClipManifestFault(reason: "lacks '\(key.stringValue)'\(context.place)")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      throw ClipManifestFault(reason: "has a value of a wrong kind\(context.place)")
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw ClipManifestFault(reason: "has a value that it can't have\(context.place)")
    } catch {
      throw ClipManifestFault(reason: "is no JSON")
    }
  }

  /// The manifest as its file holds it: sorted, a line a clip.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = entries.sorted { $0.key < $1.key }.compactMap { id, entry -> String? in
      guard let id = try? encoder.encode(id), let entry = try? encoder.encode(entry) else {
        return nil
      }
      return "    \(String(decoding: id, as: UTF8.self)): \(String(decoding: entry, as: UTF8.self))"
    }
    let clips = lines.isEmpty ? "{}" : "{\n\(lines.joined(separator: ",\n"))\n  }"
    return "{\n  \"format\": 1,\n  \"clips\": \(clips)\n}\n"
  }
}

/// What is wrong with a manifest.
public struct ClipManifestFault: Error, Hashable, Sendable {
  public let reason: String

  /// What to do about it.
  static let remedy = "take it from version control again, or delete it and render anew"
}

extension DecodingError.Context {
  fileprivate var place: String {
    let path = codingPath.map(\.stringValue).filter { $0 != "clips" }
    return path.isEmpty ? "" : " at \(path.joined(separator: "."))"
  }
}
