/// A language of a line, named by its BCP 47 tag, such as `fa-IR`.
public struct Language: Hashable, Sendable, CustomStringConvertible {
  /// The BCP 47 tag, as written in scripts and folder names.
  public let tag: String

  public init(_ tag: String) {
    self.tag = tag
  }

  public static let persian = Language("fa-IR")
  public static let english = Language("en-US")

  /// The calendar that its speakers use, by the region (CLDR's calendar preferences): Solar Hijri in
  /// Iran and Afghanistan.
  public var calendar: SpokenForm.DateCalendar {
    let parts = tag.split(separator: "-").map { $0.lowercased() }
    let region = parts.dropFirst().first { $0.utf8.count == 2 }
    let isSolarHijri =
      region.map { ["ir", "af"].contains($0) }
      ?? parts.first.map { Self.solarHijri.contains($0) } ?? false
    return isSolarHijri ? .solarHijri : .gregorian
  }

  /// Languages whose likely region is one of these (CLDR's likely subtags).
  private static let solarHijri: Set = ["fa", "glk", "haz", "lrc", "mzn", "prs", "ps"]

  public var description: String { tag }
}
