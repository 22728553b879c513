import ArgumentParser
import CallEngine
import Files
import Foundation
import MenuScript

/// How gooya is set up: its configuration file, and the environment, which counts more.
struct Configuration {
  /// Where the file is, if there is one.
  let file: String?
  let written: WrittenSettings
  /// Variables of the environment that look like settings and are none.
  let strangers: [StrangeVariable]

  /// Everything that can be set, in the order in which it is shown.
  static let settings = gateways + email + server + calls + store

  private static let gateways = [
    Setting("sms.gateway", .word(SMSGateway.allCases.map(\.rawValue)), standard: "embedded"),
    Setting("sms.sender", .text),
    Setting("sms.smpp.host", .text),
    Setting("sms.smpp.port", .number(1...65_535), standard: "2775"),
    Setting("sms.smpp.security", .word(["none", "tls"]), standard: "none"),
    Setting("sms.smpp.system_id", .text),
    Setting("sms.smpp.password", .secret),
    Setting("sms.smpp.system_type", .text),
    Setting("sms.smpp.window", .number(1...1000), standard: "10"),
    Setting("sms.smpp.long_messages", .word(["udh", "payload"]), standard: "udh"),
    Setting("sms.smpp.enquire_link", .time(upTo: "10m"), standard: "30s"),
    Setting("sms.smpp.timeout", .time(upTo: "50s"), standard: "30s"),
    Setting("sms.kannel.url", .text, standard: "http://127.0.0.1:13013/cgi-bin/sendsms"),
    Setting("sms.kannel.username", .text),
    Setting("sms.kannel.password", .secret),
    Setting("sms.kannel.smsc", .text),
    Setting("sms.kannel.timeout", .time(upTo: "50s"), standard: "20s"),
  ]

  private static let email = [
    Setting("email.gateway", .word(EmailGateway.allCases.map(\.rawValue)), standard: "embedded"),
    Setting("email.from", .text),
    Setting("email.smtp.host", .text),
    Setting("email.smtp.port", .number(1...65_535), standard: "587"),
    Setting("email.smtp.security", .word(["starttls", "tls", "none"]), standard: "starttls"),
    Setting("email.smtp.ca_file", .text),
    Setting("email.smtp.username", .text),
    Setting("email.smtp.password", .secret),
    Setting("email.smtp.timeout", .time(upTo: "50s"), standard: "30s"),
  ]

  private static let server = [
    Setting("serve.address", .text, standard: "127.0.0.1:8080"),
    Setting("serve.url", .text),
    Setting("serve.behind_proxy", .word(["no", "yes"]), standard: "no"),
    Setting("serve.inbound_secret", .secret),
  ]

  private static let calls = [
    // Scripts by the numbers that are dialled.
    Setting("lines", .texts(example: "1800=billing, 0219990=scripts/desk.yaml")),
    // Who may call by SIP: the files of their passwords by their names.
    Setting("users", .texts(example: "1000=1000.password, trunk=trunk.password")),
    Setting("sip.gateway", .text),
    Setting("sip.transfers", .word(["bridge", "refer"]), standard: "bridge"),
    Setting("sip.user", .text),
    Setting("sip.password", .secret),
    Setting("sip.registrar", .text),
    Setting("sip.address", .text),
    Setting("sip.srtp", .word(["no", "yes"]), standard: "no"),
    Setting("sip.tls_certificate", .text),
    Setting("sip.tls_key", .text),
    Setting("sip.tls_ca_file", .text),
    Setting("sip.tls_port", .number(1...65_535)),
    Setting("sip.first_port", .number(1024...65_000), standard: "16384"),
    Setting("sip.last_port", .number(1025...65_535), standard: "32767"),
    Setting("sip.silence", .time(upTo: "1h"), standard: "5m"),
  ]

  private static let store = [
    Setting("store.url", .text),
    Setting("store.password", .secret),
  ]

  /// What takes SMS.
  enum SMSGateway: String, CaseIterable { case embedded, smpp, kannel }
  /// What takes e-mails.
  enum EmailGateway: String, CaseIterable { case embedded, smtp }
}

extension Configuration {
  /// Reads the file and the environment.
  ///
  /// - Parameter path: the file; `nil` for the user's, which needn't exist.
  static func read(
    _ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Configuration {
    let usual = usualFile(environment)
    let named = environment["GOOYA_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let file = path ?? named ?? usual.flatMap { isThere($0) ? $0 : nil }
    return Configuration(
      file: file,
      written: WrittenSettings.read(fileAt: file, settings, environment: environment),
      strangers: StrangeVariable.all(in: environment))
  }

  /// What commands without `--config` go by.
  ///
  /// - Throws: `Failure` if anything is wrong with it.
  static func ofUser() throws -> Configuration {
    let configuration = read(nil)
    try configuration.demandSound()
    return configuration
  }

  /// The user's file by the XDG base directory specification; `nil` without a home.
  static func usualFile(_ environment: [String: String]) -> String? {
    UserFolder.configuration.path(environment).map { $0 + "/gooya/config.yaml" }
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  // MARK: Values

  var smsGateway: SMSGateway { word("sms.gateway") }
  var emailGateway: EmailGateway { word("email.gateway") }

  private func word<Word: RawRepresentable<String>>(_ path: String) -> Word {
    guard let word = text(path).flatMap(Word.init) else {
      preconditionFailure("\(path) has a built-in value")
    }
    return word
  }

  func text(_ path: String) -> String? {
    if case .text(let text) = written[path]?.value { text } else { nil }
  }

  /// The scripts that answer numbers. A relative path is seen from the configuration's folder, if
  /// there is such a file.
  var lines: [(number: String, script: String)] {
    guard case .texts(let texts) = written["lines"]?.value else { return [] }
    return texts.map { ($0.name, beside($0.text)) }
  }

  /// A path as it is meant: from the folder of the configuration, if there is such a file.
  func beside(_ path: String) -> String {
    guard let file, !path.hasPrefix("/") else { return path }
    let place = URL(filePath: file).deletingLastPathComponent().appending(path: path).path
    return FileManager.default.fileExists(atPath: place) ? place : path
  }

  func number(_ path: String) -> Int? {
    if case .number(let number) = written[path]?.value { number } else { nil }
  }

  func time(_ path: String) -> Duration? {
    if case .time(let time) = written[path]?.value { time } else { nil }
  }

  /// A secret: from the environment, or out of its file.
  ///
  /// - Throws: `Failure` if the file can't be read, or somebody else could read or change it.
  func secret(_ path: String) throws -> String? {
    switch written[path]?.value {
    case .secret(let secret): secret
    case .secretFile(let file): try SecretFile(file, besideFileAt: self.file).read(path)
    default: nil
    }
  }
}
