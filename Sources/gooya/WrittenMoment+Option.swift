import ArgumentParser
import CallEngine
import Lines

extension WrittenMoment {
  /// Reads the value of an option such as `--at`, which the parser names in its message.
  ///
  /// - Throws: `ValidationError`.
  static func option(_ text: String) throws -> WrittenMoment {
    guard let moment = WrittenMoment(typed: text) else {
      throw ValidationError(
        CivilDay.isNone(text)
          ? "there is no such day"
          : "a moment is a date and a time, such as 2026-03-05T19:00 or 2026-03-05T19:00:00+01:00")
    }
    return moment
  }
}
