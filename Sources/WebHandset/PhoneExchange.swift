package import CallEngine

/// What connects telephones in browsers with lines.
package protocol PhoneExchange: AnyObject, Sendable {
  /// The lines that can be called; the first is offered first.
  var lines: [PhoneLine] { get }
  /// Whether saved scripts are taken up at once.
  var isWatching: Bool { get }
  /// Whether pages are used by whoever owns this machine: they may call from any number, and have
  /// scenarios kept beside the script.
  var isTrusting: Bool { get }

  /// The menu of a line, drawn; `nil` if there is no such line. May take a while.
  func picture(of line: String, in language: String?) -> PhonePicture?

  /// Begins a call; everything of it is told to its leg. Must not wait.
  ///
  /// - Throws: `PhoneRemark` if there can be none.
  func begin(_ order: PhoneOrder, on leg: PhoneLeg) throws(PhoneRemark) -> any PhoneCall
}

/// A call from a browser, until the next one from there. Any thread may use it; none of it waits but
/// for what says so.
package protocol PhoneCall: AnyObject, Sendable {
  func press(_ digit: Digit)
  func hangUp()
  /// Has an SMS come in, in the call or after it.
  ///
  /// - Parameter number: of whom it comes from.
  func receive(sms text: String, from number: String)
  /// The journal so far. May take a while.
  func journal() -> PhoneDownload
  /// The call as a scenario, or as much of it as there is. May take a while.
  ///
  /// - Parameter isKept: whether it is to be kept beside the script too.
  func scenario(title: String, isKept: Bool) -> PhoneDownload
}

/// A line that can be called.
package struct PhoneLine: Encodable, Sendable {
  package struct Caller: Encodable, Sendable {
    package let number: String
    package let note: String
    package let persianNote: String

    package init(_ number: String, _ note: String, persian: String) {
      self.number = number
      self.note = note
      persianNote = persian
    }
  }

  package let name: String
  package let title: String
  package let languages: [String]
  package let callers: [Caller]

  package init(name: String, title: String, languages: [String], callers: [Caller]) {
    self.name = name
    self.title = title
    self.languages = languages
    self.callers = callers
  }
}

/// Whom to call, and how.
package struct PhoneOrder: Hashable, Sendable {
  package let line: String
  /// A number as the page has it, 1 to 20 digits, perhaps after a plus; `nil` for one of the samples.
  package let caller: String?
  /// `nil` for the subscriber's own.
  package let language: String?
  /// Seconds of the call in a second: 1, 2 or 4.
  package let speed: Int
}

/// A menu as a drawing, with the states' names in `data-state`.
package struct PhonePicture: Sendable {
  package let svg: String
  package let language: String

  package init(svg: String, language: String) {
    self.svg = svg
    self.language = language
  }
}

/// A file for the browser to keep.
package struct PhoneDownload: Sendable {
  package let name: String
  /// `nil` if there is none, for the reason in the remarks.
  package let text: String?
  /// Whether a scenario passes; `nil` if it wasn't run.
  package var passes: Bool?
  /// Where it was kept beside.
  package var place: String?
  /// What else is to be known of it.
  package var remarks: [PhoneRemark]

  package init(name: String, text: String?, _ remarks: PhoneRemark...) {
    self.name = name
    self.text = text
    self.remarks = remarks
  }
}

/// What became of a script that was saved.
package struct PhoneScriptNews: Sendable {
  package struct Finding: Encodable, Sendable {
    package let isError: Bool
    /// Such as `menu.yaml:42:11`.
    package let place: String
    package let message: String
    package let code: String

    package init(isError: Bool, place: String, message: String, code: String) {
      self.isError = isError
      self.place = place
      self.message = message
      self.code = code
    }
  }

  package let line: String
  /// Whether it can be called.
  package let isUsable: Bool
  package let findings: [Finding]

  package init(line: String, isUsable: Bool, findings: [Finding]) {
    self.line = line
    self.isUsable = isUsable
    self.findings = findings
  }
}
