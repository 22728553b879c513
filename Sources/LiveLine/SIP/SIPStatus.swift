/// A status of a SIP response (RFC 3261).
public struct SIPStatus: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public static let trying = SIPStatus(rawValue: 100)
  public static let ringing = SIPStatus(rawValue: 180)
  public static let sessionProgress = SIPStatus(rawValue: 183)
  public static let ok = SIPStatus(rawValue: 200)
  public static let accepted = SIPStatus(rawValue: 202)
  public static let badRequest = SIPStatus(rawValue: 400)
  public static let unauthorized = SIPStatus(rawValue: 401)
  public static let forbidden = SIPStatus(rawValue: 403)
  public static let notFound = SIPStatus(rawValue: 404)
  public static let methodNotAllowed = SIPStatus(rawValue: 405)
  public static let requestTimeout = SIPStatus(rawValue: 408)
  public static let unsupportedMediaType = SIPStatus(rawValue: 415)
  public static let unsupportedScheme = SIPStatus(rawValue: 416)
  public static let badExtension = SIPStatus(rawValue: 420)
  public static let temporarilyUnavailable = SIPStatus(rawValue: 480)
  public static let noSuchCall = SIPStatus(rawValue: 481)
  public static let tooManyHops = SIPStatus(rawValue: 483)
  public static let addressIncomplete = SIPStatus(rawValue: 484)
  public static let busyHere = SIPStatus(rawValue: 486)
  public static let requestTerminated = SIPStatus(rawValue: 487)
  public static let notAcceptableHere = SIPStatus(rawValue: 488)
  public static let serverError = SIPStatus(rawValue: 500)
  public static let notImplemented = SIPStatus(rawValue: 501)
  public static let serviceUnavailable = SIPStatus(rawValue: 503)
  public static let versionNotSupported = SIPStatus(rawValue: 505)
  public static let messageTooLarge = SIPStatus(rawValue: 513)
  public static let decline = SIPStatus(rawValue: 603)

  /// The phrase that RFC 3261 suggests.
  public var reason: String {
    switch rawValue {
    case 180: "Ringing"
    case 183: "Session Progress"
    case 200: "OK"
    case 202: "Accepted"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 415: "Unsupported Media Type"
    case 416: "Unsupported URI Scheme"
    case 420: "Bad Extension"
    case 480: "Temporarily Unavailable"
    case 481: "Call/Transaction Does Not Exist"
    case 483: "Too Many Hops"
    case 484: "Address Incomplete"
    case 486: "Busy Here"
    case 487: "Request Terminated"
    case 488: "Not Acceptable Here"
    case 500: "Server Internal Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "Version Not Supported"
    case 513: "Message Too Large"
    case 603: "Decline"
    default: "Status \(rawValue)"
    }
  }
}
