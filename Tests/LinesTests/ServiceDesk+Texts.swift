import CallEngine
import Foundation
import MenuScript
import Speech

@testable import Lines
@testable import Store

/// The texts that come with gooya.
enum SampleTexts {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "MenuScripts/billing/messages").path

  static let reading = MessageFolder(folder).read(Message.signatures, in: [.persian, .english])

  static var texts: MessageTexts { reading.texts ?? MessageTexts([]) }
}

extension ServiceDesk {
  convenience init(
    store: Store, lines: [any LineOfBusiness] = LinesOfBusiness.all,
    makeToken: @escaping @Sendable () -> String = ServiceDesk.randomToken
  ) {
    self.init(
      store: store, texts: ["billing": SampleTexts.texts], lines: lines, makeToken: makeToken)
  }
}

extension Message {
  func text(in language: Language) -> String {
    text(in: language, of: SampleTexts.texts) ?? "no text for \(id)"
  }
}
