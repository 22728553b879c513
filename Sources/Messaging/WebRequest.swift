internal import CCurl
internal import Foundation

/// One request over HTTP, by libcurl. It blocks, so it has a thread of its own.
package struct WebRequest: Sendable {
  package let isPost: Bool
  private let url: String
  private let headers: [(name: String, value: String)]
  private let body: [UInt8]

  package init(
    isPost: Bool, url: String, headers: [(name: String, value: String)], body: [UInt8]
  ) {
    self.isPost = isPost
    self.url = url
    self.headers = headers
    self.body = body
  }

  package struct Response: Sendable {
    package let status: Int
    package let body: [UInt8]
    /// The address that the answer redirects to, if it does.
    package let redirection: String?
  }

  package enum Failure: Error, Hashable, Sendable {
    /// Nobody was asked anything yet.
    case noConnection(String)
    case timeout
    case tooLarge
    case other(String)
  }

  /// In bytes.
  package static let largestBody = 1 << 20
  private static let largestHead = 64 << 10

  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// What comes in, up to the limits.
  private final class Received {
    var body: [UInt8] = []
    var head = 0
    /// Whether the blank line behind the head has come.
    var isHeadWhole = false
    var isTooLarge = false
  }

  /// Sends it and waits for the whole answer.
  ///
  /// - Parameter limit: how long that may take.
  package func send(within limit: Duration) throws(Failure) -> Response {
    guard Self.isReady, let handle = curl_easy_init() else { throw .other("libcurl is missing") }
    defer { curl_easy_cleanup(handle) }
    var list: UnsafeMutablePointer<curl_slist>?
    for header in headers { list = curl_slist_append(list, "\(header.name): \(header.value)") }
    // No waiting for a "100 Continue" that many servers never send.
    list = curl_slist_append(list, "Expect:")
    defer { curl_slist_free_all(list) }
    let received = Received()
    let context = Unmanaged.passUnretained(received).toOpaque()
    let milliseconds = max(1, Int(limit / .milliseconds(1)))
    let codes = [
      gooya_curl_set_text(handle, CURLOPT_URL, url),
      gooya_curl_set_list(handle, CURLOPT_HTTPHEADER, list),
      gooya_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
      gooya_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
      gooya_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
      gooya_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds),
      gooya_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
      gooya_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
      gooya_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
      gooya_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
      gooya_curl_set_long(handle, CURLOPT_MAXFILESIZE, Self.largestBody),
      // Neither the environment's proxies nor a user's .netrc: a script alone says who is asked.
      gooya_curl_set_text(handle, CURLOPT_PROXY, ""),
      gooya_curl_set_text(handle, CURLOPT_NOPROXY, "*"),
      gooya_curl_set_long(handle, CURLOPT_NETRC, 0),
      gooya_curl_set_long(handle, CURLOPT_PATH_AS_IS, 1),
      gooya_curl_set_sink(
        handle, CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA,
        { WebRequest.take($0, $1 * $2, $3, isBody: true) }, context),
      gooya_curl_set_sink(
        handle, CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA,
        { WebRequest.take($0, $1 * $2, $3, isBody: false) }, context),
      isPost
        ? body.withUnsafeBytes {
          gooya_curl_set_bytes(
            handle, $0.baseAddress ?? UnsafeRawPointer(context), curl_off_t($0.count))
        } : gooya_curl_set_long(handle, CURLOPT_HTTPGET, 1),
    ]
    guard codes.allSatisfy({ $0 == CURLE_OK }) else { throw .other("libcurl is too old") }
    let code = withExtendedLifetime(received) { curl_easy_perform(handle) }
    if received.isTooLarge { throw .tooLarge }
    switch code {
    case CURLE_OK: break
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST: throw .noConnection(Self.text(code))
    case CURLE_OPERATION_TIMEDOUT: throw .timeout
    case CURLE_FILESIZE_EXCEEDED: throw .tooLarge
    default: throw .other(Self.text(code))
    }
    guard received.isHeadWhole else { throw .other("the answer broke off") }
    var status = 0
    var redirection: UnsafeMutablePointer<CChar>?
    _ = gooya_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    _ = gooya_curl_get_text(handle, CURLINFO_REDIRECT_URL, &redirection)
    return Response(
      status: status, body: received.body, redirection: redirection.map { String(cString: $0) })
  }

  /// Takes what has come. Anything but the count makes libcurl break off.
  private static func take(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
    isBody: Bool
  ) -> Int {
    guard let bytes, let context else { return 0 }
    let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
    if isBody {
      guard received.body.count + count <= largestBody else {
        received.isTooLarge = true
        return 0
      }
      received.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    } else {
      received.head += count
      received.isHeadWhole = count <= 2
      guard received.head <= largestHead else {
        received.isTooLarge = true
        return 0
      }
    }
    return count
  }

  /// libcurl's words for a code; they hold no values.
  private static func text(_ code: CURLcode) -> String {
    String(cString: curl_easy_strerror(code)).lowercased()
  }
}

/// Whom an address reaches, as libcurl reads it.
package struct WebOrigin: Hashable, Sendable {
  package let scheme: String
  package let host: String
  package let port: String

  package init?(of url: String) {
    guard let parts = curl_url() else { return nil }
    defer { curl_url_cleanup(parts) }
    guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: parts),
      let host = Self.part(CURLUPART_HOST, of: parts),
      let port = Self.part(CURLUPART_PORT, of: parts)
    else { return nil }
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = port
  }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else {
      return nil
    }
    defer { curl_free(text) }
    return String(cString: text)
  }

  /// Whether it is this machine itself.
  package var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
