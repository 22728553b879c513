extension TortureMessage {
  // MARK: 3.1.2, malformed

  static let invalid = [
    TortureMessage(
      "3.1.2.1", "separators with nothing between them", [400],
      request(
        "INVITE", id: "badinv01",
        replacing: [
          "Via": ["Via: SIP/2.0/UDP [here];branch=z9hG4bKbad1;;,;,,"],
          "Contact": ["Contact: \"Joe\" <sip:joe@example.org>;;;;"], "more": [sdp],
        ]), body: offer),
    TortureMessage(
      "3.1.2.2", "a body shorter than its length", [400],
      request("INVITE", id: "clerr", replacing: ["more": [sdp]]), body: offer, length: "9999"),
    TortureMessage(
      "3.1.2.3", "a negative length", [400],
      request("INVITE", id: "ncl", replacing: ["more": [sdp]]), body: offer, length: "-999"),
    TortureMessage(
      "3.1.2.4", "numbers that are too large", [400],
      request(
        "REGISTER", "sip:example.com", id: "scalar02",
        replacing: [
          "CSeq": ["CSeq: 36893488147419103232 REGISTER"], "Max-Forwards": ["Max-Forwards: 300"],
          "more": ["Expires: 10000000000000000000000000000000000"],
        ])),
    TortureMessage(
      "3.1.2.6", "a quote that isn't closed", [400],
      request(
        "INVITE", id: "quotbal",
        replacing: ["To": ["To: \"Mr. J. User <sip:j.user@example.com>"], "more": [sdp]]),
      body: offer),
    TortureMessage(
      "3.1.2.7", "brackets around the request's address", [400],
      request("INVITE", "<sip:user@example.com>", id: "ltgtruri", replacing: ["more": [sdp]]),
      body: offer),
    TortureMessage(
      "3.1.2.8", "a blank in the request's address", [400],
      request("INVITE", "sip:user@example.com; lr", id: "lwsruri", replacing: ["more": [sdp]]),
      body: offer),
    TortureMessage(
      "3.1.2.9", "several blanks in the first line", [400],
      request("INVITE", " sip:user@example.com ", id: "lwsstart", replacing: ["more": [sdp]]),
      body: offer),
    TortureMessage(
      "3.1.2.10", "blanks at the first line's end", [400],
      request(
        "OPTIONS", id: "trws",
        replacing: ["": ["OPTIONS sip:remote-target@example.com SIP/2.0  "]])),
    // One may be lenient, and ignore the headers in it.
    TortureMessage(
      "3.1.2.11", "headers in the request's address", [400, 200],
      request(
        "INVITE", "sip:user@example.com?Route=%3Csip:example.com%3E", id: "escruri",
        replacing: ["more": [sdp]]), body: offer),
    TortureMessage(
      "3.1.2.12", "a date in a zone that isn't GMT", [400, 200],
      request(
        "INVITE", id: "baddate",
        replacing: ["more": ["Date: Fri, 01 Jan 2010 16:00:00 EST", sdp]]), body: offer),
    TortureMessage(
      "3.1.2.13", "headers in an address without brackets", [400, 405],
      request(
        "REGISTER", "sip:example.com", id: "regbadct",
        replacing: [
          "Contact": ["Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E"]
        ])),
    TortureMessage(
      "3.1.2.14", "blanks within an address", [400, 200],
      request(
        "OPTIONS", id: "badaspec",
        replacing: ["To": ["To: \"Watson, Thomas\" < sip:t.watson@example.org >"]])),
    TortureMessage(
      "3.1.2.15", "a comma in a name without quotes", [400, 200],
      request(
        "OPTIONS", id: "baddn",
        replacing: ["From": ["From: Bell, Alexander <sip:a.g.bell@example.com>;tag=43"]])),
    TortureMessage(
      "3.1.2.16", "a version that is unknown", [505],
      request(
        "OPTIONS", id: "badvers",
        replacing: [
          "": ["OPTIONS sip:t.watson@example.org SIP/7.0"],
          "Via": ["Via: SIP/7.0/UDP [here];branch=z9hG4bKkdjuw"],
        ])),
    TortureMessage(
      "3.1.2.17", "a method and another one beside the sequence number", [400],
      request("OPTIONS", id: "mismatch01", replacing: ["CSeq": ["CSeq: 8 INVITE"]])),
    TortureMessage(
      "3.1.2.18", "an unknown method and another one beside the sequence number", [400, 405, 501],
      request("NEWMETHOD", id: "mismatch02", replacing: ["CSeq": ["CSeq: 8 INVITE"]])),
  ]

  // MARK: 3.2 to 3.4, transactions and what is above them

  static let application = [
    TortureMessage(
      "3.2.1", "a branch that is nothing but its beginning", [200],
      request(
        "OPTIONS", id: "badbranch", replacing: ["Via": ["Via: SIP/2.0/UDP [here];branch=z9hG4bK"]])
    ),
    TortureMessage(
      "3.3.1", "headers that are missing", [400],
      request(
        "INVITE", id: "insuf", replacing: ["Call-ID": [], "From": [], "To": [], "more": [sdp]]),
      body: offer),
    TortureMessage(
      "3.3.2", "a scheme that is unknown", [416],
      request("OPTIONS", "nobodyKnowsThisScheme:totallyopaquecontent", id: "unkscm")),
    TortureMessage(
      "3.3.3", "a scheme that is known and no telephone's", [416],
      request("OPTIONS", "soap.beep://192.0.2.103:3002", id: "novelsc")),
    TortureMessage(
      "3.3.4", "unknown schemes in headers", [400, 405],
      request(
        "REGISTER", "sip:example.com", id: "unksm2",
        replacing: [
          "To": ["To: isbn:2983792873"], "From": ["From: <http://www.example.com>;tag=3234"],
          "Contact": ["Contact: <name:John_Smith>"],
        ])),
    TortureMessage(
      "3.3.5", "extensions that nobody has", [420],
      request(
        "OPTIONS", id: "bext01",
        replacing: [
          "more": [
            "Require: nothingSupportsThis, nothingSupportsThisEither",
            "Proxy-Require: noProxiesSupportThis, norDoAnyProxiesSupportThis",
          ]
        ])),
    TortureMessage(
      "3.3.6", "a body of an unknown type", [415],
      request(
        "INVITE", id: "invut", replacing: ["more": ["Content-Type: application/unknownformat"]]),
      body: "<audio>\r\n <pcmu port=\"443\"/>\r\n</audio>\r\n"),
    TortureMessage(
      "3.3.7", "an unknown way to authorize", [405],
      request(
        "REGISTER", "sip:example.com", id: "regaut01",
        replacing: [
          "more": ["Authorization: NoOneKnowsThisScheme opaque-data=here", "Expires: 3600"]
        ])),
    TortureMessage(
      "3.3.8", "several of what there may be one of", [400],
      request(
        "INVITE", id: "multi01",
        replacing: [
          "CSeq": ["CSeq: 5 INVITE", "CSeq: 59 INVITE"],
          "Call-ID": ["Call-ID: multi01.1", "Call-ID: multi01.2"],
          "Max-Forwards": ["Max-Forwards: 70", "Max-Forwards: 5"], "more": [sdp],
        ]), body: offer),
    TortureMessage(
      "3.3.9", "two lengths", [400],
      request("OPTIONS", id: "mcl01", replacing: ["more": ["Content-Length: 13"]]),
      body: "There's no way to know how many octets are supposed to be here.", length: "5"),
    TortureMessage(
      "3.3.11", "no hops left", [200, 483],
      request("OPTIONS", id: "zeromf", replacing: ["Max-Forwards": ["Max-Forwards: 0"]])),
    TortureMessage(
      "3.3.12", "an unknown parameter of a contact", [405],
      request(
        "REGISTER", "sip:example.com", id: "cparam01",
        replacing: ["Contact": ["Contact: sip:+19725552222@[here];unknownparam"]])),
    TortureMessage(
      "3.3.13", "an unknown parameter in a contact's address", [405],
      request(
        "REGISTER", "sip:example.com", id: "cparam02",
        replacing: ["Contact": ["Contact: <sip:+19725552222@[here];unknownparam>"]])),
    TortureMessage(
      "3.3.14", "headers in a contact's address", [405],
      request(
        "REGISTER", "sip:example.com", id: "regescrt",
        replacing: [
          "Contact": ["Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>"]
        ])),
    TortureMessage(
      "3.3.15", "a caller who accepts no description that there is", [406],
      request("INVITE", id: "sdp01", replacing: ["more": ["Accept: text/nobodyKnowsThis", sdp]]),
      body: offer),
    // The RFC would have it taken; libre takes no call without a branch and a tag.
    TortureMessage(
      "3.4.1", "a call as RFC 2543 had it", [200, 400],
      [
        "INVITE sip:UserB@example.com SIP/2.0", "Via: SIP/2.0/UDP [here]",
        "Record-Route: <sip:UserB@[here];maddr=127.0.0.1>",
        "From: <sip:caller@[here]>", "To: sip:user@example.com",
        "Call-ID: inv2543.1717@client.example.com", "CSeq: 56 INVITE",
        "Content-Type: application/sdp",
      ], body: offer),
  ]
}
