internal import CCurl
internal import Foundation

/// One e-mail on its way to a mail server. It blocks, so it has a thread of its own.
struct SMTPSubmission {
  private let settings: SMTPGateway.Settings
  private let from: EmailAddress
  private let to: EmailAddress
  private let bytes: Data

  init(
    _ settings: SMTPGateway.Settings, from: EmailAddress, to: EmailAddress, bytes: Data
  ) {
    self.settings = settings
    self.from = from
    self.to = to
    self.bytes = bytes
  }

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// What is yet to be read of the message.
  private final class Source {
    private let bytes: Data
    private var place = 0
    /// Whether the server has agreed to take the message.
    private(set) var isBegun = false

    init(_ bytes: Data) { self.bytes = bytes }

    func read(into buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
      isBegun = true
      let count = min(room, bytes.count - place)
      guard count > 0 else { return 0 }
      bytes.withUnsafeBytes { all in
        UnsafeMutableRawPointer(buffer).copyMemory(
          from: all.baseAddress! + place, byteCount: count)
      }
      place += count
      return count
    }
  }

  /// Hands it over, and waits for the answer.
  var outcome: GatewayAnswer.Outcome {
    guard Self.isReady, let handle = curl_easy_init() else {
      return .temporaryFailure("libcurl is missing")
    }
    defer { curl_easy_cleanup(handle) }
    let recipients = curl_slist_append(nil, "<\(to)>")
    defer { curl_slist_free_all(recipients) }
    let source = Source(bytes)
    let errors = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    defer { errors.deallocate() }
    guard gooya_curl_set_errors(handle, errors) == CURLE_OK, set(handle, recipients, source) else {
      return .temporaryFailure("libcurl is too old")
    }
    let code = withExtendedLifetime(source) { curl_easy_perform(handle) }
    var reply = 0
    _ = gooya_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
    return Self.outcome(
      code, reply: reply, isBegun: source.isBegun,
      isOfRecipient: String(cString: errors).hasPrefix("RCPT"))
  }

  private func set(
    _ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?,
    _ source: Source
  ) -> Bool {
    let milliseconds = max(1, Int(settings.timeout / .milliseconds(1)))
    let scheme = settings.security == .tls ? "smtps" : "smtp"
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    var codes = [
      gooya_curl_set_text(handle, CURLOPT_URL, "\(scheme)://\(host):\(settings.port)"),
      gooya_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, scheme),
      gooya_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
      gooya_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds),
      gooya_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
      // Without TLS nothing is said.
      gooya_curl_set_long(
        handle, CURLOPT_USE_SSL,
        Int(settings.security == .none ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue)),
      gooya_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      gooya_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
      gooya_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
      // Neither the environment's proxies nor a user's .netrc: the configuration alone counts.
      gooya_curl_set_text(handle, CURLOPT_PROXY, ""),
      gooya_curl_set_text(handle, CURLOPT_NOPROXY, "*"),
      gooya_curl_set_long(handle, CURLOPT_NETRC, 0),
      gooya_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from)>"),
      gooya_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
      gooya_curl_set_long(handle, CURLOPT_UPLOAD, 1),
      gooya_curl_set_long(handle, CURLOPT_INFILESIZE, bytes.count),
      gooya_curl_set_sink(
        handle, CURLOPT_READFUNCTION, CURLOPT_READDATA,
        { buffer, size, count, context in
          guard let buffer, let context else { return 0 }
          return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
            .read(into: buffer, size * count)
        }, Unmanaged.passUnretained(source).toOpaque()),
      // What the server says is thrown away, not printed.
      gooya_curl_set_sink(
        handle, CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, { _, size, count, _ in size * count },
        nil),
    ]
    if let certificates = settings.certificates {
      codes.append(gooya_curl_set_text(handle, CURLOPT_CAINFO, certificates))
      codes.append(gooya_curl_set_text(handle, CURLOPT_CAPATH, nil))
    }
    if let login = settings.login {
      codes.append(gooya_curl_set_text(handle, CURLOPT_USERNAME, login.username))
      codes.append(gooya_curl_set_text(handle, CURLOPT_PASSWORD, login.password))
    }
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  /// What libcurl's result and the server's last reply mean.
  ///
  /// - Parameters:
  ///   - reply: a code of RFC 5321; 0 if the server said nothing.
  ///   - isBegun: whether the server has agreed to take the message.
  ///   - isOfRecipient: whether it was the recipient that the server refused.
  static func outcome(
    _ code: CURLcode, reply: Int, isBegun: Bool, isOfRecipient: Bool = false
  ) -> GatewayAnswer.Outcome {
    switch code {
    case CURLE_OK: return .accepted
    case CURLE_COULDNT_RESOLVE_HOST: return .temporaryFailure("the mail server isn't found")
    case CURLE_COULDNT_CONNECT: return .temporaryFailure("the mail server can't be reached")
    case CURLE_OPERATION_TIMEDOUT: return .temporaryFailure("the mail server doesn't answer")
    case CURLE_USE_SSL_FAILED: return .temporaryFailure("the mail server offers no TLS")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      return .temporaryFailure("the mail server's certificate isn't trusted")
    case CURLE_SSL_CACERT_BADFILE:
      return .temporaryFailure("email.smtp.ca_file can't be read")
    case CURLE_SSL_CONNECT_ERROR:
      return .temporaryFailure("TLS with the mail server fails")
    case CURLE_LOGIN_DENIED:
      return .temporaryFailure("the mail server refuses the login with \(reply)")
    default: break
    }
    // What is refused before the message was named is the connection or the login, whatever the code.
    let isOfMessage = code == CURLE_SEND_ERROR || isBegun
    switch reply {
    case 530, 534, 535, 538:
      return .temporaryFailure("the mail server wants another login: \(reply)")
    case 500...599 where isOfRecipient && isOfMessage:
      return .recipientRefused("the mail server refuses the address with \(reply)")
    case 500...599 where isOfMessage:
      return .permanentFailure("the mail server refuses it with \(reply)")
    case 400...599: return .temporaryFailure("the mail server can't take it now: \(reply)")
    default: return .temporaryFailure("the connection to the mail server broke off")
    }
  }
}
