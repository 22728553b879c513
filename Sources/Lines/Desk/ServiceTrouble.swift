internal import CallEngine
package import Store

/// Why a service failed.
package enum ServiceTrouble: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownService(String)
  case missingInput(service: String, name: String)
  /// Such as a line that nobody has, or a number that isn't a mobile number.
  case badInput(service: String, name: String, why: String)
  /// An output has none of the values that the service declares.
  case brokenWord(service: String, name: String)
  /// A message has no text; `nil` if the line has no texts at all.
  case noText(id: String?)
  case store(StoreError)

  package var description: String {
    switch self {
    case .unknownService(let name): "there is no service \(quoted(name))"
    case .missingInput(let service, let name): "\(service) was called without '\(name)'"
    case .badInput(let service, let name, let why): "\(service) can't use '\(name)': \(why)"
    case .brokenWord(let service, let name):
      "\(service) gave '\(name)' a value that it doesn't declare"
    case .noText(let id?): "there is no text for the message \(quoted(id))"
    case .noText(nil): "the line has no texts for its messages"
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
