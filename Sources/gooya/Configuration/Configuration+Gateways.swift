import CallEngine
import Foundation
import Lines
import Messaging
import Store

extension Configuration {
  /// The media whose messages go to a gateway beyond a network.
  var remoteMedia: Set<CallMessage.Medium> {
    var media: Set<CallMessage.Medium> = []
    if smsGateway != .embedded { media.insert(.sms) }
    if emailGateway != .embedded { media.insert(.email) }
    return media
  }

  /// The gateways beyond a network.
  ///
  /// - Parameters:
  ///   - store: has the outbox.
  ///   - receive: takes receipts and subscribers' SMS; throws if it can't keep one.
  /// - Throws: `Failure` if a secret or the bill's templates can't be read.
  func gateways(
    over store: Store, receive: @escaping @Sendable (SMPPIncoming) throws -> Void
  ) throws -> [CallMessage.Medium: any RemoteGateway] {
    var gateways: [CallMessage.Medium: any RemoteGateway] = [:]
    switch smsGateway {
    case .embedded: break
    case .smpp: gateways[.sms] = SMPPGateway(try smppSettings(), receive: receive)
    case .kannel: gateways[.sms] = KannelGateway(try kannelSettings())
    }
    if emailGateway == .smtp { gateways[.email] = try mailGateway(over: store) }
    return gateways
  }

  private func smppSettings() throws -> SMPPGateway.Settings {
    var settings = SMPPGateway.Settings(
      host: text("sms.smpp.host") ?? "",
      login: SMPPLogin(
        systemID: text("sms.smpp.system_id") ?? "", password: try secret("sms.smpp.password") ?? "",
        systemType: text("sms.smpp.system_type") ?? ""))
    settings.port = number("sms.smpp.port") ?? settings.port
    settings.sender = text("sms.sender")
    settings.sendsPayload = text("sms.smpp.long_messages") == "payload"
    settings.limits.window = number("sms.smpp.window") ?? settings.limits.window
    settings.limits.enquireLink = time("sms.smpp.enquire_link") ?? settings.limits.enquireLink
    settings.limits.timeout = time("sms.smpp.timeout") ?? settings.limits.timeout
    return settings
  }

  private func kannelSettings() throws -> KannelGateway.Settings {
    var settings = KannelGateway.Settings(
      username: text("sms.kannel.username") ?? "", password: try secret("sms.kannel.password") ?? ""
    )
    settings.url = text("sms.kannel.url") ?? settings.url
    settings.sender = text("sms.sender")
    settings.smsc = text("sms.kannel.smsc")
    settings.timeout = time("sms.kannel.timeout") ?? settings.timeout
    settings.receiptURL = pagesURL.map { "\($0)/sms/receipt" }
    return settings
  }
}

extension ServiceDesk {
  /// The desk over a data folder, as the configuration sets it up.
  convenience init(
    store: Store, texts: [String: MessageTexts], stubs: [StubTarget: StubBehaviour] = [:],
    _ configuration: Configuration
  ) {
    self.init(
      store: store, texts: texts, remote: configuration.remoteMedia, stubs: stubs,
      pagesURL: configuration.pagesURL)
  }
}
