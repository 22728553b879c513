import Foundation
import Glibc
import Testing

/// A web server by TLS whose certificate it signed itself. It takes one connection.
final class TLSServer {
  let port: Int
  private let process = Process()

  private static let program = """
    import socket, ssl, sys
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1])
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    connection, _ = server.accept()
    try:
        context.wrap_socket(connection, server_side=True).sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\n{}")
    except OSError:
        pass
    """

  init() throws {
    let fixtures = try #require(Bundle.module.resourceURL).appending(path: "Fixtures")
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-c", Self.program, fixtures.appending(path: "self-signed.pem").path]
    process.standardOutput = output
    try process.run()
    let line = output.fileHandleForReading.availableData
    port = try #require(
      Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit {
    // It has the test's signal mask, which no other signal gets through, and nobody waits for it.
    kill(process.processIdentifier, SIGKILL)
  }
}
