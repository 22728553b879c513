internal import CallEngine
package import CallRuntime

/// The leg of one call that leads to a page. Once the page makes another call nothing of this one
/// reaches it any more. Any thread may use it, and nothing in it waits.
package struct PhoneLeg: Sendable {
  private let phone: Phone
  /// The call's number among those of the page.
  private let number: Int

  init(_ phone: Phone, number: Int) {
    self.phone = phone
    self.number = number
  }

  /// What the call comes from: an address.
  package var source: String { phone.source }

  /// The call is accepted.
  package func began(_ line: String, from caller: String) {
    phone.tell(.began(line: line, caller: caller), in: number)
  }

  /// A line of the transcript, as the call reports it.
  package func show(_ event: TranscriptEvent) {
    phone.show(event, in: number)
  }

  /// The call goes on in a language.
  func speak(_ language: Language) { phone.speak(language, in: number) }

  func tell(_ report: PhoneReport) { phone.tell(report, in: number) }

  /// Takes the line's sound to the page.
  func hear(_ sound: [UInt8]) { phone.hear(sound, in: number) }

  /// The caller's sound of the next 20 ms; `nil` if none has come.
  func capture() -> [Float]? { phone.capture(in: number) }
}
