internal import CZint

/// A barcode of ISO/IEC 15417, Code 128.
package struct Code128: Hashable, Sendable {
  /// Where each bar begins and how wide it is, in modules, from the left.
  package let bars: [Bar]

  package struct Bar: Hashable, Sendable {
    package let start: Int
    package let width: Int
  }

  /// - Parameter digits: ASCII digits; an even number of them takes the least room.
  /// - Returns: `nil` if they can't be encoded.
  package init?(_ digits: String) {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let symbol = ZBarcode_Create()
    else { return nil }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.symbology = BARCODE_CODE128
    guard ZBarcode_Encode(symbol, digits, Int32(digits.utf8.count)) == 0,
      symbol.pointee.rows == 1
    else { return nil }
    // A bit for each module, the lowest first.
    let modules = withUnsafeBytes(of: symbol.pointee.encoded_data.0) { row in
      (0..<Int(symbol.pointee.width)).map { row[$0 / 8] >> ($0 % 8) & 1 == 1 }
    }
    var bars: [Bar] = []
    for (place, isDark) in modules.enumerated() where isDark {
      if let last = bars.last, last.start + last.width == place {
        bars[bars.count - 1] = Bar(start: last.start, width: last.width + 1)
      } else {
        bars.append(Bar(start: place, width: 1))
      }
    }
    self.bars = bars
  }

  /// The bars as data of an SVG path: a unit wide for each module, and a unit high. There must be ten
  /// light modules on either side.
  package var path: String {
    bars.map { "M\($0.start) 0h\($0.width)v1h-\($0.width)z" }.joined()
  }
}
