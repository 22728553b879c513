import ArgumentParser
import CallEngine
import LiveLine

/// A call whose caller is on a telephone.
extension CallCommand {
  /// - Throws: `ValidationError` if it can't be combined with other options.
  func check(sip: String) throws {
    do throws(WrittenSIPAddress.Fault) { _ = try WrittenSIPAddress(sip) } catch {
      throw ValidationError(
        "--sip '\(sip)' \(error); write it like sip:1000@192.0.2.10:5060")
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
  /// - Throws: `Failure` if nobody answers, the exit status after a signal.
  func ring(
    _ ringing: SIPRinging?, _ configuration: Configuration
  ) throws -> SIPRinging.Answered? {
    guard let ringing, let anywhere = ListeningAddress("0.0.0.0:0") else { return nil }
    Interruption.watch()
    let settings = try configuration.sip(at: anywhere, calling: sip)
    do {
      return try ringing.ring(
        settings, for: ringFor ?? DurationOption(.seconds(45), "45s"),
        isAbandoned: { Interruption.signal != nil })
    } catch let failure as Failure {
      guard let signal = Interruption.signal else { throw failure }
      StandardError.line("gooya: \(failure.message)")
      throw ExitCode(128 + signal)
    }
  }
}
