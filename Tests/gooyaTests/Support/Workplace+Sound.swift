import Foundation
import Glibc
import Testing

extension Workplace {
  /// Waits until a recording has begun: the file has sound in it.
  func waitForRecording(_ name: String) throws {
    try wait(for: "a recording in \(name)") {
      let size = try? FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int
      return (size ?? 0) > 2000
    }
  }

  /// Waits until the virtual card's server has something to play.
  func waitForPlaying() throws {
    try wait(for: "something that plays") {
      try !shell("pactl list short sink-inputs").output.isEmpty
    }
  }

  private func wait(for what: String, until isThere: () throws -> Bool) throws {
    let end = ContinuousClock.now + .seconds(120)
    while try !isThere() {
      try #require(ContinuousClock.now < end, "\(what) is still missing after 120 s")
      usleep(20_000)
    }
  }
}

extension JSONDecoder {
  /// For keys such as `peak_dbfs`.
  static var snakeCase: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
