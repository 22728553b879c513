import Files
import Foundation

extension SourceText {
  /// A file's text, or `nil` with an error reported. Never reads more than the limit, and never
  /// waits, whatever the path leads to.
  static func read(
    _ path: String, limits: ReadingLimits = .standard, unsaved: UnsavedTexts = UnsavedTexts(),
    findings: inout Findings
  ) -> SourceText? {
    if let text = unsaved[path] {
      return decode(Data(text.utf8), file: path, limits: limits, findings: &findings)
    }
    do throws(FileFault) {
      let bytes = try InputFile.read(path, atMost: limits.fileSize)
      return decode(Data(bytes), file: path, limits: limits, findings: &findings)
    } catch {
      findings.report(ReadingRules.Unreadable(reason: error.reason), at: .top)
      return nil
    }
  }

  /// The text for some bytes; a byte-order mark is dropped.
  static func decode(
    _ data: Data, file: String, limits: ReadingLimits = .standard, findings: inout Findings
  ) -> SourceText? {
    guard data.count <= limits.fileSize else {
      findings.report(ReadingRules.TooLarge(limit: limits.fileSize), at: .top)
      return nil
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = data.starts(with: mark) ? data.dropFirst(mark.count) : data
    guard let text = String(validating: bytes, as: UTF8.self) else {
      // Repaired, so that the place of the first bad byte can be shown.
      let repaired = SourceText(file: file, text: String(decoding: bytes, as: UTF8.self))
      let place = repaired.position(ofByte: bytes.validUTF8Prefix)
      findings.report(ReadingRules.NotUTF8(), at: TextRange(at: place))
      return nil
    }
    return SourceText(file: file, text: text)
  }
}

extension Sequence<UInt8> {
  /// How many bytes from the start are valid UTF-8.
  fileprivate var validUTF8Prefix: Int {
    var decoder = UTF8()
    var bytes = makeIterator()
    var valid = 0
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      valid += UTF8.width(scalar)
    }
    return valid
  }
}
