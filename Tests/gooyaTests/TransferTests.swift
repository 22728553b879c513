import Foundation
import Testing

/// What a transcript says of a transfer, from the dialling to its end.
struct TransferTests {
  /// What the far side was told to do, what the caller does, and how the transfer goes: when it is
  /// answered and ended, in seconds after the dialling.
  static let transfers:
    [(
      given: String, keys: String, answered: Double?, ended: Double?, id: String, words: String
    )] = [
      ("transfer=works", "1 ~90 0", 4, 34, "connected", "2000 has hung up"),
      ("transfer 2000=connected", "1 ~90 0", 4, 34, "connected", "2000 has hung up"),
      ("transfer=late 9s", "1 ~90 0", 9, 39, "connected", "2000 has hung up"),
      ("transfer=busy", "1 ~90 0", nil, 1, "busy", "2000 is busy"),
      ("transfer 2000=late 3s then busy", "1 ~90 0", nil, 4, "busy", "2000 is busy"),
      ("transfer=failed", "1 ~90 0", nil, 1, "failed", "2000 can't be reached"),
      ("transfer=no_answer", "1 ~90 0", nil, 30, "no_answer", "2000 doesn't answer in time"),
      ("transfer=late 2h", "1 ~90 0", nil, 30, "no_answer", "2000 doesn't answer in time"),
      ("transfer=works", "1 ~6 h", nil, nil, "ended", "the caller hung up"),
      ("transfer=works", "1 ~10 h", 4, nil, "ended", "the caller hung up"),
      ("transfer=late 20s", "1 ~19 h", nil, nil, "ended", "the caller hung up"),
    ]

  @Test(arguments: transfers.indices)
  func `a transcript says when a transfer is answered and how it ends`(_ index: Int) throws {
    let (given, keys, answered, ended, id, words) = Self.transfers[index]
    let place = try Workplace()
    let lines = try place.call(keys, "--given", given)
    let dialled = try #require(lines.of("transfer").first)
    #expect(dialled.to == "2000")
    let connected = lines.of("transfer_connected")
    #expect(connected.map { seconds($0, after: dialled) } == [answered].compactMap { $0 })
    let ends = lines.of("transfer_ended")
    #expect(ends.map(\.id) == [id])
    #expect(ends.map(\.to) == ["2000"])
    // What is left open ends with the caller's call.
    let end = try ended ?? seconds(#require(lines.of("hung_up").first), after: dialled)
    #expect(ends.map { seconds($0, after: dialled) } == [end], "\(ends)")
    #expect(ends.first?.text.hasSuffix(words) == true, "\(ends)")
    let text = try place.gooya(
      "call", Workplace.script, "--fast", "--from", "02199900001", "--keys", keys, "--given", given)
    #expect(text.output.contains("  put through to 2000\n"))
    #expect(text.output.contains("  2000 answers\n") == (answered != nil))
    #expect(text.output.contains("\(words)\n"))
  }

  /// To the millisecond, as transcripts are.
  private func seconds(_ line: CallLine, after other: CallLine) -> Double {
    ((line.at - other.at) * 1000).rounded() / 1000
  }
}
