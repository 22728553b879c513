/// The frames of an MP3 file, which tell whether its end is there: a decoder takes what is left of a
/// file for a shorter one.
///
/// Each frame's header (ISO/IEC 11172-3 and 13818-3) gives its length. Encoders write the number of
/// frames into the first, after "Xing" or "Info".
struct MPEGFrames {
  /// The share of the frames that is there if the file was cut off, 0 if it isn't known; `nil` if the
  /// file is whole, or isn't simply frame after frame.
  let presentShare: Double?

  init(in file: FileBytes) {
    var place = Self.startOfFrames(in: file)
    var frames = 0
    var stated: Int?
    var isCutOff = false
    while place < file.count {
      guard let bytes = file.bytes(at: place) else {
        // Less than a header.
        isCutOff = file.bytes(1, at: place) == [0xFF]
        break
      }
      guard let header = Header(bytes) else {
        let isTag = ["TAG", "APE", "LYR", "ID3", "\0\0\0"].contains {
          bytes.starts(with: $0.utf8)
        }
        if isTag { break }
        presentShare = nil
        return
      }
      if frames == 0 { stated = Self.statedFrames(in: file, at: place + header.sideLength) }
      if place + header.length > file.count {
        isCutOff = true
        break
      }
      frames += 1
      place += header.length
    }
    // The first of them, with their number, isn't sound, but some encoders count it.
    if let stated, frames < stated { isCutOff = true }
    let share = stated.map { Double(max(0, frames - 1)) / Double(max(1, $0)) } ?? 0
    presentShare = isCutOff && frames > 0 ? min(1, share) : nil
  }

  /// Whether a file begins as an MP3 does.
  static func begin(_ file: FileBytes) -> Bool {
    guard let bytes = file.bytes(at: 0) else { return false }
    return bytes.starts(with: "ID3".utf8) || Header(bytes) != nil
  }

  /// After a tag of ID3v2, whose length has seven bits a byte.
  private static func startOfFrames(in file: FileBytes) -> Int {
    guard let head = file.bytes(10, at: 0), head.starts(with: "ID3".utf8) else { return 0 }
    let length = head[6...9].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
    let footer = head[5] & 0x10 == 0 ? 0 : 10
    return 10 + length + footer
  }

  private static func statedFrames(in file: FileBytes, at place: Int) -> Int? {
    guard let name = file.text(at: place), ["Xing", "Info"].contains(name),
      let flags = file.number(at: place + 4, isBig: true), flags & 1 == 1
    else { return nil }
    return file.number(at: place + 8, isBig: true)
  }

  /// A frame's first four bytes.
  private struct Header {
    /// In bytes, the header included.
    let length: Int
    /// The header and the side information after it, in bytes.
    let sideLength: Int

    private static let bitRates = [
      32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ]
    private static let lowBitRates = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

    /// - Returns: `nil` if it isn't layer III, or has no bit rate of its own.
    init?(_ bytes: [UInt8]) {
      guard bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0, bytes[1] >> 1 & 3 == 1 else { return nil }
      let version = bytes[1] >> 3 & 3
      let rate = Int(bytes[2] >> 4) - 1
      let sampling = Int(bytes[2] >> 2 & 3)
      guard version != 1, 0..<14 ~= rate, sampling < 3 else { return nil }
      let isFirst = version == 3
      let bits = 1000 * (isFirst ? Self.bitRates : Self.lowBitRates)[rate]
      let divisor = isFirst ? 1 : version == 2 ? 2 : 4
      let sampleRate = [44100, 48000, 32000][sampling] / divisor
      let padding = Int(bytes[2] >> 1 & 1)
      length = (isFirst ? 144 : 72) * bits / sampleRate + padding
      let isMono = bytes[3] >> 6 == 3
      let side = isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
      sideLength = 4 + (bytes[1] & 1 == 0 ? 2 : 0) + side
    }
  }
}
