/// A code or an identity that has to be recognized but not known: what is kept is a salted SHA-256.
struct Secret: Hashable {
  let salt: String
  /// 64 hexadecimal digits.
  let hash: String

  /// - Parameter salt: random, so that equal secrets differ in the store.
  init(_ clear: String, salt: String) {
    self.salt = salt
    hash = SHA256.hexadecimal(of: "\(salt) \(clear)")
  }

  init(salt: String, hash: String) {
    self.salt = salt
    self.hash = hash
  }

  func matches(_ clear: String) -> Bool { Secret(clear, salt: salt) == self }

  /// A number that a random token gives.
  static func number(of token: String, below limit: UInt64) -> UInt64 {
    SHA256.digest(of: Array(token.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) } % limit
  }

  /// So many random digits.
  static func digits(_ count: Int, of token: String) -> String {
    let limit = (0..<count).reduce(1) { limit, _ in limit * 10 }
    let digits = String(number(of: token, below: UInt64(limit)))
    return String(repeating: "0", count: count - digits.count) + digits
  }
}
