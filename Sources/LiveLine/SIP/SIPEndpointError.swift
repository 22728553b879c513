import Glibc

/// Why an endpoint or a call's sound can't be had.
public struct SIPEndpointError: Error, CustomStringConvertible {
  private let what: String
  let code: Int32

  /// - Parameter code: an `errno`; 0 if there is none.
  init(_ what: String, _ code: Int32 = 0) {
    self.what = what
    self.code = code
  }

  public var description: String {
    code == 0 ? what : "\(what): \(String(cString: strerror(code)))"
  }
}
