import CallEngine
import Foundation
import Testing

@testable import MenuScript

@Suite struct `A configuration file` {
  private static let settings = [
    Setting("sms.gateway", .word(["embedded", "smpp"]), standard: "embedded"),
    Setting("sms.smpp.host", .text),
    Setting("sms.smpp.port", .number(1...65_535), standard: "2775"),
    Setting("sms.smpp.timeout", .time(upTo: "50s"), standard: "30s"),
    Setting("sms.smpp.password", .secret),
    Setting("lines", .texts(example: "1800=billing, 1801=desk.yaml")),
  ]

  /// Reads a text as a file, in an environment.
  private func read(
    _ text: String?, _ environment: [String: String] = [:]
  ) throws -> WrittenSettings {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("config-\(UUID().uuidString).yaml")
    if let text { try Data(text.utf8).write(to: file) }
    defer { try? FileManager.default.removeItem(at: file) }
    return .read(
      fileAt: text == nil ? nil : file.path, Self.settings, environment: environment)
  }

  @Test func `says what counts, and the rest is built in`() throws {
    let settings = try read(
      "format: 1\nsms:\n  gateway: smpp\n  smpp: { host: a.example, timeout: 5s }\n")
    #expect(settings.diagnostics.isEmpty)
    #expect(settings["sms.gateway"]?.value == .text("smpp"))
    #expect(settings["sms.gateway"]?.origin == .file(line: 3))
    #expect(settings["sms.smpp.timeout"]?.value == .time(.seconds(5)))
    #expect(settings["sms.smpp.port"]?.value == .number(2775))
    #expect(settings["sms.smpp.port"]?.origin == .builtIn)
    #expect(settings["sms.smpp.password"] == nil)
  }

  @Test func `needn't be there`() throws {
    #expect(try read(nil)["sms.gateway"]?.value == .text("embedded"))
    #expect(try !read("format: 1\n").hasErrors)
  }

  @Test func `counts less than the environment`() throws {
    let settings = try read(
      "format: 1\nsms: { smpp: { host: a.example, port: 1 } }\n",
      [
        "GOOYA_SMS_SMPP_HOST": "b.example", "GOOYA_SMS_SMPP_PORT": "3000",
        "GOOYA_SMS_GATEWAY": "",
      ])
    #expect(settings["sms.smpp.host"]?.value == .text("b.example"))
    #expect(settings["sms.smpp.port"]?.value == .number(3000))
    #expect(settings["sms.smpp.port"]?.origin == .environment("GOOYA_SMS_SMPP_PORT"))
    #expect(settings["sms.gateway"]?.value == .text("embedded"))
  }

  @Test func `names the file of a secret, never the secret`() throws {
    let named = try read("format: 1\nsms: { smpp: { password_file: /run/pw } }\n")
    #expect(named["sms.smpp.password"]?.value == .secretFile("/run/pw"))
    let told = try read("format: 1\nsms: { smpp: { password: hunter2 } }\n")
    #expect(told["sms.smpp.password"] == nil)
    let text = told.report.description
    #expect(text.contains("2:16: error: 'sms.smpp' has no key 'password'"))
    #expect(text.contains("'password_file'") && text.contains("GOOYA_SMS_SMPP_PASSWORD"))
  }

  @Test(arguments: [
    "sms: { smpp: { host: a.example, password: hunter2 } }",
    "sms:\n  smpp:\n    password: \"hunter2, really\"",
    "sms: { smpp: { 'Password' : hunter2, port: 1 } }",
  ])
  func `is reported without a secret that is written into it`(text: String) throws {
    let settings = try read("format: 1\n\(text)\n")
    let report = "\(settings.report)"
    #expect(settings.hasErrors && !report.contains("hunter2"), "\(report)")
    #expect(report.contains("assword"))
  }

  @Test func `takes a secret from the environment before any file`() throws {
    let settings = try read(
      "format: 1\nsms: { smpp: { password_file: /run/pw } }\n",
      ["GOOYA_SMS_SMPP_PASSWORD": "12345", "GOOYA_SMS_SMPP_PASSWORD_FILE": "/run/other"])
    #expect(settings["sms.smpp.password"]?.value == .secret("12345"))
    let other = try read(nil, ["GOOYA_SMS_SMPP_PASSWORD_FILE": "/run/other"])
    #expect(other["sms.smpp.password"]?.value == .secretFile("/run/other"))
  }

  @Test(arguments: [
    ("sms: {}", "1:1", "needs the key 'format'"),
    ("format: 1\nsmss: {}", "2:1", "has no key 'smss'; did you mean 'sms'?"),
    ("format: 1\nsms: { gateway: smp }", "2:17", "not 'smp'; did you mean 'smpp'?"),
    ("format: 1\nsms: { smpp: { port: 0 } }", "2:22", "must be between 1 and 65535"),
    ("format: 1\nsms: { smpp: { timeout: 5 } }", "2:25", "needs a unit"),
    ("format: 1\nsms: { smpp: { host: 1.5 } }", "2:22", "without quotes"),
    ("format: 1\nsms: [smpp]", "2:6", "is a map"),
    ("format: 1\nsms: { smpp: {}, smpp: {} }", "2:18", "'smpp'"),
  ])
  func `has its faults told where they are`(text: String, place: String, message: String) throws {
    let settings = try read(text)
    #expect(settings.hasErrors)
    let report = settings.report.description
    #expect(report.contains(".yaml:\(place): error: ") && report.contains(message), "\(report)")
  }

  @Test(arguments: [
    ("1800=billing,foo", "1:14", "'foo' without '='"),
    ("1800=billing, =b", "1:15", "'=b' without a name before '='"),
    ("1800=", "1:1", "'1800=' without a text behind '='"), (",", "1:1", "a text"),
  ])
  func `has a list in the environment told where it is wrong, and how it is written`(
    text: String, place: String, what: String
  ) throws {
    let settings = try read(nil, ["GOOYA_LINES": text])
    let report = settings.report.description
    #expect(report.contains("GOOYA_LINES:\(place): error: 'lines' is names with their texts"))
    #expect(report.contains(what), "\(report)")
    #expect(text == "," || report.contains("write it like 1800=billing, 1801="), "\(report)")
    #expect(settings.faulty == ["lines"])
  }

  @Test func `knows what is there and wrong from what is missing`() throws {
    let settings = try read(
      "format: 1\nsms: { gateway: x, smpp: { hots: a, port: many, password: hunter2 } }\n",
      ["GOOYA_SMS_SMPP_PORT": "2776"])
    #expect(settings.isRead)
    #expect(settings.faulty == ["sms.gateway", "sms.smpp.host", "sms.smpp.password"])
    #expect(try !read("sms: [").isRead)
    #expect(try read("format: 1\nsms: x\n").faulty.contains("sms.smpp.host"))
  }

  @Test func `has faults of the environment told by the variable's name`() throws {
    let settings = try read(nil, ["GOOYA_SMS_SMPP_PORT": "many"])
    #expect(settings.hasErrors)
    #expect(settings.report.description.hasPrefix("GOOYA_SMS_SMPP_PORT:1:1: error: "))
  }
}
