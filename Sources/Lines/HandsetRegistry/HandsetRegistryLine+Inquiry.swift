internal import CallEngine
internal import Foundation
internal import Store

/// What the registry knows of a handset, for everybody: nothing of its owner.
extension HandsetRegistryLine {
  /// Who calls: only a mobile number can be bound to a handset.
  func findCaller(_ request: ServiceRequest) -> ServiceAnswer {
    guard let mobile = try? request.mobile() else {
      return ServiceAnswer(ServiceReply(outcome: "other"))
    }
    return ServiceAnswer(
      ServiceReply(outcome: "mobile", output: [NamedValue("caller.mobile", mobile.number)]))
  }

  /// Judges what was keyed in as an IMEI.
  func readIMEI(_ request: ServiceRequest) -> ServiceAnswer {
    guard let (imei, form) = try? IMEI.read(request["digits"] ?? "") else {
      return ServiceAnswer(ServiceReply(outcome: "invalid"))
    }
    return ServiceAnswer(
      ServiceReply(
        outcome: "valid",
        output: [
          NamedValue("handset.imei", imei.text), NamedValue("handset.keyed_as", form.rawValue),
        ]))
  }

  func inquire(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let imei = try request.imei()
    return try work.read("look up a handset") { db in
      ServiceAnswer(
        try Inquiry(imei, at: work.call.moment, db).reply(in: request["language"]))
    }
  }

  func sendInquiry(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    let imei = try request.imei()
    let mobile = try request.mobile()
    let language = request["language"]
    return try work.write("send what is known of a handset") { transaction in
      try transaction.send(smsTo: mobile) {
        try Inquiry(imei, at: work.call.moment, transaction.db).messages(in: language)
          .map { try transaction.text($0, in: language) }.joined(separator: "\n")
      }
    }
  }
}

/// The answer to an inquiry.
struct Inquiry {
  enum Legality: String {
    /// In the registry.
    case legal
    /// A traveller has registered it, and has yet to pay or to get the code.
    case pending
    case unregistered
    /// The same as far as is known, but customs can't be asked at present.
    case customsUnreachable = "customs_unreachable"
  }

  let handset: Handset
  let legality: Legality

  init(_ imei: IMEI, at moment: Date, _ db: any StoreConnection) throws {
    let registration = try TravellerRegistration.find(imei, db)
    let link = try CustomsLink(db)
    let isDown = try CustomsLink.isDown(at: moment, db)
    // Customs tells the registry online of what it has registered since the link went live.
    let isReported =
      registration.map {
        $0.reportedAt.map { $0 <= moment } ?? (link.isLive(at: $0.issuedAt) && !isDown)
      } ?? false
    handset = try Handset.find(
      imei, registeredAt: isReported ? registration?.issuedAt : nil, at: moment, db)
    if handset.imported != nil {
      legality = .legal
    } else if isReported {
      legality = .pending
    } else {
      legality = isDown && link.isLive(at: moment) ? .customsUnreachable : .unregistered
    }
  }

  func reply(in language: String?) -> ServiceReply {
    var output = [
      NamedValue("handset.use", handset.use.word),
      NamedValue("handset.days_left", String(handset.use.daysLeft)),
    ]
    if [.legal, .pending].contains(legality) {
      let model = handset.model ?? .unknown
      output.append(NamedValue("handset.brand", model.brand.text(in: language)))
      output.append(NamedValue("handset.model", model.model.text(in: language)))
    }
    if let imported = handset.imported {
      output.append(NamedValue("handset.importer", imported.importer.text(in: language)))
      output.append(NamedValue("handset.import_kind", imported.kind.rawValue))
    }
    return ServiceReply(outcome: legality.rawValue, output: output)
  }

  /// The parts of its SMS.
  func messages(in language: String?) -> [RegistryMessage] {
    var messages = [RegistryMessage.inquiry(handset.imei, legality)]
    if [.legal, .pending].contains(legality) {
      let model = handset.model ?? .unknown
      messages.append(
        .model(brand: model.brand.text(in: language), model: model.model.text(in: language)))
    }
    if let imported = handset.imported {
      messages.append(.importer(imported.importer.text(in: language)))
      messages.append(.importKind(imported.kind))
    }
    return messages + [.use(handset.use)]
  }
}

extension ServiceRequest {
  /// The input with an IMEI.
  func imei() throws -> IMEI {
    try input("imei") { text throws(IMEIFault) in try IMEI(parsing: text) }
  }
}
