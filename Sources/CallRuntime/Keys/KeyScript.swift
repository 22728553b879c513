public import CallEngine

/// A caller's actions on one line: `4 ~12 12#`.
///
/// Blanks separate items. An item of keys presses them 200 ms apart, `~N` waits N seconds, `say:3s`
/// speaks for so long, `h` hangs up. After the last item the caller stays silent.
public struct KeyScript: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case press(Digit)
    case wait(Duration)
    case speak(Duration)
    case hangUp
  }

  public let actions: [Action]

  public init(_ actions: [Action]) {
    self.actions = actions
  }

  /// What is wrong with the text of a key script.
  public struct Malformed: Error, Hashable, CustomStringConvertible {
    public let item: String
    public let reason: String

    public var description: String {
      "'\(item)' in the keys: \(reason); write keys (0-9 * # A-D), ~SECONDS to wait, "
        + "say:3s to speak, or h to hang up"
    }
  }

  /// Parses a key script.
  ///
  /// - Throws: `Malformed` at the first invalid item.
  public init(parsing text: String) throws(Malformed) {
    var actions: [Action] = []
    for item in text.split(whereSeparator: \.isWhitespace) {
      if item == "h" {
        actions.append(.hangUp)
      } else if item.first == "~" {
        actions.append(.wait(try Self.seconds(item, "~ takes", after: 1)))
      } else if item.hasPrefix("say:") {
        let length = item.hasSuffix("s") ? item.dropLast() : item
        actions.append(.speak(try Self.seconds(length, "say: takes", after: 4)))
      } else {
        for character in item {
          guard let digit = Digit(character) else {
            throw Malformed(item: String(item), reason: "'\(character)' isn't a key")
          }
          actions.append(.press(digit))
        }
      }
    }
    self.actions = actions
  }

  private static func seconds(
    _ item: Substring, _ what: String, after start: Int
  ) throws(Malformed) -> Duration {
    let number = item.dropFirst(start).map { character in
      character.decimalDigitValue.map { Character(String($0)) } ?? character
    }
    guard number.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let seconds = Double(String(number)), (0...1e6).contains(seconds)
    else {
      throw Malformed(
        item: String(item), reason: "\(what) a number of seconds from 0 to 1000000")
    }
    // Whole microseconds, so that a journal can hold the time exactly.
    return .microseconds(Int64((seconds * 1e6).rounded()))
  }
}
