/// What happened in a call, with times: enough to replay it.
public struct Journal: Hashable, Sendable {
  /// One line of the journal.
  public struct Entry: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
      case event(CallEvent)
      /// A message sent during the call. The machine ignores it; it is for whoever reads the
      /// journal.
      case message(CallMessage)
      /// How the sound of a call over a network went, at its end. The machine ignores it, too.
      case sound(SoundFigures)
    }

    /// Time since the call began.
    public let at: Duration
    public let content: Content

    public init(at: Duration, _ content: Content) {
      self.at = at
      self.content = content
    }
  }

  /// The digest of the script that the call ran on.
  public let digest: String
  public let parameters: CallParameters
  public let entries: [Entry]

  public init(digest: String, parameters: CallParameters, entries: [Entry] = []) {
    self.digest = digest
    self.parameters = parameters
    self.entries = entries
  }

  /// A machine that replays the call. Given the journal's events in order, it produces the effects
  /// that the call had, except for withheld values.
  ///
  /// - Throws: `WrongScript` if the call ran on another script.
  public func machine(with program: MenuProgram) throws(WrongScript) -> CallMachine {
    guard program.digest == digest else {
      throw WrongScript(digest: program.digest, expected: digest)
    }
    return CallMachine(program: program, parameters: parameters)
  }

  /// A journal belongs to another script, or to another version of this one.
  public struct WrongScript: Error, Hashable, CustomStringConvertible {
    public let digest: String
    public let expected: String

    public var description: String {
      "the journal was recorded with another version of the script (digest \(expected), not "
        + "\(digest)); replay it with the script as it was then"
    }
  }
}
