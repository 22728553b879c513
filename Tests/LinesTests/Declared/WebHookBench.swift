import CallEngine
import MenuScript
import Testing

@testable import Lines

/// A web hook as a script declares it, asked for real.
struct WebHookBench {
  let program: MenuProgram
  let service: DeclaredService
  let hook: WebHook
  /// Kept as long as it may be asked.
  private var server: LoopbackServer?

  /// - Parameter declaration: the keys of a service with the inputs `a` and `b`.
  init(_ declaration: String) throws {
    let script = """
      format: 1
      title: A line
      languages: [en-US]
      start: bye
      services:
        depot.find: { \(declaration) }
      states: { bye: { hang_up: [] } }
      """
    let result = MenuScriptCompiler(services: []).compile(script, prompts: PromptIndex())
    program = try #require(result.program, "\(result.text)")
    service = program.services[0]
    hook = try #require(service.hook)
  }

  /// A `get` of a path.
  init(
    _ server: LoopbackServer, path: String = "/", outcomes: String = "{ found: 200, unknown: 404 }",
    output: String = "{}", more: String = ""
  ) throws {
    try self.init(
      "get: \"\(server.url)\(path)\", output: \(output), outcomes: \(outcomes)\(more)")
    self.server = server
  }

  func ask(
    _ input: [String: String] = [:], environment: [String: String] = [:],
    allowing hosts: [String] = [], within limit: Duration = .seconds(20),
    pause: @escaping @Sendable () -> Void = {}
  ) -> ServiceAnswer {
    let live = LiveServices(allowedHosts: hosts, environment: environment, pause: pause)
    let request = ServiceRequest(
      service: service.name,
      input: input.sorted { $0.key < $1.key }.map { NamedValue($0.key, $0.value) })
    return live.answer(to: request, of: service, hook, within: limit)
  }
}
