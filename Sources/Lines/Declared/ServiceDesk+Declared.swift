package import CallEngine
internal import Foundation
internal import Store

/// Services that scripts declare themselves.
extension ServiceDesk {
  /// Answers without a network: a web hook by its example, a table by its row.
  ///
  /// - Throws: `ServiceTrouble` if an input is missing or not of its kind.
  func answer(
    to request: ServiceRequest, as declared: DeclaredService, of call: AskingCall, at now: Date,
    rehearsing db: (any StoreConnection)?
  ) throws -> ServiceAnswer {
    try declared.check(request)
    switch declared.source {
    case .web:
      let signature = declared.signature
      guard let outcome = signature.outcomes.first else { return ServiceAnswer(.failed) }
      return ServiceAnswer(signature.reply(outcome, telling: []))
    case .table(let table):
      let key = declared.signature.inputs.first.flatMap { request[$0.name] } ?? ""
      return ServiceAnswer(table.reply(to: key))
    case .message(let message):
      return try send(message, for: request, of: call, at: now, rehearsing: db)
    }
  }
}

extension ServiceDesk {
  /// The web hook that a request is for, unless its stub was told what to do.
  package func hook(for request: ServiceRequest) -> (DeclaredService, WebHook)? {
    guard let declared = request.declaration, let hook = declared.hook,
      behaviour(of: .service(request.service)) == .works
    else { return nil }
    return (declared, hook)
  }
}

extension DeclaredService {
  /// - Throws: `ServiceTrouble`, without the value, if an input is missing or not of its kind.
  func check(_ request: ServiceRequest) throws {
    for input in signature.inputs {
      guard let value = request.value(of: input.name) else {
        if !input.isRequired { continue }
        throw ServiceTrouble.missingInput(service: name, name: input.name)
      }
      guard input.kind?.accepts(value) ?? true else {
        throw ServiceTrouble.badInput(
          service: name, name: input.name, why: "it isn't of the kind that the script declares")
      }
    }
  }
}
