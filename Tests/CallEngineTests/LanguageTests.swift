import CallEngine
import Testing

@Suite struct LanguageTests {
  private static let three = [Language.persian, .english, Language("zh-CN")]

  private let program = ProgramBuilder.program(languages: three) {
    $0.menu(
      "main", ["9": "other", "8": "english", "7": "find", "1": "main"],
      says: "options change@next", again: "short")
    $0.language("other", "next", then: "main")
    $0.language("english", "en-US", then: "main")
    $0.service("find", ["found": "own"], outputs: ["subscriber.language"])
    $0.language("own", "$subscriber.language", then: "main")
  }

  @Test func `next goes through the declared languages and round to the first`() {
    var call = PhoneCall(program)
    #expect(
      call.press("9") == ["stop", "in other", "in main", "play options@en-US change@zh-CN"])
    #expect(call.value("call.language") == "en-US")
    #expect(call.press("9") == ["stop", "in other", "in main", "play options@zh-CN change"])
    #expect(call.value("call.language") == "zh-CN")
    #expect(call.press("9") == ["stop", "in other", "in main", "play short"])
    #expect(call.machine.currentLanguage == .persian)
  }

  @Test func `again is for later visits in the same language`() {
    var call = PhoneCall(program)
    #expect(call.press("1") == ["stop", "in main", "play short"])
    #expect(
      call.press("8") == ["stop", "in english", "in main", "play options@en-US change@zh-CN"])
    #expect(call.press("1") == ["stop", "in main", "play short@en-US"])
  }

  @Test func `repeat says the options in full, as it is no visit`() {
    let program = ProgramBuilder.program {
      $0.menu("main", ["1": "main", "*": "repeat"], again: "short")
    }
    var call = PhoneCall(program)
    #expect(call.press("*") == ["stop", "play options"])
    #expect(call.press("1") == ["stop", "in main", "play short"])
    #expect(call.press("*") == ["stop", "play options"])
  }

  @Test func `again is told apart by menu`() {
    let program = ProgramBuilder.program {
      $0.menu("a", ["1": "b"], again: "short_a")
      $0.menu("b", ["1": "a"], says: "b", again: "short_b")
    }
    var call = PhoneCall(program)
    #expect(call.press("1") == ["stop", "in b", "play b"])
    #expect(call.press("1") == ["stop", "in a", "play short_a"])
    #expect(call.press("1") == ["stop", "in b", "play short_b"])
  }

  @Test(arguments: [
    ("en-US", "en-US"), ("zh-CN", "zh-CN"), ("de-DE", "fa-IR"), ("", "fa-IR"), ("EN-us", "fa-IR"),
  ])
  func `a language may be a value; an undeclared one means the default`(tag: String, meant: String)
  {
    var call = PhoneCall(program, language: .english)
    call.press("7")
    call.reply("found", ["subscriber.language": tag])
    #expect(call.machine.currentLanguage.tag == meant)
    #expect(call.value("call.language") == meant)
  }

  @Test func `a language from a value that is not set is the default`() {
    var call = PhoneCall(program, language: .english)
    call.press("7")
    call.reply("found")
    #expect(call.machine.currentLanguage == .persian)
  }

  @Test func `a call begins in the language asked for, else in the default`() {
    #expect(PhoneCall(program, language: .english).value("call.language") == "en-US")
    #expect(PhoneCall(program, language: Language("de-DE")).value("call.language") == "fa-IR")
    #expect(PhoneCall(program).machine.currentLanguage == .persian)
  }

  @Test func `the line and the number dialled are set in every call`() {
    let call = PhoneCall(program, line: "09120000001")
    #expect(call.value("call.line") == "09120000001")
    #expect(call.value("call.number_dialled") == "1234")
    #expect(PhoneCall(program, line: "").value("call.line") == "")
  }

  @Test func `with one language, next stays with it`() {
    let program = ProgramBuilder.program(languages: [.english]) {
      $0.language("other", "next", then: "bye")
    }
    #expect(PhoneCall(program).machine.currentLanguage == .english)
  }
}
