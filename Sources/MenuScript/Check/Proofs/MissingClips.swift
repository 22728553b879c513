import CallEngine
import Foundation

/// Finds prompts without a clip in catalogs that have clips: they would be synthesised, or not
/// heard.
enum MissingClips {
  static func run(_ script: ScriptSyntax, prompts: PromptIndex, findings: inout Findings) {
    guard let folder = prompts.folder else { return }
    var clips: [String: Set<String>] = [:]
    var seen: Set<String> = []
    for (id, range) in script.promptIDs where seen.insert(id).inserted {
      let languages = prompts.places(of: id).filter { place in
        let path = "\(folder)/\(place.language)/\(place.catalog)"
        let files = clips[path] ?? Self.clips(in: path)
        clips[path] = files
        return !files.isEmpty && !files.contains(id)
      }.map(\.language.tag)
      let spoken = script.languages.map(\.value).filter(languages.contains)
      if !spoken.isEmpty {
        findings.report(SpeechRules.MissingClip(id: id, languages: spoken), at: range)
      }
    }
  }

  /// The ids of a catalog's clips in a language; empty if there is no folder.
  private static func clips(in path: String) -> Set<String> {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return Set(files.filter { $0.hasSuffix(".flac") }.map { String($0.dropLast(5)) })
  }
}

extension ScriptSyntax {
  /// Every prompt id with its places, in the order of the text's parts.
  fileprivate var promptIDs: [(id: String, range: TextRange)] {
    prompts.flattened.compactMap { prompt in
      if case .clip(let id, _) = prompt.kind { (id.value, id.range) } else { nil }
    }
  }
}
