internal import Foundation
internal import Lines

/// Takes in the SMS that subscribers answer with: `POST /sms` with JSON or a form, or `GET /sms` as
/// Kannel's sms-service asks.
///
/// The answer has no content: Kannel would send it to the subscriber, who gets his answer by the
/// outbox.
struct InboundHook: Sendable {
  private let desk: ServiceDesk
  private let secret: String

  init(_ desk: ServiceDesk, secret: String) {
    self.desk = desk
    self.secret = secret
  }

  func answer(_ request: WebRequest, from visitor: String, at now: Date) throws -> WebResponse {
    guard request.method == "GET" || request.method == "POST" else { return .not(["GET", "POST"]) }
    guard try desk.maySignIn(from: visitor, at: now) else {
      return WebResponse(.tooManyRequests, headers: [("Retry-After", "3600")])
    }
    guard isSignedIn(request) else {
      try desk.countMiss(from: visitor, at: now)
      return WebResponse(
        .unauthorized, headers: [("WWW-Authenticate", "Bearer, Basic realm=\"gooya\"")])
    }
    let sms = try InboundSMS(request)
    guard
      try desk.takeIn(sms: sms.text, from: sms.from, id: sms.id, at: now)
    else { return WebResponse(.unprocessable, "'from' is not a mobile number\n") }
    return request.method == "GET" ? WebResponse(.ok, "") : WebResponse(.noContent)
  }

  // MARK: Signing in

  /// By `Authorization: Bearer SECRET`, as a password with any name, or, where a header can't be set,
  /// by `secret` in a GET's query.
  private func isSignedIn(_ request: WebRequest) -> Bool {
    let given =
      request["authorization"].flatMap(Self.credentials)
      ?? (request.method == "GET" ? FormFields.read(request.query.utf8)?["secret"] : nil)
    return (given ?? "").isSameSecret(as: secret)
  }

  private static func credentials(_ header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let value = String(parts[1]).trimmed
    switch parts[0].lowercased() {
    case "bearer": return value
    case "basic":
      guard let data = Data(base64Encoded: value), let pair = String(data: data, encoding: .utf8),
        let colon = pair.firstIndex(of: ":")
      else { return nil }
      return String(pair[pair.index(after: colon)...])
    default: return nil
    }
  }
}

/// An SMS as it was handed in.
private struct InboundSMS {
  let from: String
  let text: String
  /// What the gateway calls it; `nil` if it doesn't.
  let id: String?

  /// - Throws: `WebRefusal`.
  init(_ request: WebRequest) throws {
    if request.method == "GET" {
      try self.init(form: request.query.utf8)
      return
    }
    // A secret in a URL ends up in the logs of whatever stands between.
    guard FormFields.read(request.query.utf8)?["secret"] == nil else {
      throw WebRefusal(.badRequest)
    }
    switch request.contentType {
    case "application/x-www-form-urlencoded": try self.init(form: request.body)
    case "application/json": try self.init(json: request.body)
    default: throw WebRefusal(.unsupportedMediaType)
    }
  }

  private init(form: some Sequence<UInt8>) throws {
    guard let fields = FormFields.raw(form) else { throw WebRefusal(.badRequest) }
    func text(_ name: String, as encoding: String.Encoding = .utf8) -> String? {
      fields[Array(name.utf8)].flatMap { String(data: Data($0), encoding: encoding) }
    }
    let charset = text("charset")?.uppercased()
    let encoding: String.Encoding =
      switch charset {
      case "UTF-16BE", "UTF-16", "UCS-2": .utf16BigEndian
      case "ISO-8859-1", "WINDOWS-1252": .isoLatin1
      default: .utf8
      }
    guard let from = text("from"), let content = text("text", as: encoding) else {
      throw WebRefusal(.badRequest)
    }
    try self.init(from: from, text: content, id: text("id"))
  }

  private init(json: [UInt8]) throws {
    struct Fields: Decodable {
      let from: String
      let text: String
      let id: String?
    }
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(json)) else {
      throw WebRefusal(.badRequest)
    }
    try self.init(from: fields.from, text: fields.text, id: fields.id)
  }

  private init(from: String, text: String, id: String?) throws {
    guard (id?.utf8.count ?? 0) <= 200 else { throw WebRefusal(.badRequest) }
    // A '+' that wasn't escaped in a query is a blank.
    self.from = from.hasPrefix(" ") ? "+" + from.dropFirst() : from
    self.text = text
    self.id = id.flatMap { $0.isEmpty ? nil : $0 }
  }
}
