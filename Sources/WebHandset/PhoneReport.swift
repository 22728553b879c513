internal import CallEngine
internal import CallRuntime
internal import Foundation

/// What a page is told, as JSON.
enum PhoneReport {
  /// What there is to call, when a page opens.
  case lines([PhoneLine], isWatching: Bool, isTrusted: Bool)
  case picture(line: String, PhonePicture)
  case began(line: String, caller: String)
  case refused(PhoneRemark)
  /// A line of the transcript, and the language that the call is in.
  case event(TranscriptEvent, Language)
  /// What has been spoken of the prompt under way.
  case words(String, Language)
  /// All has been played.
  case over
  case download(kind: String, PhoneDownload)
  case script(PhoneScriptNews)

  var text: String {
    switch self {
    case .lines(let lines, let isWatching, let isTrusted):
      Self.json(
        Lines(lines: lines, isWatching: isWatching, isTrusted: isTrusted))
    case .picture(let line, let picture):
      Self.json(Picture(line: line, language: picture.language, svg: picture.svg))
    case .began(let line, let caller): Self.json(Began(line: line, caller: caller))
    case .refused(let reason): Self.json(Refused(reason: reason))
    case .event(let event, let language):
      #"{"type":"event","language":"\#(Self.tag(language))","event":"#
        + JSONTranscript().line(for: event).description + "}"
    case .words(let text, let language):
      Self.json(Words(text: text, language: language.tag))
    case .over: #"{"type":"over"}"#
    case .download(let kind, let download):
      Self.json(
        Download(
          kind: kind, name: download.name, text: download.text, passes: download.passes,
          place: download.place, remarks: download.remarks))
    case .script(let news):
      Self.json(Script(line: news.line, isUsable: news.isUsable, findings: news.findings))
    }
  }

  /// A tag as it may stand within quotation marks.
  private static func tag(_ language: Language) -> String {
    String(language.tag.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("\(type(of: value)) can't be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }

  private struct Lines: Encodable {
    let type = "lines"
    let lines: [PhoneLine]
    let isWatching: Bool
    let isTrusted: Bool
  }

  private struct Picture: Encodable {
    let type = "picture"
    let line: String
    let language: String
    let svg: String
  }

  private struct Began: Encodable {
    let type = "began"
    let line: String
    let caller: String
  }

  private struct Refused: Encodable {
    let type = "refused"
    let reason: PhoneRemark
  }

  private struct Words: Encodable {
    let type = "words"
    let text: String
    let language: String
  }

  private struct Download: Encodable {
    let type = "download"
    let kind: String
    let name: String
    let text: String?
    let passes: Bool?
    let place: String?
    let remarks: [PhoneRemark]
  }

  private struct Script: Encodable {
    let type = "script"
    let line: String
    let isUsable: Bool
    let findings: [PhoneScriptNews.Finding]
  }
}
