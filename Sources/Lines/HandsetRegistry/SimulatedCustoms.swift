package import CallEngine
package import Foundation
internal import Store

/// Customs, as somebody who tries out the line plays it: registers travellers' handsets, breaks off the
/// connection with the registry, and sets the day on which it goes live.
package struct SimulatedCustoms: Sendable {
  let desk: ServiceDesk
  private let line = HandsetRegistryLine()

  package init(_ desk: ServiceDesk) {
    self.desk = desk
  }

  /// The clock by which its days go.
  package static let clock = Tehran.clock

  /// What a traveller states at the counter.
  package struct Form: Sendable {
    let imei: IMEI
    let mobile: MobileNumber
    let nationalID: String
    let brand: String?
    let model: String?
    /// Rial, in whole thousands.
    let duty: Int64
    let language: String?

    /// - Parameters:
    ///   - brand, model: needed only for a type that isn't known.
    ///   - language: in which the traveller is written to.
    package init(
      imei: IMEI, mobile: MobileNumber, nationalID: String, brand: String?, model: String?,
      duty: Int64, language: String?
    ) {
      self.imei = imei
      self.mobile = mobile
      self.nationalID = nationalID
      self.brand = brand
      self.model = model
      self.duty = duty
      self.language = language
    }
  }

  /// Why a handset can't be registered.
  package enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    case isRegisteredAtCustoms(IMEI)
    case isInRegistry(IMEI)
    case unknownType(String)
    case duty(PaymentIDFault)
    case nationalID

    package var description: String {
      switch self {
      case .isRegisteredAtCustoms(let imei): "\(imei) is registered at customs already"
      case .isInRegistry(let imei): "\(imei) is in the registry already"
      case .unknownType(let code):
        "the type \(code) isn't known; name it by --brand and --model"
      case .duty(let fault): "the duty can't be asked for: \(fault)"
      case .nationalID: "the national ID has a wrong check digit, or not 10 digits"
      }
    }
  }

  /// Registers a traveller's handset and writes to the traveller what is to be paid.
  ///
  /// - Parameters:
  ///   - moment: the time in the business.
  ///   - now: when the SMS is sent.
  /// - Throws: `Refusal`, `StoreError`.
  package func register(
    _ form: Form, at moment: Date, now: Date
  ) throws -> TravellerRegistration {
    guard ValidationRule.iranNationalID.accepts(TypedDigits.ascii(form.nationalID)) else {
      throw Refusal.nationalID
    }
    return try desk.act(for: line, "register a handset at customs", at: now) { transaction in
      let db = transaction.db
      guard try TravellerRegistration.find(form.imei, db) == nil else {
        throw Refusal.isRegisteredAtCustoms(form.imei)
      }
      guard try !Handset.isRegistered(form.imei, db) else { throw Refusal.isInRegistry(form.imei) }
      if try HandsetModel.find(form.imei, db) == nil {
        guard let brand = form.brand, let model = form.model else {
          throw Refusal.unknownType(form.imei.typeCode)
        }
        try HandsetModel(brand: LocalName(brand), model: LocalName(model))
          .insert(typeCode: form.imei.typeCode, db)
      }
      let language = try transaction.language(for: form.language).tag
      let entry = TravellerRegistration.Entry(
        imei: form.imei, mobile: form.mobile, language: language,
        identity: TypedDigits.ascii(form.nationalID), duty: form.duty, issuedAt: moment)
      var registration: TravellerRegistration
      do {
        registration = try .insert(entry, makeToken: transaction.makeToken, db)
      } catch let fault as PaymentIDFault {
        throw Refusal.duty(fault)
      }
      let message = RegistryMessage.registered(
        form.imei, trackingCode: registration.trackingCode.text, amount: form.duty,
        billID: registration.billID.text, paymentID: registration.paymentID.text)
      try transaction.send(smsDueTo: form.mobile, try transaction.text(message, in: language))
      try registration.advance(at: moment, transaction)
      return registration
    }
  }

  /// A registration and where it stands.
  package struct Listed: Sendable {
    package let registration: TravellerRegistration
    package let standing: RegistrationStanding
    /// Whether an outage keeps something of it from the registry.
    package let isQueued: Bool
  }

  /// The registrations, in the order in which they were made.
  package func registrations(at moment: Date) throws -> [Listed] {
    try desk.store.read("list registrations") { db in
      try TravellerRegistration.all(db).map { registration in
        let standing = try registration.standing(at: moment, db)
        let isOnline = try CustomsLink(db).isLive(at: registration.issuedAt)
        return Listed(
          registration: registration, standing: standing,
          isQueued: standing == .waiting || isOnline && registration.reportedAt == nil)
      }
    }
  }

  // MARK: The link

  /// The first day on which customs and the registry are linked online.
  package func linkDay() throws -> CivilDay {
    try desk.store.read("look up the link's day") { try CustomsLink($0).firstDay }
  }

  package func setLinkDay(_ day: CivilDay) throws {
    try desk.store.write("set the link's day") { try CustomsLink.set(day, $0) }
  }

  package func outages() throws -> [CustomsLink.Outage] {
    try desk.store.read("list outages") { try CustomsLink.outages($0) }
  }

  package func beginOutage(at begin: Date, until end: Date?) throws {
    try desk.store.write("begin an outage") {
      try CustomsLink.add(.init(begin: begin, end: end), $0)
    }
  }

  /// Ends outages, and has customs pass on at once what they held up.
  package func endOutages(at moment: Date, now: Date) throws {
    try desk.act(for: line, "end outages", at: now) { transaction in
      try CustomsLink.endOutages(at: moment, transaction.db)
      try TravellerRegistration.advanceQueue(at: moment, transaction)
    }
  }
}
