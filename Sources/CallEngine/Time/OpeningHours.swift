/// When a line, or a part of it, is open: an entry of a script's `hours`.
///
/// Everything here is what a clock on the wall shows in the place of the hours, so that a time which
/// the clock skips or shows twice needs no rule of its own.
public struct OpeningHours: Hashable, Sendable {
  public let name: String
  /// The place's time zone, by its name in the IANA database.
  public let zone: String
  /// The spans of each weekday, from Monday.
  public let week: [[TimeSpan]]
  public let special: [SpecialDays]
  /// How many days the longest special closing reaches beyond its first.
  private let reach: Int

  public init(name: String, zone: String, week: [[TimeSpan]], special: [SpecialDays] = []) {
    precondition(week.count == Weekday.allCases.count, "a week has seven days")
    self.name = name
    self.zone = zone
    self.week = week
    self.special = special
    reach = special.flatMap(\.spans).map { ($0.end - 1) / TimeSpan.minutesOfDay }.max() ?? 0
  }

  /// Whether it is open at a time.
  public func isOpen(at wall: WallTime) -> Bool {
    let minute = wall.second / 60
    return spans(on: wall.day).contains { $0.contains(minute) }
      || spans(on: wall.day.advanced(by: -1)).contains {
        $0.contains(minute + TimeSpan.minutesOfDay)
      }
  }

  /// The spans that begin on a day, in order. One may reach past midnight, and is then open also
  /// where the next day is closed.
  public func spans(on day: CivilDay) -> [TimeSpan] {
    let today = special.filter { $0.contain(day) }
    let opened = today.filter(\.isOpen).flatMap(\.spans)
    var spans = opened
    if opened.isEmpty {
      spans = today.contains(where: \.areClosedAllDay) ? [] : week[day.weekday.place]
    }
    for closing in closings(from: day) where !spans.isEmpty {
      spans = spans.flatMap { $0.without(closing) }
    }
    return spans.sorted { $0.start < $1.start }
  }

  /// What is special about a day.
  public func reasons(on day: CivilDay) -> [SpecialDays] {
    special.filter { $0.contain(day) }
  }

  /// The parts of a day, and of the night after it, that are closed exceptionally.
  private func closings(from day: CivilDay) -> [TimeSpan] {
    let parts = special.filter { !$0.isOpen && !$0.spans.isEmpty }
    guard !parts.isEmpty else { return [] }
    return (-reach...1).flatMap { offset in
      parts.filter { $0.contain(day.advanced(by: offset)) }.flatMap(\.spans)
        .map { $0.moved(by: offset) }
    }
  }
}

extension Weekday {
  /// 0 for Monday.
  public var place: Int {
    switch self {
    case .mon: 0
    case .tue: 1
    case .wed: 2
    case .thu: 3
    case .fri: 4
    case .sat: 5
    case .sun: 6
    }
  }
}

extension OpeningHours {
  /// The service that a call asks whether it is open. No declared service has a name with a colon.
  public var service: String { Self.service(name) }

  private static let servicePrefix = "hours:"

  /// The name of the hours that a service tells of; `nil` for other services.
  public static func name(ofService service: String) -> String? {
    service.hasPrefix(servicePrefix) ? String(service.dropFirst(servicePrefix.count)) : nil
  }

  /// The service's name for hours of a name.
  public static func service(_ name: String) -> String { servicePrefix + name }
  public static let open = "open"
  public static let closed = "closed"

  /// What the service answers.
  public var signature: ServiceSignature { Self.signature(name) }

  public static func signature(_ name: String) -> ServiceSignature {
    ServiceSignature(
      service(name), summary: "Says whether \(name) is open.", inputs: [],
      outcomes: [open, closed])
  }
}

extension ServiceSignature {
  /// Whether the service can fail; whether a line is open is always known.
  public var canFail: Bool { OpeningHours.name(ofService: name) == nil }

  /// Its own outcomes, and `failed` if it can fail.
  public var allOutcomes: [String] { outcomes + (canFail ? [Self.failed] : []) }
}
