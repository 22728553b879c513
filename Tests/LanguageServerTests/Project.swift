@testable import LanguageServer

/// A small line of a hotel's front desk.
enum Project {
  static let capabilities: JSONValue = [
    "textDocument": [
      "hover": ["contentFormat": ["markdown", "plaintext"]],
      "publishDiagnostics": ["relatedInformation": true, "codeDescriptionSupport": true],
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
    ]
  ]

  static let script = """
    format: 1
    title: Front desk
    languages: [fa-IR, en-US]
    catalogs: [common]
    start: greet

    defaults:
      noinput: [still_there]
      nomatch: [still_there]
      outcomes: { gave_up: goodbye, failed: goodbye }

    fields:
      room: { prompt: [enter_room], digits: 3, confirm: [{ value: "${room}", as: digits }] }

    states:
      greet: { say: [welcome], then: main }

      main:
        menu: [main_options]
        choices: { "1": ask_room, "9": goodbye }

      ask_room: { collect: room, outcomes: { collected: find } }

      find:
        service: desk.find_guest
        input: { room: "${room}" }
        outcomes: { found: tell, empty_room: main }

      tell: { say: [{ value: "${guest.name}", as: text }], then: ring }

      ring: { transfer: "${room}", outcomes: { connected: goodbye, busy: main, no_answer: main } }

      goodbye: { hang_up: [bye] }

    """

  static let english = """
    still_there: "Are you still there?"
    enter_room: "Enter the room's number."
    welcome: "Good day."
    main_options: "For a room press 1, to hang up 9."
    bye: "Goodbye."

    """

  static let persian = """
    still_there: "هنوز پشت خط هستید؟"
    enter_room: "شمارهٔ اتاق را وارد کنید."
    welcome: "روز بخیر 🙂"
    main_options: "برای اتاق کلید ۱ و برای پایان کلید ۹ را فشار دهید."
    bye: "خدانگهدار."

    """

  static let scenario = """
    title: Somebody hangs up
    caller: { line: "02100000001" }
    steps:
      - hear: welcome
      - hear: main_options
      - press: "9"
      - hear: bye
      - expect: { state: goodbye }

    """

  static let files = [
    "menu.yaml": script, "Prompts/en-US/common.yaml": english,
    "Prompts/fa-IR/common.yaml": persian, "scenarios/one.yaml": scenario,
  ]
}
