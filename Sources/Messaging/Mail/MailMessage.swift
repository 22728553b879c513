package import CallEngine
package import Foundation

/// An e-mail as it goes over the wire (RFC 5322, RFC 2045 to 2047): text and HTML, the pictures that
/// stand in the HTML, and files.
///
/// All of it is ASCII, so that any mail server takes it, and the same message always gives the same
/// bytes.
package struct MailMessage: Hashable, Sendable {
  /// Somebody who writes or is written to.
  package struct Mailbox: Hashable, Sendable {
    package let name: String?
    package let address: EmailAddress

    package init(name: String? = nil, _ address: EmailAddress) {
      self.name = name
      self.address = address
    }

    /// Reads `bill@example.org` or `Sample Telecom <bill@example.org>`; `nil` if it is neither.
    package init?(_ text: String) {
      if let address = EmailAddress(text) {
        self.init(address)
        return
      }
      let parts = text.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].last == ">",
        let address = EmailAddress(String(parts[1].dropLast()))
      else { return nil }
      let name = parts[0].trimmingPrefix { $0 == " " || $0 == "\"" }
      let end = name.lastIndex { $0 != " " && $0 != "\"" }
      self.init(name: end.map { String(name[...$0]) }, address)
    }

    /// As it is read.
    package var text: String { name.map { "\($0) <\(address)>" } ?? "\(address)" }
  }

  /// A picture or a file.
  package struct File: Hashable, Sendable {
    /// In ASCII.
    package let name: String
    /// Such as `image/png`.
    package let type: String
    package let bytes: Data

    package init(name: String, type: String, bytes: Data) {
      self.name = name
      self.type = type
      self.bytes = bytes
    }
  }

  package let from: Mailbox
  package let to: Mailbox
  package let subject: String
  /// When it was written.
  package let date: Date
  /// What no other message has, of letters and digits: the outbox's key.
  package let key: String
  package let language: Language
  package let text: String
  /// The pictures that are shown below the text.
  package let pictures: [File]
  package let files: [File]

  package init(
    from: Mailbox, to: Mailbox, subject: String, date: Date, key: String, language: Language,
    text: String, pictures: [File] = [], files: [File] = []
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.key = key
    self.language = language
    self.text = text
    self.pictures = pictures
    self.files = files
  }

  /// The message, in lines that end in CR and LF.
  package var bytes: Data {
    let header = [
      MailHeader.date(date), MailHeader.mailbox("From", from), MailHeader.mailbox("To", to),
      MailHeader.text("Subject", MailHeader.cut(subject)), "Message-ID: <\(key)@\(domain)>",
      "MIME-Version: 1.0", "Content-Language: \(language)",
      // No answers of machines, such as those of holidays (RFC 3834).
      "Auto-Submitted: auto-generated",
    ]
    return Data((header + content).map { $0 + "\r\n" }.joined().utf8)
  }

  private var domain: Substring { from.address.text.drop { $0 != "@" }.dropFirst() }

  // MARK: Parts

  private var content: [String] {
    let readable = multipart(
      "alternative", [part("text/plain; charset=utf-8", Data(wholeText.utf8)), html])
    let illustrated =
      pictures.isEmpty
      ? readable
      : multipart(
        "related", parameters: "; type=\"multipart/alternative\"",
        [readable] + pictures.map { part(of: $0, "inline", ["Content-ID: <\(contentID($0))>"]) })
    return files.isEmpty
      ? illustrated
      : multipart("mixed", [illustrated] + files.map { part(of: $0, "attachment") })
  }

  private var wholeText: String {
    text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n") + "\r\n"
  }

  private var html: [String] {
    part(
      "text/html; charset=utf-8",
      Data(
        MailPage.html(
          text, title: subject, language: language,
          pictures: pictures.map { "cid:\(contentID($0))" }
        ).utf8))
  }

  private func contentID(_ picture: File) -> String { "\(picture.name).\(key)@\(domain)" }

  private func multipart(
    _ kind: String, parameters: String = "", _ parts: [[String]]
  ) -> [String] {
    // No line of base64 begins so.
    let boundary = "=_\(kind)_\(key)"
    return ["Content-Type: multipart/\(kind)\(parameters);", " boundary=\"\(boundary)\"", ""]
      + parts.flatMap { ["--\(boundary)"] + $0 } + ["--\(boundary)--"]
  }

  private func part(of file: File, _ disposition: String, _ headers: [String] = []) -> [String] {
    part(
      "\(file.type); name=\"\(file.name)\"", file.bytes,
      ["Content-Disposition: \(disposition); filename=\"\(file.name)\""] + headers)
  }

  private func part(_ type: String, _ bytes: Data, _ headers: [String] = []) -> [String] {
    let lines = bytes.base64EncodedString(
      options: [.lineLength76Characters, .endLineWithLineFeed])
    let head = ["Content-Type: \(type)", "Content-Transfer-Encoding: base64"] + headers
    return head + [""] + lines.split(separator: "\n").map(String.init)
  }
}
