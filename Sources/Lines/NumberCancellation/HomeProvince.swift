internal import CallEngine
internal import Foundation

/// A province whose billing system keeps numbers: simulated, each with its own pace, outages and
/// missing interfaces.
struct HomeProvince: Hashable, Sendable {
  /// What is asked of a province's system.
  enum Interface: String, CaseIterable, Hashable, Sendable {
    /// Who holds a number.
    case holder
    /// What is owed and prepaid, and payments.
    case account
    /// Contracts, for whoever asks; a contract stands in the way of closing all the same.
    case contract
    /// Freezing, closing and releasing a number, and ending its contract.
    case closing
  }

  /// Hours of the day in which something doesn't answer, by the clock of Beijing.
  struct Outage: Hashable, Sendable {
    let interfaces: Set<Interface>
    let hours: Range<Int>
  }

  /// In scripts: the province's name in Pinyin.
  let name: String
  /// How long an answer takes.
  let latency: Duration
  /// What isn't asked online, but by a file that is worked off on the next working day.
  var byFile: Set<Interface> = []
  var outages: [Outage] = []

  /// The beginnings of its numbers.
  let prefixes: [String]

  /// Whether it answers.
  ///
  /// - Parameter asked: when it was first asked, which matters for what goes by file.
  func answers(_ interface: Interface, at moment: Date, askedAt asked: Date) -> Bool {
    let clock = BeijingClock(moment)
    if byFile.contains(interface) {
      let due = WorkingDays.china.day(1, after: BeijingClock(asked).day)
      if clock.day < due { return false }
    }
    return !outages.contains {
      $0.interfaces.contains(interface) && $0.hours.contains(clock.hour)
    }
  }

  static let all = [
    HomeProvince(name: "guangdong", latency: .milliseconds(300), prefixes: ["1380001"]),
    HomeProvince(name: "zhejiang", latency: .milliseconds(800), prefixes: ["1380002"]),
    HomeProvince(name: "sichuan", latency: .seconds(2), prefixes: ["1380003"]),
    HomeProvince(
      name: "gansu", latency: .seconds(3),
      outages: [Outage(interfaces: [.closing], hours: 16..<18)], prefixes: ["1380004"]),
    HomeProvince(
      name: "xizang", latency: .seconds(2), byFile: [.closing], prefixes: ["1380005"]),
    HomeProvince(
      name: "qinghai", latency: .seconds(1), byFile: [.contract], prefixes: ["1380006"]),
    HomeProvince(
      name: "hainan", latency: .seconds(1),
      outages: [Outage(interfaces: [.holder, .account], hours: 16..<18)], prefixes: ["1380007"]),
    HomeProvince(name: "heilongjiang", latency: .seconds(6), prefixes: ["1380008"]),
  ]

  /// The province of a number; `nil` if it isn't one of the operator's.
  static func home(of number: String) -> HomeProvince? {
    guard ValidationRule.chinaMobile.accepts(number) else { return nil }
    return all.first { $0.prefixes.contains { number.hasPrefix($0) } }
  }
}

/// What the clocks in all of China show.
struct BeijingClock {
  let day: CivilDay
  let hour: Int

  init(_ moment: Date) {
    let wall = WallTime(
      secondsSince1970: Int(moment.timeIntervalSince1970.rounded(.down)) + 8 * 3600)
    day = wall.day
    hour = wall.second / 3600
  }
}
