/// What is done with a datagram before anything else reads it.
enum ScreenVerdict: Equatable {
  case pass
  /// Nothing that could be answered.
  case ignore
  case refuse(SIPStatus, reason: String? = nil, headers: String = "")
}

/// Looks for what RFC 3261 says must be refused, and RFC 4475 tortures endpoints with: libre would
/// drop such messages without a word, or take them as if they were in order.
enum RequestScreen {
  private static let single = [
    "from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type",
  ]

  static func verdict(on request: RawRequest) -> ScreenVerdict {
    // An ACK is never answered (17.1.1.3).
    let verdict = rawVerdict(on: request)
    if case .refuse = verdict, request.method == "ACK" { return .ignore }
    return verdict
  }

  private static func rawVerdict(on request: RawRequest) -> ScreenVerdict {
    if let fault = requestLineFault(request) { return fault }
    for name in ["via", "from", "to", "call-id", "cseq"] where request.value(name) == nil {
      return bad("Missing \(name)")
    }
    for name in single where request.values(name).count > 1 {
      return bad("More than one \(name)")
    }
    if let fault = sequenceFault(request) ?? addressFault(request) ?? lengthFault(request) {
      return fault
    }
    return extensionFault(request) ?? acceptFault(request) ?? .pass
  }

  private static func bad(_ what: String) -> ScreenVerdict {
    .refuse(.badRequest, reason: "Bad Request: \(what)")
  }

  private static func requestLineFault(_ request: RawRequest) -> ScreenVerdict? {
    let version = request.version.uppercased()
    if version.hasPrefix("SIP/"), version != "SIP/2.0" {
      let number = version.dropFirst(4)
      let isNumber = number.allSatisfy { $0.isNumber || $0 == "." }
      return isNumber ? .refuse(.versionNotSupported) : bad("Version")
    }
    if version != "SIP/2.0" { return bad("Request line") }
    let uri = request.uri
    if uri.isEmpty || uri.contains(where: { $0 == " " || $0 == "\t" || $0 == "<" || $0 == ">" }) {
      return bad("Request-URI")
    }
    guard let colon = uri.firstIndex(of: ":"), isToken(uri[..<colon]) else {
      return bad("Request-URI")
    }
    return ["sip", "sips", "tel"].contains(uri[..<colon].lowercased())
      ? nil : .refuse(.unsupportedScheme)
  }

  private static func sequenceFault(_ request: RawRequest) -> ScreenVerdict? {
    let sequence = (request.value("cseq") ?? "").split { $0 == " " || $0 == "\t" }
    guard sequence.count == 2, let number = UInt64(sequence[0]), number < 1 << 31,
      sequence[0].allSatisfy(\.isASCIIDigit)
    else { return bad("CSeq") }
    if sequence[1] != request.method { return bad("CSeq method") }
    if let hops = request.value("max-forwards") {
      guard let number = Int(hops), hops.allSatisfy(\.isASCIIDigit), number <= 255 else {
        return bad("Max-Forwards")
      }
    }
    return nil
  }

  private static func addressFault(_ request: RawRequest) -> ScreenVerdict? {
    for name in ["from", "to"] {
      guard isAddress(request.value(name) ?? "") else { return bad(name == "from" ? "From" : "To") }
    }
    // libre would wait for one without a word.
    let from = (request.value("from") ?? "").filter { $0 != " " && $0 != "\t" }
    if request.method == "INVITE", !from.lowercased().contains(";tag=") { return bad("From tag") }
    for value in request.values("contact") where value != "*" && !isAddressList(value) {
      return bad("Contact")
    }
    for value in request.values("via") where value.contains(";;") || !isBalanced(value) {
      return bad("Via")
    }
    return nil
  }

  private static func lengthFault(_ request: RawRequest) -> ScreenVerdict? {
    guard let value = request.value("content-length") else { return nil }
    guard let length = Int(value), value.allSatisfy(\.isASCIIDigit) else {
      return bad("Content-Length")
    }
    return length > request.bodyLength ? bad("Content-Length") : nil
  }

  /// No extension is supported that somebody could require.
  private static func extensionFault(_ request: RawRequest) -> ScreenVerdict? {
    if ["CANCEL", "ACK"].contains(request.method) { return nil }
    let required = request.values("require")
    return required.isEmpty
      ? nil
      : .refuse(
        .badExtension, headers: "Unsupported: \(required.joined(separator: ", "))\r\n")
  }

  private static func acceptFault(_ request: RawRequest) -> ScreenVerdict? {
    let accepted = request.values("accept").joined(separator: ",").lowercased()
    guard request.method == "INVITE", !accepted.isEmpty else { return nil }
    let isFine = ["application/sdp", "application/*", "*/*"].contains { accepted.contains($0) }
    return isFine ? nil : .refuse(SIPStatus(rawValue: 406), reason: "Not Acceptable")
  }

  // MARK: Forms

  private static func isToken(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { letter in
        switch letter {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-.!%*_+`'~".utf8.contains(letter)
        }
      }
  }

  /// Whether quotes and angle brackets are closed.
  private static func isBalanced(_ text: String) -> Bool {
    let plain = withoutQuotes(text)
    return plain.map { text in
      var depth = 0
      for letter in text {
        if letter == "<" { depth += 1 }
        if letter == ">" { depth -= 1 }
        if depth < 0 || depth > 1 { return false }
      }
      return depth == 0
    } ?? false
  }

  /// The text without what is in quotes; `nil` if a quote isn't closed.
  private static func withoutQuotes(_ text: String) -> String? {
    var plain = ""
    var isQuoted = false
    var isEscaped = false
    for letter in text {
      if isEscaped {
        isEscaped = false
      } else if isQuoted, letter == "\\" {
        isEscaped = true
      } else if letter == "\"" {
        isQuoted.toggle()
        plain.append("\"")
      } else if !isQuoted {
        plain.append(letter)
      }
    }
    return isQuoted ? nil : plain
  }

  private static func isAddressList(_ value: String) -> Bool {
    guard let plain = withoutQuotes(value) else { return false }
    return isBalanced(value) && !plain.contains(";;")
      && !plain.contains(",,") && isFree(of: " ", inAddressOf: plain)
  }

  /// Whether a From or To is `name <address>;parameters` or `address;parameters`.
  private static func isAddress(_ value: String) -> Bool {
    guard let plain = withoutQuotes(value), isBalanced(value), !plain.contains(";;"),
      isFree(of: " ", inAddressOf: plain)
    else { return false }
    guard let bracket = plain.firstIndex(of: "<") else {
      return plain.contains(":") && !plain.prefix { $0 != ";" }.contains(",")
    }
    let name = plain[..<bracket].filter { $0 != "\"" }
    return name.split(separator: " ").allSatisfy(isToken)
  }

  /// Whether there is no such character within angle brackets.
  private static func isFree(of letter: Character, inAddressOf plain: String) -> Bool {
    guard let start = plain.firstIndex(of: "<"), let end = plain.firstIndex(of: ">"), start < end
    else { return true }
    return !plain[start..<end].contains(letter)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
