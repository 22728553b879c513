internal import Messaging

/// Why a web hook failed. It names the service and the host, never a value, an address with values,
/// a body or a secret.
enum WebTrouble: Error, Hashable, Sendable {
  case missingEnvironment(String)
  case badEnvironment(String)
  case refusedHost(String)
  case badValue(String)
  case unreachable(host: String, why: String)
  case timeout(host: String)
  case tooLarge
  case redirected(host: String)
  case noOutcome(status: Int)
  case notJSON
  case missingOutput(String)
  case unfitOutput(String)

  func description(of service: String) -> String {
    "\(service): " + text
  }

  private var text: String {
    switch self {
    case .missingEnvironment(let name): "the environment variable \(quoted(name)) isn't set"
    case .badEnvironment(let name):
      "the environment variable \(quoted(name)) has a character that no header can have"
    case .refusedHost(let host):
      "\(quoted(host)) is neither this machine nor allowed by --allow-host"
    case .badValue(let name): "the value of \(quoted(name)) can't stand in the address"
    case .unreachable(let host, let why): "no answer from \(quoted(host)): \(why)"
    case .timeout(let host): "no answer from \(quoted(host)) in time"
    case .tooLarge: "the answer is larger than \(WebRequest.largestBody >> 20) MB"
    case .redirected(let host): "\(quoted(host)) redirects to another host or too often"
    case .noOutcome(let status): "the answer, of status \(status), has none of the outcomes"
    case .notJSON: "the answer isn't JSON"
    case .missingOutput(let name): "the answer has no \(quoted(name))"
    case .unfitOutput(let name): "the answer's \(quoted(name)) isn't of its kind"
    }
  }
}
