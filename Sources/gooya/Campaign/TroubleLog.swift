import CallEngine
import Logging

/// Keeps what an exchange logs as gone wrong; what it logs besides isn't wanted.
struct TroubleLog: LogHandler {
  let troubles: SIPDebtors.Troubles
  var logLevel = Logger.Level.warning
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    troubles.add("\(event.message)")
  }
}
