import Testing

@testable import CallEngine

struct WithheldLinkTests {
  private static let secret = "0123456789abcdef0123456789abcdef"

  @Test(arguments: [
    ("https://a.example/c/\(secret)", "https://a.example/c/…"),
    ("یک \(secret)\nدو \(secret)ff.", "یک …\nدو …."), ("\(secret)", "…"), ("", ""),
    ("Bill ID: 9990000102140, barcode 99900001021400000001750213", nil), ("cafe déface", nil),
  ])
  func `a journal has messages without the secrets of their links`(text: String, kept: String?) {
    var recorder = JournalRecorder()
    let message = CallMessage(.sms, from: "1000", to: "09121112233", text: text)
    let entries = recorder.record(message, at: .zero)
    let expected = CallMessage(.sms, from: "1000", to: "09121112233", text: kept ?? text)
    #expect(entries == [Journal.Entry(at: .zero, .message(expected))])
  }
}
