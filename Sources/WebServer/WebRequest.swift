internal import Foundation

/// A request as HTTP/1.1 has it (RFC 9112). What two readers could understand differently is refused.
package struct WebRequest: Sendable {
  package let method: String
  /// As it came, with its percent signs.
  package private(set) var path: String
  package let query: String
  private let headers: [(name: String, value: String)]
  var body: [UInt8] = []
  /// What came behind it on the connection, which only a WebSocket goes on with.
  var rest: [UInt8] = []
  /// Where it comes from: the peer's address.
  package let peer: String

  /// Reads the first line and the headers.
  ///
  /// - Parameter head: up to and without the blank line.
  init(head: ArraySlice<UInt8>, peer: String, limits: WebLimits) throws(WebRefusal) {
    guard let text = String(validating: head, as: UTF8.self),
      head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 })
    else { throw WebRefusal(.badRequest) }
    let lines = text.components(separatedBy: "\r\n")
    guard !lines.contains(where: { $0.unicodeScalars.contains { $0 == "\r" || $0 == "\n" } }) else {
      throw WebRefusal(.badRequest)
    }
    let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, Self.isToken(words[0]) else { throw WebRefusal(.badRequest) }
    guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
      throw WebRefusal(words[2].hasPrefix("HTTP/") ? .versionNotSupported : .badRequest)
    }
    guard words[1].hasPrefix("/"), words[1].allSatisfy(\.isASCII) else {
      throw WebRefusal(.badRequest)
    }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    method = String(words[0])
    path = String(target[0])
    query = target.count > 1 ? String(target[1]) : ""
    self.peer = peer
    headers = try Self.headers(lines.dropFirst(), limits)
    if words[2] == "HTTP/1.1", self["host"] == nil { throw WebRefusal(.badRequest) }
  }

  /// The same request for another place.
  package func moved(to path: String) -> WebRequest {
    var request = self
    request.path = path
    return request
  }

  /// The value of a header, by its name in small letters; `nil` if it isn't there, or comes twice.
  package subscript(name: String) -> String? {
    let values = headers.filter { $0.name == name }
    return values.count == 1 ? values[0].value : nil
  }

  /// All values of a header that lists are made of, in order.
  package func values(_ name: String) -> [String] {
    headers.filter { $0.name == name }
      .flatMap { $0.value.split(separator: ",") }
      .map { String($0).trimmed }
  }

  /// The type of the body, without parameters, in small letters.
  var contentType: String? {
    self["content-type"].map { value in
      String(value.prefix { $0 != ";" }).trimmed.lowercased()
    }
  }

  /// How long the body is.
  ///
  /// - Parameter isNeeded: whether a body of unknown length is refused; else it isn't read.
  func bodyLength(_ limits: WebLimits, isNeeded: Bool = true) throws(WebRefusal) -> Int {
    if has("transfer-encoding") {
      if isNeeded { throw WebRefusal(.lengthRequired) }
      return 0
    }
    guard has("content-length") else {
      guard isNeeded else { return 0 }
      if method == "POST" || method == "PUT" || method == "PATCH" {
        throw WebRefusal(.lengthRequired)
      }
      return 0
    }
    guard let written = self["content-length"], !written.isEmpty,
      written.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw WebRefusal(.badRequest) }
    guard let length = Int(written), length <= limits.body else {
      throw WebRefusal(.contentTooLarge)
    }
    return length
  }

  private func has(_ name: String) -> Bool { headers.contains { $0.name == name } }

  /// Headers that decide how a request is understood; they may come once only.
  private static let single: Set<String> = [
    "host", "content-length", "content-type", "transfer-encoding", "authorization", "origin",
    "sec-fetch-site", "upgrade", "sec-websocket-key", "sec-websocket-version",
  ]

  private static func headers(
    _ lines: ArraySlice<String>, _ limits: WebLimits
  ) throws(WebRefusal) -> [(name: String, value: String)] {
    guard lines.count <= limits.headers else { throw WebRefusal(.headersTooLarge) }
    var headers: [(name: String, value: String)] = []
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      // A blank before the colon, or a line that goes on with the one before, is refused.
      guard parts.count == 2, isToken(parts[0]) else { throw WebRefusal(.badRequest) }
      let name = parts[0].lowercased()
      if single.contains(name), headers.contains(where: { $0.name == name }) {
        throw WebRefusal(.badRequest)
      }
      headers.append((name, String(parts[1]).trimmed))
    }
    return headers
  }

  private static func isToken(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        let isAlphanumeric =
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte)
        return isAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
  }
}

/// Why a request isn't answered with what it asks for.
struct WebRefusal: Error {
  let status: WebStatus

  init(_ status: WebStatus) {
    self.status = status
  }
}

extension String {
  /// Without blanks and tabs around it.
  var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isBlank)
    return String(start.reversed().drop(while: isBlank).reversed())
  }
}
