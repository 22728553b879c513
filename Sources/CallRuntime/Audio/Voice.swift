public import Speech

/// What gives utterances their sound: clips, or a synthesiser.
///
/// A voice is asked when an announcement begins, again in each call, so it should cache what it has
/// made.
public protocol Voice: AnyObject {
  /// The sound of an utterance at its rate: mono, `AudioFrame.sampleRate`, full scale from −1 to 1.
  /// `nil` if there is none; the words are then shown in silence.
  func sound(of utterance: Utterance) -> [Float]?

  /// Whether the sounds of utterances are known, so that nobody has to wait for them. Otherwise they
  /// are made on another thread, and the announcement begins once they are.
  ///
  /// - Parameter told: is called from any thread, once they are known or can't be made; never if they
  ///   are known already.
  func hasSound(of utterances: [Utterance], otherwise told: @escaping @Sendable () -> Void) -> Bool
}

extension Voice {
  public func hasSound(
    of utterances: [Utterance], otherwise told: @escaping @Sendable () -> Void
  ) -> Bool { true }
}
