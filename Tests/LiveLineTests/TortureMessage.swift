import Testing

/// A message in the manner of those that RFC 4475 tortures SIP endpoints with, written anew from what
/// it says of each, and what may be answered to it.
struct TortureMessage: Sendable, CustomTestStringConvertible {
  /// Its section in the RFC.
  let section: String
  let title: String
  /// The statuses that the RFC allows, for an endpoint that takes calls and registers nobody; none if
  /// nothing may be answered.
  let statuses: Set<Int>
  private let lines: [String]
  private let body: String
  private let length: String?

  var testDescription: String { "\(section) \(title)" }

  /// - Parameters:
  ///   - lines: the headers, with `[here]` for the peer's address.
  ///   - length: the value of Content-Length, if it isn't that of the body; empty for none.
  init(
    _ section: String, _ title: String, _ statuses: Set<Int>, _ lines: [String], body: String = "",
    length: String? = nil
  ) {
    self.section = section
    self.title = title
    self.statuses = statuses
    self.lines = lines
    self.body = body
    self.length = length
  }

  /// The message as a peer at this port sends it.
  func text(port: UInt16) -> String {
    var lines = lines
    if length != "" { lines.append("Content-Length: \(length ?? "\(body.utf8.count)")") }
    return (lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
      .replacing("[here]", with: "127.0.0.1:\(port)")
  }

  var isInvite: Bool { lines[0].hasPrefix("INVITE") }

  /// The lines that nearly every request has.
  static func request(
    _ method: String, _ uri: String = "sip:user@example.com", id: String,
    replacing replacements: [String: [String]] = [:]
  ) -> [String] {
    let usual = [
      ("", "\(method) \(uri) SIP/2.0"),
      ("Via", "Via: SIP/2.0/UDP [here];branch=z9hG4bK.\(id)"), ("Max-Forwards", "Max-Forwards: 70"),
      ("From", "From: <sip:caller@example.net>;tag=\(id)"), ("To", "To: <sip:user@example.com>"),
      ("Call-ID", "Call-ID: \(id).0ha0isndaksdj@192.0.2.8"), ("CSeq", "CSeq: 8 \(method)"),
      ("Contact", "Contact: <sip:caller@[here]>"),
    ]
    return usual.flatMap { replacements[$0.0] ?? [$0.1] } + (replacements["more"] ?? [])
  }

  static let offer = """
    v=0\r
    o=mhandley 29739 7272939 IN IP4 192.0.2.3\r
    s=-\r
    c=IN IP4 127.0.0.1\r
    t=0 0\r
    m=audio 49217 RTP/AVP 0 12\r
    m=video 3227 RTP/AVP 31\r
    a=rtpmap:31 LPC\r

    """
  static let sdp = "Content-Type: application/sdp"

  static let all = valid + responses + invalid + application

  // MARK: 3.1.1, valid though strange

  static let valid = [
    TortureMessage(
      "3.1.1.1", "an INVITE with folded lines, short names and strange blanks", [200],
      [
        "INVITE sip:vivek@example.com;unknownparam SIP/2.0",
        "TO :\r\n sip:vivek@example.com",
        "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8",
        "MaX-fOrWaRdS: 0068", "Call-ID: wsinv.ndaksdj@192.0.2.1",
        "cseq: 0009\r\n  INVITE",
        "Via  : SIP  /   2.0\r\n /UDP\r\n    [here];branch=390skdjuw", "s :",
        "NewFangledHeader:   newfangled value\r\n continued newfangled value",
        "UnknownHeaderWithUnusualValue: ;;,,;;,;", "Content-Type: application/sdp",
        "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
          + " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239",
        "m:\"Quoted string \\\"\\\"\" <sip:jdrosen@[here]> ; newparam =\r\n      newvalue ;\r\n"
          + "  secondparam ; q = 0.33",
      ], body: offer),
    TortureMessage(
      "3.1.1.2", "a method of all characters that may be in one", [405, 501],
      request(
        "!interesting-Method0123456789_*+`.%indeed'~", "sip:1_unusual.URI~(to-be!sure)@example.com",
        id: "intmeth",
        replacing: [
          "To": [
            "To: \"BEL:\\\u{7} NUL:\\\u{0} DEL:\\\u{7F}\" "
              + "<sip:1_unusual.URI~(to-be!sure)@example.com>"
          ],
          "From": [
            "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>"
              + ";fromParam''~+*_!.-%=\"работающий\";tag=_token~1'+`*%!-."
          ], "more": ["extensionHeader-!.%*+_`'~: \u{FEFF}大停電"],
        ])),
    TortureMessage(
      "3.1.1.3", "escaped characters in addresses", [200],
      request(
        "INVITE", "sip:sips%3Auser%40example.com@example.net", id: "esc01",
        replacing: [
          "To": ["To: sip:%75se%72@example.com"],
          "From": ["From: <sip:I%20have%20spaces@example.net>;tag=938"],
          "more": [sdp],
        ]), body: offer),
    TortureMessage(
      "3.1.1.4", "an escaped null", [405],
      request(
        "REGISTER", "sip:example.com", id: "escnull",
        replacing: [
          "To": ["To: sip:null-%00-null@example.com"],
          "From": ["From: sip:null-%00-null@example.com;tag=839923423"],
          "Contact": ["Contact: <sip:%00@[here]>", "Contact: <sip:%00%00@[here]>"],
        ])),
    TortureMessage(
      "3.1.1.5", "a method in which an escape is none", [405, 501],
      request("RE%47IST%45R", "sip:registrar.example.com", id: "esc02")),
    TortureMessage(
      "3.1.1.6", "no blank between name and address", [200],
      request(
        "OPTIONS", id: "lwsdisp",
        replacing: ["From": ["From: caller<sip:caller@example.com>;tag=323"]])
    ),
    TortureMessage(
      "3.1.1.7", "long values", [200],
      request(
        "INVITE", id: "longreq",
        replacing: [
          "To": [
            "To: \"I have a user name of \(repeated("extreme", 20)) proportion\" "
              + "<sip:user@example.com:6000;unknownparam1=very\(repeated("long", 20))value;"
              + "longparam\(repeated("name", 25))=shortvalue;\(repeated("very", 25))NoValue>"
          ],
          "From": [
            "F: sip:amazinglylongcallername@example.net;tag=12982\(repeated("424", 50));"
              + "unknown\(repeated("name", 20))=unknown\(repeated("value", 15));"
              + "valueless\(repeated("paramname", 10))"
          ],
          "Call-ID": ["Call-ID: longreq.one\(repeated("really", 20))longcallid"],
          "more": [
            "Unknown-\(repeated("Long", 20))-Name: unknown-\(repeated("long", 20))-value; "
              + "unknown-\(repeated("long", 20))-parameter = \(repeated("long", 20))-value",
            sdp,
          ]
            + (0..<33).map {
              "Via: SIP/2.0/TCP sip\($0).example.com;branch=verylong\(repeated("branch", 8))\($0)"
            },
        ]), body: offer),
    TortureMessage(
      "3.1.1.9", "semicolons in the user part", [200],
      request(
        "OPTIONS", "sip:user;par=u%40example.net@example.com", id: "semiuri",
        replacing: ["To": ["To: sip:j_user@example.com"]])),
    TortureMessage(
      "3.1.1.10", "transports of all kinds", [200],
      request(
        "OPTIONS", id: "transports",
        replacing: [
          "more": ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"].map {
            "Via: SIP/2.0/\($0) t\($0).example.com;branch=z9hG4bKkdjuw\($0)"
          }
        ])),
    TortureMessage(
      "3.1.1.11", "a message of several parts", [405, 415],
      request(
        "MESSAGE", "sip:kumiko@example.org", id: "mpart01",
        replacing: ["more": ["Content-Type: multipart/mixed;boundary=7a9cbec02ceef655"]]),
      body: "--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
        + "--7a9cbec02ceef655\r\nContent-Type: application/octet-stream\r\n\r\n"
        + "\u{0}\u{1}\r\n--7a9cbec02ceef655--\r\n"),
  ]

  private static func repeated(_ word: String, _ times: Int) -> String {
    String(repeating: word, count: times)
  }

  // MARK: Responses, which nobody answers

  static let responses = [
    response(
      "3.1.1.12", "an unusual reason", "SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое"
    ),
    response("3.1.1.13", "no reason", "SIP/2.0 100 "),
    response(
      "3.1.2.5", "numbers that are too large", "SIP/2.0 503 Service Unavailable",
      more: ["Retry-After: 949302838503028349304023988", "Warning: 1812 overture \"In Progress\""],
      sequence: "9292394834772304023312"),
    response(
      "3.1.2.19", "a status that is too large", "SIP/2.0 4294967301 better not break the receiver"),
    response(
      "3.3.10", "a Via that is a broadcast address", "SIP/2.0 200 OK", via: "255.255.255.255"),
  ]

  private static func response(
    _ section: String, _ title: String, _ line: String, more: [String] = [],
    sequence: String = "35", via: String = "[here]"
  ) -> TortureMessage {
    TortureMessage(
      section, title, [],
      [
        line, "Via: SIP/2.0/UDP \(via);branch=z9hG4bK198923",
        "From: <sip:user@example.com>;tag=2398", "To: <sip:user@example.net>;tag=74",
        "Call-ID: response\(section)@192.0.2.5", "CSeq: \(sequence) INVITE",
        "Contact: <sip:user@[here]>",
      ] + more)
  }
}
