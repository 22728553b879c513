package import Foundation

/// Records what the clips of one catalog in one language were made from: `manifest.json` beside
/// them.
///
/// Nothing in it depends on the machine or the date, and each clip has its own line, so that diffs
/// are readable.
package struct ClipManifest: Hashable, Sendable {
  package enum Source: String, Codable, Hashable, Sendable {
    /// Rendered by a synthetic voice.
    case synthetic
    /// Spoken by a person in a studio.
    case recorded
  }

  /// One clip.
  package struct Entry: Codable, Hashable, Sendable {
    package var source: Source
    /// The catalog's text when the clip was made.
    package var text: String
    /// The respelling given to the voice, if the text was respelt.
    package var spelling: String?
    /// The program that spoke, with its version; empty for recordings.
    package var engine: String?
    /// The voice and its settings.
    package var voice: String?
    /// The number of samples at 16 kHz.
    package var frames: Int
    /// The digest of the file's bytes.
    package var digest: String
  }

  package var entries: [String: Entry]

  package init(entries: [String: Entry] = [:]) {
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
  /// - Throws: a description of the fault.
  package init(json: Data) throws(ClipManifestFault) {
    do {
      let file = try JSONDecoder().decode(File.self, from: json)
      guard file.format == 1 else {
        throw ClipManifestFault(reason: "has format \(file.format); this gooya reads format 1")
      }
      entries = file.clips
    } catch let fault as ClipManifestFault {
      throw fault
    } catch DecodingError.keyNotFound(let key, let context) {
      throw ClipManifestFault(reason: "lacks '\(key.stringValue)'\(context.place)")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      throw ClipManifestFault(reason: "has a value of the wrong type\(context.place)")
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw ClipManifestFault(reason: "has an invalid value\(context.place)")
    } catch {
      throw ClipManifestFault(reason: "isn't JSON")
    }
  }

  /// The manifest's text: sorted, one line per clip.
  package var json: String {
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
package struct ClipManifestFault: Error, Hashable, Sendable {
  package let reason: String

  /// What to do about it.
  static let remedy = "restore it from version control, or delete it and render again"
}

extension DecodingError.Context {
  fileprivate var place: String {
    let path = codingPath.map(\.stringValue).filter { $0 != "clips" }
    return path.isEmpty ? "" : " at \(path.joined(separator: "."))"
  }
}
