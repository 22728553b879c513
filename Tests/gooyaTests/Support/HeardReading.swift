import CallEngine
import Foundation
import Sound
import Speech

/// Bill ID and payment ID as a caller hears them read: their groups, known again by their clips.
struct HeardReading: CustomStringConvertible {
  struct Group {
    /// How like the sound is to the group's clips, of the clip that is least so.
    let likeness: Double
    /// The same for the clips of other groups, of the group that is likest.
    let otherLikeness: Double
    /// The silence before it, in seconds.
    let pause: Double
  }

  private(set) var groups: [Group] = []

  private static let prompts = "\(Workplace.package.path)/Prompts"
  private static let sampleRate = 16000

  /// Every reading of identifiers in a recording, each begun by the words before a bill ID.
  ///
  /// - Parameter groups: of each identifier, with the prompt before it.
  static func all(
    of identifiers: [(prompt: String, groups: [String])], language: String, in ear: ClipEar
  ) throws -> [HeardReading] {
    let expected = try identifiers.flatMap { identifier in
      try identifier.groups.enumerated().map { place, group in
        let intro = try place == 0 ? [clip("\(language)/billing/\(identifier.prompt)")] : []
        return (intro: intro, group: try clips(of: group, language: language))
      }
    }
    let parts = ear.parts(between: sampleRate / 2)
    let starts = parts.indices.filter { ear.likeness(of: expected[0].intro, in: parts[$0]) > 0.8 }
    return starts.map { start in
      var reading = HeardReading()
      for (place, (intro, group)) in expected.enumerated() where start + place < parts.count {
        let part = parts[start + place]
        let others = expected.filter { $0.group != group }
        reading.groups.append(
          Group(
            likeness: ear.likeness(of: intro + group, in: part),
            otherLikeness: others.map { ear.likeness(of: intro + $0.group, in: part) }.max() ?? 0,
            pause: Double(
              part.lowerBound - (start + place > 0 ? parts[start + place - 1].upperBound : 0))
              / Double(sampleRate)))
      }
      return reading
    }
  }

  var description: String {
    groups.map {
      String(format: "%.3f (others %.3f) after %.2f s", $0.likeness, $0.otherLikeness, $0.pause)
    }.joined(separator: ", ")
  }

  private static func clips(of group: String, language: String) throws -> [[Float]] {
    let form = SpokenForm(.digits(group: 3), rate: .slow)
    return try Verbalizer.utterances(of: group, as: form, in: Language(language)).compactMap {
      utterance in
      guard case .clip(let name) = utterance.sound else { return nil }
      return try AudioClip(contentsOf: "\(prompts)/\(language)/\(name).flac").stretched(by: 1.5)
        .samples
    }
  }

  private static func clip(_ name: String) throws -> [Float] {
    try AudioClip(contentsOf: "\(prompts)/\(name).flac").samples
  }
}

extension ClipEar {
  /// How like a part is to clips that follow each other from its beginning, the least of them; there
  /// may be a breath of a fifth of a second after the first.
  fileprivate func likeness(of clips: [[Float]], in part: Range<Int>) -> Double {
    var place = part.lowerBound
    var least = 1.0
    for (count, clip) in clips.enumerated() {
      let found = find(clip, near: place, within: count == 1 ? 3200 : 800)
      least = min(least, found.likeness)
      place = found.start + clip.count
    }
    return least
  }
}
