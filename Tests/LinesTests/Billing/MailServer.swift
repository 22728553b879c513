import Foundation
import Glibc
import Testing

/// A mail server of aiosmtpd on a free port, for a test.
final class MailServer {
  let port: Int
  private let folder = TemporaryFolder()
  private let process = Process()
  private let input = Pipe()

  /// - Parameter options: as `Tests/Gateways/mail_server.py` takes them.
  init(_ options: [String: String] = ["security": "none"]) throws {
    let output = Pipe()
    process.executableURL = GatewayScript.python
    process.arguments = [
      GatewayScript.path("mail_server.py"), folder.url.path,
      String(decoding: try JSONEncoder().encode(options), as: UTF8.self),
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = output.fileHandleForReading.availableData
    port = try #require(
      Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
  }

  struct Envelope: Decodable, Equatable {
    let from: String
    let to: [String]
    let tls: Bool
    let login: Bool
  }

  /// What it has taken, in order.
  func messages() throws -> [(envelope: Envelope, bytes: Data)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      .filter { $0.hasSuffix(".eml") }.sorted()
    return try names.map { name in
      let whole = try Data(contentsOf: folder.url.appending(path: name))
      let end = try #require(whole.firstIndex(of: UInt8(ascii: "\n")))
      return (
        try JSONDecoder().decode(Envelope.self, from: whole[..<end]),
        Data(whole[(end + 1)...])
      )
    }
  }
}

/// A certification authority and a certificate of this machine's by it, made for the tests.
enum TestCertificates {
  private static let folder = TemporaryFolder()

  static let made: (authority: String, certificate: String, key: String)? = {
    let path = folder.url.path
    let commands = """
      set -e; cd '\(path)'
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem \
        -subj '/CN=Test authority' -addext basicConstraints=critical,CA:true
      openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost
      printf 'subjectAltName=IP:127.0.0.1' >names
      openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
        -extfile names -out server.pem
      """
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", commands]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return ("\(path)/ca.pem", "\(path)/server.pem", "\(path)/server.key")
  }()
}
