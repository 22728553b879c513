/// What is known of a call when it begins.
public struct CallParameters: Hashable, Sendable {
  /// The subscriber line that the call is about (`call.line`); empty if the caller withheld it.
  public let line: String
  /// The number that was dialled (`call.number_dialled`).
  public let numberDialled: String
  /// The language to begin in; one that the script doesn't declare, or `nil`, means its default.
  public let language: Language?

  /// Whether the operator rings the line: then it is the number dialled.
  public var isOutgoing: Bool { line == numberDialled }

  public init(line: String, numberDialled: String, language: Language? = nil) {
    self.line = line
    self.numberDialled = numberDialled
    self.language = language
  }
}
