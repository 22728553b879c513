import CLibre

/// Asks callers who they are (digest authentication, RFC 3261 §22 with RFC 2617's MD5, which is all
/// that telephones have in common).
///
/// A challenge is kept nowhere: it says itself when it was made, under a seal that only this endpoint
/// can make. Each answer counts once.
struct DigestGuard {
  /// The passwords of users by their names.
  private let users: [String: String]
  private let secret: [UInt8]
  /// Answers that have been used, with the second until which their challenge holds.
  private var used: [String: Int] = [:]

  static let realm = "gooya"
  /// How long a challenge holds, in seconds: enough for a request that is sent again with its answer.
  private static let lifetime = 60

  enum Verdict: Equatable {
    case known(user: String)
    /// Nobody who is known; the header has a new challenge.
    case challenge(header: String)
    /// The same, to who has answered one with a wrong password, or as a user that there isn't.
    case wrong(header: String)
  }

  init(users: [String: String]) {
    self.users = users
    secret = (0..<32).map { _ in UInt8.random(in: 0...255) }
  }

  /// - Parameters:
  ///   - authorization: the value of the header; `nil` without one.
  ///   - now: in seconds, since any beginning.
  mutating func verdict(
    on authorization: String?, method: String, at now: Int
  ) -> Verdict {
    used = used.filter { $0.value >= now }
    guard let authorization else { return .challenge(header: challenge(at: now)) }
    var isStale = false
    var isWrong = false
    var user: String?
    var text = authorization
    text.withUTF8 { bytes in
      var response = httpauth_digest_resp()
      var value = pl(
        p: UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self),
        l: bytes.count)
      guard httpauth_digest_response_decode(&response, &value) == 0,
        response.realm.text == Self.realm, let made = moment(of: response.nonce.text)
      else { return }
      let name = response.username.text
      let password = users[name]
      // An unknown user takes as long as a known one.
      let key = Self.md5("\(name):\(Self.realm):\(password ?? "")")
      let isRight = Self.isRight(&response, method, key)
      isWrong = !isRight || password == nil
      if isWrong { return }
      let answer = "\(response.nonce.text) \(response.nc.text) \(response.cnonce.text)"
      isStale = made + Self.lifetime < now || used[answer] != nil
      if !isStale {
        used[answer] = made + Self.lifetime
        user = name
      }
    }
    if let user { return .known(user: user) }
    let header = challenge(at: now, isStale: isStale)
    return isWrong ? .wrong(header: header) : .challenge(header: header)
  }

  private func challenge(at now: Int, isStale: Bool = false) -> String {
    "WWW-Authenticate: Digest realm=\"\(Self.realm)\", nonce=\"\(nonce(at: now))\", "
      + "qop=\"auth\", algorithm=MD5\(isStale ? ", stale=true" : "")\r\n"
  }

  private func nonce(at now: Int) -> String {
    let made = "\(now).\(UInt32.random(in: 0...UInt32.max))"
    return "\(made).\(seal(of: made))"
  }

  /// When a challenge was made; `nil` if it is none of this endpoint's.
  private func moment(of nonce: String) -> Int? {
    guard let end = nonce.lastIndex(of: ".") else { return nil }
    let made = String(nonce[..<end])
    guard seal(of: made) == nonce[nonce.index(after: end)...] else { return nil }
    return made.split(separator: ".").first.flatMap { Int($0) }
  }

  private func seal(of text: String) -> String {
    var seal = [UInt8](repeating: 0, count: 20)
    let bytes = Array(text.utf8)
    hmac_sha1(secret, secret.count, bytes, bytes.count, &seal, seal.count)
    return seal.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  static func md5(_ text: String) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(MD5_SIZE))
    let bytes = Array(text.utf8)
    CLibre.md5(bytes, bytes.count, &digest)
    return digest
  }

  private static func isRight(
    _ response: inout httpauth_digest_resp, _ method: String, _ key: [UInt8]
  ) -> Bool {
    var method = method
    return method.withUTF8 { bytes in
      var name = pl(
        p: UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self),
        l: bytes.count)
      return httpauth_digest_response_auth(&response, &name, key) == 0
    }
  }
}
