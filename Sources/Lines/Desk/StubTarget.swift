/// Which stub is told what to do.
package enum StubTarget: Hashable, Sendable {
  case sms
  case email
  /// Transfers to a number; `nil` for all that have no behaviour of their own.
  case transfer(String?)
  case service(String)
}
