import CallEngine
import Speech
import Synchronization

/// The keys that texts tell the caller to press, each text searched once: a prompt is spoken in many
/// places, and an author changes few of them between two checks.
final class KeysInTexts: Sendable {
  private struct Question: Hashable {
    let text: String
    let language: Language
  }

  private struct Answers {
    var keys: [Question: [SpokenKey]] = [:]
    var offered: [String: Set<KeySequence>] = [:]
  }

  private let known = Mutex(Answers())

  /// The most texts remembered; all are forgotten then.
  private static let most = 100_000

  /// The keys named in a text, as `SpokenKey` finds them.
  func all(in text: String, of language: Language) -> [SpokenKey] {
    let question = Question(text: text, language: language)
    if let keys = known.withLock({ $0.keys[question] }) { return keys }
    let keys = SpokenKey.all(in: text, of: language)
    known.withLock {
      if $0.keys.count == Self.most { $0.keys = [:] }
      $0.keys[question] = keys
    }
    return keys
  }

  /// The keys certainly offered in a text, in the words of any known language.
  func offered(in text: String) -> Set<KeySequence> {
    if let keys = known.withLock({ $0.offered[text] }) { return keys }
    let keys = SpokenKey.offered(in: text)
    known.withLock {
      if $0.offered.count == Self.most { $0.offered = [:] }
      $0.offered[text] = keys
    }
    return keys
  }
}
