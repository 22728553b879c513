import CallEngine
import Foundation
import Messaging
import Synchronization
import Testing

@testable import Lines

/// Servers that misbehave, and requests that mustn't be made.
struct WebTroubleTests {
  @Test(arguments: [LoopbackServer.Answer.silence, .drips])
  func `a server that takes too long fails in time`(answer: LoopbackServer.Answer) throws {
    let server = try LoopbackServer { _ in answer }
    let reply = try WebHookBench(server).ask(within: .milliseconds(200))
    #expect(reply.reply == .failed)
    #expect(reply.trouble == "depot.find: no answer from '127.0.0.1' in time")
  }

  @Test(arguments: [
    "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", "not HTTP", "\u{0}\u{1}\u{2}",
    "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
  ])
  func `a server that breaks off fails, and isn't asked again`(raw: String) throws {
    let server = try LoopbackServer { _ in .raw(raw) }
    #expect(try WebHookBench(server).ask().reply == .failed)
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n",
    "HTTP/1.1 200 OK\r\nX: ",
  ])
  func `an answer of 10 GB is cut off at once`(head: String) throws {
    let server = try LoopbackServer { _ in .endless(head: head) }
    let reply = try WebHookBench(server).ask()
    #expect(reply.reply == .failed)
    #expect(server.sentBytes < 64 << 20)
  }

  @Test func `an answer of 1 MB is read, one more byte isn't`() throws {
    let server = try LoopbackServer { request in
      let count = (1 << 20) - 2 + (request.line.contains("more") ? 1 : 0)
      return .reply(200, "\"" + String(repeating: "x", count: count) + "\"")
    }
    #expect(try WebHookBench(server).ask().reply.outcome == "found")
    #expect(try WebHookBench(server, path: "/more").ask().trouble?.contains("1 MB") == true)
  }

  // MARK: Redirects

  @Test func `a redirect to the same server is followed, five times at most`() throws {
    let server = try LoopbackServer { request in
      let number = Int(request.line.split(separator: " ")[1].dropFirst()) ?? 0
      return number == 0 ? .reply(200, "{}") : .reply(302, headers: ["Location: /\(number - 1)"])
    }
    #expect(try WebHookBench(server, path: "/5").ask().reply.outcome == "found")
    let tooOften = try WebHookBench(server, path: "/6").ask()
    #expect(tooOften.reply == .failed)
    #expect(tooOften.trouble?.contains("redirects") == true)
  }

  @Test(arguments: [
    "http://localhost:PORT/", "http://127.0.0.2:PORT/", "http://127.0.0.1:1/",
    "https://127.0.0.1:PORT/", "http://user@127.0.0.9:PORT/", "file:///etc/passwd",
    "//example.org/",
    "gopher://127.0.0.1:PORT/",
  ])
  func `a redirect to another host is refused`(target: String) throws {
    let port = Mutex("")
    let server = try LoopbackServer { _ in
      .reply(307, headers: ["Location: " + target.replacing("PORT", with: port.withLock { $0 })])
    }
    port.withLock { $0 = "\(server.port)" }
    #expect(try WebHookBench(server).ask(allowing: ["example.org"]).reply == .failed)
    #expect(server.requests.count == 1)
  }

  @Test func `a post follows no redirect`() throws {
    let server = try LoopbackServer { _ in .reply(307, headers: ["Location: /other"]) }
    let bench = try WebHookBench("post: \"\(server.url)\", outcomes: { ok: 200 }")
    #expect(bench.ask().reply == .failed)
    #expect(server.requests.count == 1)
  }

  @Test func `a redirect that is an outcome isn't followed`() throws {
    let server = try LoopbackServer { _ in .reply(302, headers: ["Location: /other"]) }
    #expect(try WebHookBench(server, outcomes: "{ moved: 302 }").ask().reply.outcome == "moved")
    #expect(server.requests.count == 1)
  }

  // MARK: Nobody there

  @Test func `a get that finds nobody is tried once more`() throws {
    let server = try LoopbackServer(isListening: false) { _ in .reply(200, "{}") }
    let pauses = Mutex(0)
    let never = try WebHookBench(server).ask { pauses.withLock { $0 += 1 } }
    #expect(never.reply == .failed && pauses.withLock { $0 } == 1)
    let later = try WebHookBench(server).ask { server.listen() }
    #expect(later.reply.outcome == "found")
  }

  @Test func `a post that finds nobody isn't tried again`() throws {
    let server = try LoopbackServer(isListening: false) { _ in .reply(200, "{}") }
    let bench = try WebHookBench("post: \"\(server.url)\", outcomes: { ok: 200 }")
    let answer = bench.ask { server.listen() }
    #expect(answer.reply == .failed)
    #expect(server.requests.isEmpty)
  }

  // MARK: Whom to ask

  @Test(arguments: [
    "http://192.168.0.1", "http://10.0.0.1", "http://169.254.169.254", "http://0.0.0.0",
    "http://128.0.0.1", "http://127.0.0.1.example.org", "http://localhost.example.org",
    "http://[::2]", "http://api.example.org", "http://3232235521",
  ])
  func `only this machine and what is allowed are asked`(url: String) throws {
    let bench = try WebHookBench("get: \"\(url)\", outcomes: { ok: 200 }")
    let answer = bench.ask(allowing: ["example.org"])
    #expect(
      answer.trouble?.hasSuffix("is neither this machine nor allowed by --allow-host") == true)
  }

  @Test(arguments: [
    ("http://127.0.0.1:8", true), ("http://LOCALHOST", true), ("http://[::1]:8", true),
    ("http://127.1.2.3", true), ("http://127.1", true), ("http://API.example.org", false),
  ])
  func `this machine is known in all its spellings`(url: String, isLoopback: Bool) {
    #expect(WebOrigin(of: url)?.isLoopback == isLoopback)
  }

  @Test func `what keeps a script's services from being asked is told beforehand`() throws {
    let live = LiveServices(allowedHosts: ["Other.example.org"], environment: [:])
    let bench = try WebHookBench(
      "get: \"https://api.example.org\", secret: { env: KEY }, outcomes: { ok: 200 }")
    let program = bench.program
    #expect(live.obstacles(to: program).count == 2)
    let allowed = LiveServices(allowedHosts: ["API.example.org"], environment: ["KEY": "x"])
    #expect(allowed.obstacles(to: program).isEmpty)
  }

  @Test func `a certificate that nobody vouches for is refused`() throws {
    let server = try TLSServer()
    let bench = try WebHookBench(
      "get: \"https://localhost:\(server.port)/\", outcomes: { ok: \"100-599\" }")
    let answer = bench.ask()
    #expect(answer.reply == .failed)
    #expect(answer.trouble?.contains("certificate") == true, "\(answer.trouble ?? "")")
  }
}
