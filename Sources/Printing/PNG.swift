internal import CZlib
internal import Foundation

/// A PNG of 8 bits a colour (ISO/IEC 15948). cairo has one of its own that takes more than twice as
/// long, since it compresses harder.
enum PNG {
  /// How hard zlib tries: more makes a bill no smaller, and takes longer.
  private static let level: Int32 = 3

  /// - Parameters:
  ///   - rows: a zero for each row, then three bytes a pixel.
  ///   - resolution: in pixels an inch.
  /// - Returns: `nil` if there is no memory for it.
  static func data(rows: [UInt8], width: Int, height: Int, resolution: Double) -> Data? {
    var count = compressBound(uLong(rows.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    guard compress2(&packed, &count, rows, uLong(rows.count), level) == Z_OK else { return nil }
    let pixelsAMetre = UInt32((resolution / 0.0254).rounded())
    var data = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let colour: [UInt8] = [8, 2, 0, 0, 0]
    append("IHDR", bytes(UInt32(width)) + bytes(UInt32(height)) + colour, to: &data)
    append("pHYs", bytes(pixelsAMetre) + bytes(pixelsAMetre) + [1], to: &data)
    packed.removeLast(packed.count - Int(count))
    append("IDAT", packed, to: &data)
    append("IEND", [], to: &data)
    return data
  }

  private static func append(_ type: String, _ content: [UInt8], to data: inout Data) {
    let chunk = Array(type.utf8) + content
    data.append(contentsOf: bytes(UInt32(content.count)))
    data.append(contentsOf: chunk)
    data.append(contentsOf: bytes(UInt32(crc32(0, chunk, uInt(chunk.count)))))
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
