import CallEngine
import CallRuntime
import Files
import Foundation
import Lines
import Workbench

/// What simulated debtors do, attempt by attempt.
struct PlantedBehaviours {
  /// What a debtor does when he is rung.
  enum Deed: Hashable {
    case busy, noAnswer, unreachable, machine, hangsUp, stranger, listens, presses, pays
    case keys(KeyScript)

    /// The words of behaviour files.
    static let words: [(String, Deed)] = [
      ("busy", .busy), ("no_answer", .noAnswer), ("unreachable", .unreachable),
      ("machine", .machine), ("hangs_up", .hangsUp), ("stranger", .stranger),
      ("listens", .listens), ("presses", .presses), ("pays", .pays),
    ]

    /// How the callee behaves towards the network and the line.
    func behaviour(towards line: any DebtCollector) -> CalleeBehaviour {
      let (yes, no) = line.keysOfSubscriber
      return switch self {
      case .busy: .busy
      case .noAnswer: .noAnswer
      case .unreachable: .unreachable
      case .machine: .machine
      case .hangsUp: .answers(KeyScript([.wait(.seconds(4)), .hangUp]))
      case .stranger: .answers(KeyScript([.wait(.seconds(8)), .press(no)]))
      case .listens: .answers(Self.saying(yes, then: "~45 h"))
      case .presses: .answers(Self.saying(yes, then: "~30 4 ~40 h"))
      case .pays: .answers(Self.saying(yes, then: "~30 \(line.keysToPay) ~60 h"))
      case .keys(let keys): .answers(keys)
      }
    }

    /// Says who he is, in the middle of the question, and goes on.
    private static func saying(_ key: Digit, then text: String) -> KeyScript {
      do {
        return KeyScript(
          [.wait(.seconds(8)), .press(key)] + (try KeyScript(parsing: text)).actions)
      } catch {
        preconditionFailure("\(error)")
      }
    }
  }

  private let seed: UInt64
  private var planted: [String: [Deed]] = [:]

  /// How many of a hundred debtors who aren't in a file do what.
  private static let shares: [(Deed, Int)] = [
    (.busy, 12), (.noAnswer, 22), (.unreachable, 8), (.machine, 10), (.hangsUp, 8),
    (.stranger, 4), (.listens, 16), (.presses, 10), (.pays, 10),
  ]

  /// - Parameter file: a CSV file; its debtors do what stands there, all others what follows from
  ///   the seed.
  /// - Throws: `Failure` if the file can't be read or says something else.
  init(seed: UInt64, file: String? = nil) throws {
    self.seed = seed
    guard let file else { return }
    do {
      var reader = CSVReader(try ByteSource(path: file))
      let header = try reader.next()?.fields.map { $0.trimmingCharacters(in: .whitespaces) }
      guard header == ["number", "behaviour"] else {
        throw Failure("\(file): the first line must be 'number,behaviour'")
      }
      while let row = try reader.next() {
        guard row.fields.count == 2, let line = try? SubscriberLine(parsing: row.fields[0]) else {
          throw Failure("\(file):\(row.line): a row has a telephone number and what is done there")
        }
        planted[line.number] = try Self.deeds(row.fields[1], "\(file):\(row.line)")
      }
    } catch CSVFault.unreadable(let path, let why) {
      throw Failure("'\(path)' can't be read: \(why)")
    } catch CSVFault.syntax(let line, let why) {
      throw Failure("\(file):\(line): \(why)")
    }
  }

  private static func deeds(_ text: String, _ place: String) throws -> [Deed] {
    try text.split(separator: ";", omittingEmptySubsequences: false).map { part in
      let word = part.trimmingCharacters(in: .whitespaces)
      if let known = Deed.words.first(where: { $0.0 == word }) { return known.1 }
      let words = Deed.words.map(\.0).joined(separator: ", ")
      guard let keys = try? KeyScript(parsing: word), !keys.actions.isEmpty else {
        throw Failure("\(place): '\(word)' is none of \(words), nor keys such as ~20 4 h")
      }
      return .keys(keys)
    }
  }

  /// What a debtor does.
  ///
  /// - Parameter attempt: how often he was rung before.
  /// - Returns: also how late he answers, from 0 to 1.
  func deed(of number: String, attempt: Int) -> (deed: Deed, delay: Double) {
    var generator = SeededGenerator(seed: Self.mixed(seed, number, attempt))
    let delay = Double.random(in: 0..<1, using: &generator)
    if let own = planted[number] { return (own[min(attempt, own.count - 1)], delay) }
    var place = Int.random(in: 0..<100, using: &generator)
    for (deed, share) in Self.shares {
      if place < share { return (deed, delay) }
      place -= share
    }
    return (.listens, delay)
  }

  /// FNV-1a.
  private static func mixed(_ seed: UInt64, _ number: String, _ attempt: Int) -> UInt64 {
    let bytes = number.utf8.map { UInt64($0) } + [UInt64(attempt)]
    return bytes.reduce(0xcbf2_9ce4_8422_2325 ^ seed) { ($0 ^ $1) &* 0x100_0000_01b3 }
  }
}
