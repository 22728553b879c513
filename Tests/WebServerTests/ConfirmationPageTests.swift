import CallEngine
import Foundation
import Store
import Testing

@testable import Lines
@testable import WebServer

struct ConfirmationPageTests {
  private static let unknown = "/c/00000000000000000000000000000000"

  @Test
  func `the address is typed, checked and taken, and the bill goes there`() async throws {
    let site = try Site()
    let path = try site.ask()
    let form = try await site.get(path)
    #expect(form.status == 200 && form.body.contains("<html lang=\"en\" dir=\"ltr\">"))
    let check = try await site.post(path, [("email", "me@test.example"), ("step", "check")])
    #expect(check.status == 200 && check.body.contains("Is this address right?"))
    #expect(check.hidden("email") == "me@test.example")
    #expect(try site.outbox(.email).isEmpty)
    let done = try await site.post(
      path,
      [("email", "me@test.example"), ("form", check.hidden("form") ?? ""), ("step", "send")])
    #expect(done.status == 200 && done.body.contains("Your request has been received"))
    #expect(try site.outbox(.email).map(\.recipient) == ["me@test.example"])
    #expect(
      try site.outbox(.sms).last?.text
        == "The bill for telephone 02199900005 has been sent to me@test.example.")
  }

  @Test
  func `the e-mail and the SMS are those of an answer by SMS`() async throws {
    let (page, sms) = (try Site(), try Site())
    _ = try await page.answer(try page.ask(), "me@test.example")
    _ = try sms.ask()
    _ = try sms.desk.receiveSMS(from: Site.mobile, text: "me@test.example", at: sms.now)
    let texts = try [page, sms].map { site in
      try site.outbox(.email).map { [$0.recipient, $0.subject, $0.text, $0.reference] }
        + [[try site.outbox(.sms).last?.text]]
    }
    #expect(texts[0] == texts[1] && texts[0].count == 2)
  }

  @Test(arguments: [("fa-IR", "fa", "rtl"), ("en-US", "en", "ltr"), ("zh-CN", "fa", "rtl")])
  func `the page is in the language of the call`(
    asked: String, language: String, direction: String
  ) async throws {
    let site = try Site()
    let page = try await site.get(try site.ask(language: asked))
    #expect(page.body.contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
  }

  @Test(arguments: ["fa-IR", "en-US"])
  func `no page tells more of the subscriber than the last digits`(language: String) async throws {
    let site = try Site()
    let path = try site.ask(language: language)
    let pages = [
      try await site.get(path), try await site.post(path, [("email", "x")]),
      try await site.post(path, [("email", "me@test.example")]),
      try await site.answer(path, "me@test.example"), try await site.get(path),
    ]
    for page in pages {
      for word in ["02199900005", "2199900005", "9121112233", "Samplesson", "Sample", "1234000"] {
        #expect(!page.body.contains(word), "\(word) in \(page)")
      }
    }
    #expect(pages[0].body.contains("0005") && !pages[4].body.contains("0005"))
  }

  // MARK: Closed links

  /// Status, headers and content; the date apart.
  private func whole(_ reply: Reply) -> [String] {
    [reply.body]
      + reply.headers.filter { $0.key != "date" }.map { "\($0.key): \($0.value)" }
      .sorted() + ["\(reply.status)"]
  }

  @Test
  func `unknown, used, replaced, expired and spent links look the same, byte for byte`()
    async throws
  {
    let site = try Site()
    let used = try site.ask()
    #expect(try await site.answer(used, "me@test.example").status == 200)
    let bySMS = try site.ask()
    _ = try site.desk.receiveSMS(from: Site.mobile, text: "me@test.example", at: site.now)
    let replaced = try site.ask(mobile: "09121112244")
    _ = try site.ask(mobile: "09121112244")
    let expired = try site.ask(mobile: "09121112255", ago: 86_401)
    let spent = try site.ask(mobile: "09121112266")
    for _ in 1...5 { _ = try await site.post(spent, [("email", "x")]) }
    let closed = [Self.unknown, used, bySMS, replaced, expired, spent, "/c/", "/c/a", "/c/a/b/%00"]
    for fields in [nil, [("email", "me@test.example"), ("step", "send"), ("form", "1")]] {
      var pages: [[String]] = []
      for path in closed {
        // Each from somebody else, so that no limit is reached.
        let page =
          if let fields { try await site.post(path, fields) } else { try await site.get(path) }
        pages.append(whole(page))
        try site.desk.store.write("forget visits") { try $0.execute("DELETE FROM visits") }
      }
      #expect(Set(pages).count == 1)
      #expect(pages[0].last == "404")
      #expect(pages[0][0].contains("این پیوند معتبر نیست") && pages[0][0].contains("can’t be used"))
    }
    #expect(try site.outbox(.email).count == 2)
  }

  @Test
  func `a link is open for 24 hours`() async throws {
    let site = try Site()
    let path = try site.ask(ago: 86_399)
    #expect(try await site.answer(path, "me@test.example").status == 200)
    #expect(try await site.get(try site.ask(ago: 86_400)).status == 404)
  }

  @Test
  func `five answers of no use close the link, and the SMS still answers`() async throws {
    let site = try Site()
    let path = try site.ask()
    for number in 1...5 {
      let page = try await site.post(path, [("email", "not an address \(number)")])
      #expect(page.status == (number < 5 ? 422 : 404))
      #expect(page.body.contains("You can try twice more.") == (number == 3))
      #expect(page.body.contains("You can try once more.") == (number == 4))
    }
    #expect(try await site.answer(path, "me@test.example").status == 404)
    #expect(try site.outbox(.email).isEmpty)
    let answers = try site.desk.receiveSMS(
      from: Site.mobile, text: "me@test.example", at: site.now)
    #expect(answers.map(\.medium) == [.email, .sms])
  }

  @Test
  func `changing the address isn't a failed try`() async throws {
    let site = try Site()
    let path = try site.ask()
    for number in 1...8 {
      let address = "me\(number)@test.example"
      #expect(try await site.post(path, [("email", address)]).hidden("email") == address)
      let form = try await site.post(path, [("email", address), ("step", "change")])
      #expect(form.status == 200 && form.body.contains("value=\"\(address)\""))
    }
    #expect(try await site.answer(path, "me@test.example").status == 200)
  }

  // MARK: Once

  @Test
  func `the same form sent again is told the same, and sends nothing`() async throws {
    let site = try Site()
    let path = try site.ask()
    let check = try await site.post(path, [("email", "me@test.example")])
    let fields = [
      ("email", "me@test.example"), ("form", try #require(check.hidden("form"))),
      ("step", "send"),
    ]
    let first = try await site.post(path, fields)
    #expect(try await site.post(path, fields).body == first.body)
    for other in [
      [("email", "me@test.example"), ("step", "send")],
      [("email", "other@test.example"), fields[1], ("step", "send")],
      [("email", "me@test.example"), ("form", "guess"), ("step", "send")],
      [("email", "me@test.example"), fields[1]],
    ] { #expect(try await site.post(path, other).status == 404) }
    #expect(try site.outbox(.email).map(\.recipient) == ["me@test.example"])
  }

  @Test
  func `of many answers at once, by link and by SMS, one counts`() async throws {
    let site = try Site()
    let path = try site.ask()
    let form = try #require(
      try await site.post(path, [("email", "me@test.example")]).hidden("form"))
    let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 1...8 {
        group.addTask {
          let page = try await site.post(
            path, [("email", "me\(number)@test.example"), ("form", form), ("step", "send")])
          return page.status == 200
        }
        group.addTask {
          try await Site.away {
            try site.desk.receiveSMS(
              from: Site.mobile, text: "sms\(number)@test.example", at: Date()
            ).contains { $0.medium == .email }
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 1)
    #expect(try site.outbox(.email).count == 1)
  }

  @Test
  func `a bill that couldn't be sent leaves the link open`() async throws {
    let site = try Site()
    let path = try site.ask()
    site.desk.tell(.email, .outcome("failed"))
    #expect(try await site.answer(path, "me@test.example").status == 200)
    #expect(try site.outbox(.sms).last?.text.contains("can't be sent right now") == true)
    site.desk.tell(.email, nil)
    #expect(try await site.answer(path, "me@test.example").status == 200)
    #expect(try site.outbox(.email).count == 1)
  }

  @Test
  func `a bill never goes where the address wasn't confirmed`() async throws {
    let site = try Site()
    let path = try site.ask()
    for fields in [
      [("email", "me@test.example")], [("email", "me@test.example"), ("step", "check")],
      [("email", "me@test.example"), ("step", "")],
      [("email", " me@test.example"), ("step", "send")],
      [("email", "me@test.example and more"), ("step", "send")],
    ] {
      let page = try await site.post(path, fields)
      #expect(page.status == 200 && page.body.contains("Is this address right?"))
    }
    #expect(try site.outbox(.email).isEmpty)
  }

  @Test(arguments: [
    "\"><script>alert(1)</script>", "'onfocus='alert(1)", "&lt;b&gt;", "a\u{0}b\u{1B}[31m",
    "\u{202E}moc.elpmaxe@em", String(repeating: "a@", count: 200),
  ])
  func `what is typed comes back as text`(typed: String) async throws {
    let site = try Site()
    let page = try await site.post(try site.ask(), [("email", typed)])
    #expect(page.status == 422)
    #expect(!page.body.contains("<script") && !page.body.contains("'onfocus"))
    #expect(!page.body.contains("\u{0}") && !page.body.contains("\u{1B}"))
    #expect(page.body.contains("aria-invalid=\"true\""))
  }
}
