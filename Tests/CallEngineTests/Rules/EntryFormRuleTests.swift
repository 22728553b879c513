import CallEngine
import Testing

/// How entries that aren't plain digits end, are read back and are journalled.
@Suite struct EntryFormRuleTests {
  private func program(_ form: EntryForm, sensitive: Bool = false) -> MenuProgram {
    ProgramBuilder.program(languages: [.english, .persian]) {
      $0.collect(
        "ask", "it", digits: form.keyCounts ?? 1...8, form: form, confirm: "entered $it",
        cancel: .c, sensitive: sensitive, collected: "main")
      $0.menu("main", ["1": "ask", "2": "turn"])
      $0.language("turn", "next", then: "ask")
    }
  }

  @Test func `K9: a date is complete with its last digit, and set as an ISO day`() {
    var call = PhoneCall(program(EntryForm(.date(DateEntry(.ddmmyyyy)))))
    #expect(call.press("05031971") == ["stop", "play entered '1971-03-05'"])
    call.press("1")
    #expect(call.value("it") == "1971-03-05")
  }

  @Test func `K9: an impossible day is nomatch`() {
    var call = PhoneCall(program(EntryForm(.date(DateEntry(.ddmmyyyy)))))
    #expect(call.press("30021971") == ["stop", "nomatch 1", "play not_valid enter"])
  }

  @Test func `a date is keyed in by the calendar of the call's language`() {
    var call = PhoneCall(program(EntryForm(.date(DateEntry(.ddmmyyyy)))))
    call.press("0503197112")
    #expect(call.press("22111357").last == "play entered@fa-IR '1979-02-11'@fa-IR")
  }

  @Test func `K4: an amount ends with the terminator, or when the caller waits`() {
    let form = EntryForm(.amount(AmountEntry(currency: "EUR", decimals: 2)))
    var call = PhoneCall(program(form))
    #expect(call.press("12*5#") == ["stop", "play entered '12.50'"])
    var slow = PhoneCall(program(form))
    slow.press("12")
    #expect(slow.wait(.seconds(3)) == ["play entered '12.00'"])
  }

  @Test func `an amount of the most digits completes itself`() {
    let form = EntryForm(.amount(AmountEntry(currency: "EUR", decimals: 2, limits: 0...50_000)))
    var call = PhoneCall(program(form))
    #expect(call.press("500*00") == ["stop", "play entered '500.00'"])
  }

  // MARK: Multi-tap

  private let letters = EntryForm(.letters(LetterEntry(.keypad, lengths: 1...3)))

  @Test func `after a pause the same key begins another letter`() {
    var call = PhoneCall(program(letters))
    call.press("2")
    call.wait(.milliseconds(999))
    call.press("2")
    call.wait(.seconds(1))
    call.press("2")
    #expect(call.press("#") == ["play entered 'BA'"])
  }

  @Test func `no number of letters completes a word`() {
    var call = PhoneCall(program(letters))
    #expect(call.press("234") == ["stop"])
    #expect(call.press("5#") == ["nomatch 1", "play not_valid enter"])
    #expect(call.press("234#") == ["stop", "play entered 'ADG'"])
  }

  @Test func `a hundred keys make no word`() throws {
    var call = PhoneCall(program(letters))
    for _ in 0..<100 { call.press("23") }
    #expect(call.press("#") == ["nomatch 1", "play not_valid enter"])
    try call.expectEqualReplay()
  }

  // MARK: K13

  @Test(arguments: [
    (EntryForm(.date(DateEntry(.ddmmyyyy))), "05031971"), (EntryForm(.time(TimeEntry())), "1830"),
    (EntryForm(.amount(AmountEntry(currency: "EUR", decimals: 2))), "12*5#"),
    (EntryForm(.letters(LetterEntry(.keypad))), "4433555#"),
    (EntryForm(.letters(LetterEntry(.twoKeys))), "4232#"),
    (EntryForm(.digits, checks: [.luhn]), "79927398713#"),
    (EntryForm(.digits, limits: 1...9), "88#"),
  ])
  func `K13: no key of a sensitive entry is in the journal, and the call is the same again`(
    form: EntryForm, keys: String
  ) throws {
    var call = PhoneCall(program(form, sensitive: true))
    call.finishPlaying()
    for key in keys {
      call.press(String(key))
      call.wait(.milliseconds(700))
    }
    call.finishPlaying()
    call.press("12")
    call.hangUp()
    #expect(call.journalledKeys.filter { !"#12".contains($0) } == "")
    try call.expectEqualReplay()
  }
}
