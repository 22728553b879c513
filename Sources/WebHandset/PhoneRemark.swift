/// Something that is said to whoever uses a page, which words it in its own language.
package struct PhoneRemark: Error, Hashable, Sendable, Encodable {
  /// What is said; the page has the words under the same name.
  package enum Word: String, CaseIterable, Encodable, Sendable {
    // Why a call can't begin.
    case noSuchLine
    /// About the tag of a language.
    case otherLanguage
    case samplesOnly
    case unknownNumber
    case full
    case tooFast
    case sourceFull
    case closing
    case storeAway
    // Of files for the browser to keep.
    case notBegun
    /// About a state, as the next one.
    case secret
    case meantForFarSide
    case withheldLine
    case nothingHappened
    case keysOmitted
    /// About a file's place.
    case exists
    /// About the reason, as the system tells it; the next one too.
    case unwritable
    case unreadable
  }

  package let word: Word
  /// What it is about, if it is about anything.
  package let about: String

  package init(_ word: Word, _ about: String = "") {
    self.word = word
    self.about = about
  }
}
