/// Which gateway or service is told what to do, in place of its work.
public enum StubTarget: Hashable, Sendable {
  case sms
  case email
  /// Transfers to a number; `nil` for all that have no behaviour of their own.
  case transfer(String?)
  case service(String)
}
