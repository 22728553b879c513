import CallEngine
import Foundation
import Lines
import Store
import Testing

/// A service that answers otherwise than it declares.
struct BrokenWordTests {
  /// Its service answers with the word that it is asked for.
  private struct EchoingLine: LineOfBusiness {
    let name = "echo"

    let signatures = [
      ServiceSignature(
        "echo.ask", summary: "What it is told", inputs: [.init("word", isRequired: false)],
        outputs: [.init("echo.state", words: ["open", "shut"])], outcomes: ["told"])
    ]

    var sample: LineSample { LineSample(callers: [], stranger: "02199999998") }

    func invoke(_ request: ServiceRequest, _ work: ServiceWork) throws -> ServiceAnswer {
      ServiceAnswer(
        ServiceReply(
          outcome: "told", output: request["word"].map { [NamedValue("echo.state", $0)] } ?? []))
    }
  }

  private let desk: ServiceDesk

  init() throws {
    let lines: [any LineOfBusiness] = [EchoingLine()]
    desk = ServiceDesk(
      store: try Store(inMemory: StoreSchema(lines)), texts: [:], lines: lines)
  }

  private func request(_ word: String?) -> ServiceRequest {
    ServiceRequest(service: "echo.ask", input: word.map { [NamedValue("word", $0)] } ?? [])
  }

  @Test func `a declared word is the service's answer`() {
    for word in ["open", "shut"] {
      let answer = desk.invoke(request(word), callID: "1", at: Date())
      #expect(answer.reply.output == [NamedValue("echo.state", word)])
      #expect(desk.rehearse(request(word), at: Date()).reply == answer.reply)
    }
  }

  @Test(arguments: ["ajar", "", "OPEN", "open ", nil])
  func `with another word the service has failed, and the word isn't told`(word: String?) {
    let answer = desk.invoke(request(word), callID: "1", at: Date())
    #expect(answer.reply == .failed)
    #expect(answer.trouble == "echo.ask gave 'echo.state' a value that it doesn't declare")
    #expect(desk.rehearse(request(word), at: Date()).reply == .failed)
  }
}
