internal import CallEngine
internal import Foundation
package import Messaging
package import Store

/// Writes the e-mails of the outbox as they go over the wire: a bill's picture stands below its text,
/// and the same bill comes with it as a PDF.
package struct BillMailer: Sendable {
  private let printer: BillPrinter
  private let sender: MailMessage.Mailbox?

  /// - Parameter sender: by whom they are sent; `nil` for those that the entries have.
  package init(_ printer: BillPrinter, sender: MailMessage.Mailbox? = nil) {
    self.printer = printer
    self.sender = sender
  }

  /// What keeps an e-mail from being written.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case notAnEmail
    /// An address isn't one.
    case address
    /// What its pictures are made from can't be read.
    case document
    case printing(BillPrinter.Fault)

    package var description: String {
      switch self {
      case .notAnEmail: "it isn't an e-mail"
      case .address: "its sender or recipient isn't an e-mail address"
      case .document: "what its pictures are made from is damaged"
      case .printing(let fault): "its bill can't be printed: \(fault)"
      }
    }
  }

  /// The line's own address has a name in each language; others have that which they were given.
  private static func named(
    _ sender: MailMessage.Mailbox, in language: Language
  ) -> MailMessage.Mailbox {
    sender.address.text == BillingAddress.emailSender && sender.name == nil
      ? .init(name: BillingAddress.emailSenderName(in: language), sender.address) : sender
  }

  /// An e-mail. The same entry always gives the same bytes.
  ///
  /// - Throws: `Fault`.
  package func message(_ entry: OutboxEntry) throws(Fault) -> MailMessage {
    guard entry.kind == .email else { throw .notAnEmail }
    guard let to = EmailAddress(entry.recipient), let from = MailMessage.Mailbox(entry.sender)
    else { throw .address }
    var letter: BillLetter?
    if let document = entry.document {
      letter = BillLetter(document: document)
      if letter == nil { throw .document }
    }
    let language = Language(letter?.language ?? "und")
    var pictures: [MailMessage.File] = []
    var files: [MailMessage.File] = []
    if let bill = letter?.bill {
      do throws(BillPrinter.Fault) {
        let png = try printer.bytes(of: bill, as: .png, in: language, at: entry.at)
        let pdf = try printer.bytes(of: bill, as: .pdf, in: language, at: entry.at)
        pictures = [.init(name: "bill.png", type: "image/png", bytes: png)]
        files = [.init(name: "bill.pdf", type: "application/pdf", bytes: pdf)]
      } catch {
        throw .printing(error)
      }
    }
    return MailMessage(
      from: sender ?? Self.named(from, in: language),
      to: .init(name: letter?.name, to), subject: entry.subject ?? "", date: entry.at,
      key: entry.key, language: language, text: entry.text, pictures: pictures, files: files)
  }
}
