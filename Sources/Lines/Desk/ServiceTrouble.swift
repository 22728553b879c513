internal import CallEngine
package import Store

/// Why a service failed.
package enum ServiceTrouble: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownService(String)
  case missingInput(service: String, name: String)
  /// A line that nobody has, or a number that is no mobile number.
  case badInput(service: String, name: String, why: String)
  case store(StoreError)

  package var description: String {
    switch self {
    case .unknownService(let name): "there is no service \(quoted(name))"
    case .missingInput(let service, let name): "\(service) was called without '\(name)'"
    case .badInput(let service, let name, let why): "\(service) can't use '\(name)': \(why)"
    case .store(let error): error.description
    }
  }

  init(_ error: any Error) {
    switch error {
    case let trouble as ServiceTrouble: self = trouble
    case let error as StoreError: self = .store(error)
    default:
      self = .store(
        StoreError(.other, "serve a call", path: "the data", reason: String(describing: error)))
    }
  }
}
