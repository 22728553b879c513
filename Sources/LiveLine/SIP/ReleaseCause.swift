/// Why a call was released, as telephone networks number it (ITU-T Q.850).
public enum ReleaseCause: Int, Hashable, Sendable, CaseIterable {
  case unallocatedNumber = 1
  case normalClearing = 16
  case userBusy = 17
  case noUserResponding = 18
  case noAnswer = 19
  case subscriberAbsent = 20
  case callRejected = 21
  case numberChanged = 22
  case destinationOutOfOrder = 27
  case invalidNumberFormat = 28
  case normalUnspecified = 31
  case noCircuit = 34
  case networkOutOfOrder = 38
  case temporaryFailure = 41
  case congestion = 42
  case bearerNotImplemented = 65
  case recoveryOnTimerExpiry = 102
  case interworking = 127

  /// The cause behind the status with which a call was refused (RFC 3398, section 8.2.6.1). 480 and
  /// 408 are the two ways of not answering, as the other direction has them.
  public init(_ status: SIPStatus) {
    self =
      switch status.rawValue {
      case 200..<300: .normalClearing
      case 401, 402, 403, 407, 603: .callRejected
      case 404, 485, 604: .unallocatedNumber
      case 410: .numberChanged
      case 484: .invalidNumberFormat
      case 486, 600: .userBusy
      case 480: .noAnswer
      case 408: .noUserResponding
      case 504: .recoveryOnTimerExpiry
      case 487: .normalClearing
      case 488, 606, 415: .bearerNotImplemented
      case 400, 481, 500, 503: .temporaryFailure
      case 502: .networkOutOfOrder
      default: .interworking
      }
  }

  /// The status by which a call is refused for this cause (RFC 3398, section 7.2.4.1).
  public var status: SIPStatus {
    switch self {
    case .unallocatedNumber: .notFound
    case .normalClearing, .normalUnspecified: .temporarilyUnavailable
    case .userBusy: .busyHere
    case .noUserResponding: .requestTimeout
    case .noAnswer, .subscriberAbsent: .temporarilyUnavailable
    case .callRejected: .decline
    case .numberChanged: SIPStatus(rawValue: 410)
    case .destinationOutOfOrder: SIPStatus(rawValue: 502)
    case .invalidNumberFormat: .addressIncomplete
    case .noCircuit, .networkOutOfOrder, .temporaryFailure, .congestion: .serviceUnavailable
    case .bearerNotImplemented: .notAcceptableHere
    case .recoveryOnTimerExpiry: SIPStatus(rawValue: 504)
    case .interworking: .serverError
    }
  }

  /// The cause as SIP carries it (RFC 3326).
  var header: String { "Reason: Q.850;cause=\(rawValue)\r\n" }

  /// Reads a `Reason` header's value.
  ///
  /// - Returns: `nil` if no Q.850 cause that is known here is in it.
  init?(header value: String) {
    for reason in value.split(separator: ",") {
      let parts = reason.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard parts.first?.lowercased() == "q.850",
        let cause = parts.first(where: { $0.hasPrefix("cause=") }),
        let number = Int(cause.dropFirst("cause=".count)),
        let known = Self(rawValue: number)
      else { continue }
      self = known
      return
    }
    return nil
  }
}
