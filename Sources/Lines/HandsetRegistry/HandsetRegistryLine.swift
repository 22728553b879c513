package import CallEngine
package import Store

/// The line of the registry in which handsets must be to work in the country: what is known of one,
/// its activation, its transfer, and how a traveller's registration stands
/// (Documentation/domain.md §7).
package struct HandsetRegistryLine: LineOfBusiness {
  package let name = "registry"
  package let folder = "handset-registry"
  package let numbersDialled = ["7777"]
  package let addresses = ServiceAddresses(smsSender: "30007777")

  package init() {}

  package var messages: [MessageSignature] { RegistryMessage.signatures }
  package var migrations: StoreSchema.Migrations? { RegistryTables.migrations }
  package var sample: LineSample { SampleHandsets.sample }

  package func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
    switch request.service {
    case Self.findCaller.name: findCaller(request)
    case Self.readIMEI.name: readIMEI(request)
    case Self.inquire.name: try inquire(request, work)
    case Self.sendInquiry.name: try sendInquiry(request, work)
    case Self.openActivation.name: try openActivation(request, work)
    case Self.activate.name: try activate(request, work)
    case Self.requestTransfer.name: try requestTransfer(request, work)
    case Self.findRegistration.name: try findRegistration(request, work)
    default: throw ServiceTrouble.unknownService(request.service)
    }
  }

  /// The language in which a handset was activated or, of a traveller, registered.
  package func preferredLanguage(of number: String, _ db: any StoreConnection) throws -> String? {
    guard let mobile = try? MobileNumber(parsing: number) else { return nil }
    return try Binding.language(of: mobile, db)
  }
}
