import Glibc

/// Why an endpoint or a call's sound can't be had.
public struct SIPEndpointError: Error, CustomStringConvertible {
  private let what: String
  let code: Int32

  init(_ what: String, _ code: Int32) {
    self.what = what
    self.code = code
  }

  public var description: String { "\(what): \(String(cString: strerror(code)))" }
}
