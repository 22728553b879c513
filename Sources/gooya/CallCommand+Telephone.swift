import ArgumentParser
import CallEngine

/// A call whose caller is on a telephone.
extension CallCommand {
  /// - Throws: `ValidationError` if it can't be combined with other options.
  func check(sip: String) throws {
    guard SIPRinging.isAddress(sip) else {
      throw ValidationError("'\(sip)' is no SIP address; write it like sip:1000@192.0.2.10:5060")
    }
    if fast || speed != 1 {
      throw ValidationError("a telephone takes real time; --sip excludes --fast and --speed")
    }
    if sound.audio != nil || sound.ears != nil {
      throw ValidationError("--sip excludes --audio and --ears: the caller is on the telephone")
    }
  }

  /// Rings, if somebody is to be rung.
  ///
  /// - Throws: `Failure` if nobody answers.
  func ring(
    _ ringing: SIPRinging?, _ configuration: Configuration
  ) throws -> SIPRinging.Answered? {
    guard let ringing, let anywhere = ListeningAddress("0.0.0.0:0") else { return nil }
    Interruption.watch()
    return try ringing.ring(
      configuration.sip(at: anywhere, calling: sip), isAbandoned: { Interruption.signal != nil })
  }
}
