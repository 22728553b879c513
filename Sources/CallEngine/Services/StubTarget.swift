/// The gateway, service or recording whose stub has a set behaviour.
public enum StubTarget: Hashable, Sendable {
  case sms
  case email
  /// Transfers to a number; `nil` for all numbers without a behaviour of their own.
  case transfer(String?)
  case service(String)
  /// Recordings under a name of the script; `nil` for all names without a behaviour of their own.
  case recording(String?)
}
