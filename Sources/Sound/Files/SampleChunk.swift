/// The part of a sound file that holds its samples, and how long the header says that it is.
///
/// libsndfile reads a file that was cut off as if it had been shorter, and one whose recorder was
/// killed before it wrote the length as if it were empty. WAV, AIFF and AU files are examined; for MP3 and
/// Ogg see `MPEGFrames` and `OggPages`; others show by themselves that they are cut off, or don't state
/// their length.
struct SampleChunk {
  /// Where the samples begin, in bytes.
  let start: Int
  /// As the header has it, in bytes; `nil` if it leaves it open.
  let statedLength: Int?
  /// What the file holds, in bytes, up to its end.
  let presentLength: Int
  /// The length that a recorder left 0, since it was killed: where it stands, and what it should be.
  let unwrittenLength: (place: Int, bytes: [UInt8])?

  /// The share of the samples that is there; `nil` if all are, or the header leaves it open.
  var presentShare: Double? {
    guard let statedLength, statedLength > presentLength else { return nil }
    return Double(presentLength) / Double(statedLength)
  }

  /// From here on a length means that the writer couldn't know it, as sox and ffmpeg write it into
  /// pipes.
  private static let leastUnknown = 0x7FFF_0000
  private static let mostChunks = 1000

  /// - Parameter descriptor: an open file, whose position isn't changed.
  /// - Returns: `nil` if the file isn't of such a format.
  init?(in descriptor: Int32) {
    guard let file = FileBytes(descriptor) else { return nil }
    switch (file.text(at: 0), file.text(at: 8)) {
    case ("RIFF", "WAVE"): self.init(named: "data", in: file, isBig: false)
    case ("RIFX", "WAVE"): self.init(named: "data", in: file, isBig: true)
    case ("FORM", "AIFF"), ("FORM", "AIFC"): self.init(named: "SSND", in: file, isBig: true)
    case (".snd", _):
      guard let start = file.number(at: 4, isBig: true), start <= file.count,
        let length = file.number(at: 8, isBig: true)
      else { return nil }
      self.init(start: start, stated: length, end: file.count)
    default: return nil
    }
  }

  /// - Parameter unwritten: where a length stands that was never written.
  private init(
    start: Int, stated: Int, end: Int, unwritten place: Int? = nil, isBig: Bool = true
  ) {
    self.start = start
    let present = max(0, end - start)
    presentLength = present
    statedLength = stated >= Self.leastUnknown || place != nil ? nil : stated
    unwrittenLength = place.map { place in
      let length = UInt32(clamping: present)
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }
      return (place, isBig ? bytes.reversed() : bytes)
    }
  }

  /// Looks for a chunk among those that a header of 12 bytes announces.
  private init?(named name: String, in file: FileBytes, isBig: Bool) {
    var place = 12
    for _ in 0..<Self.mostChunks {
      guard let length = file.number(at: place + 4, isBig: isBig) else { return nil }
      guard file.text(at: place) == name else {
        place += 8 + length + length % 2
        continue
      }
      let start = place + 8
      let isUnwritten =
        name == "data" && length == 0 && start < file.count
        && !file.holdsChunks(from: start, isBig: isBig)
      self.init(
        start: start, stated: length, end: file.count,
        unwritten: isUnwritten ? place + 4 : nil, isBig: isBig)
      return
    }
    return nil
  }
}

extension FileBytes {
  /// Whether chunks follow up to the file's end: then it really has no samples.
  fileprivate func holdsChunks(from start: Int, isBig: Bool) -> Bool {
    var place = start
    while place < count, let name = bytes(at: place), name.allSatisfy({ 0x20...0x7E ~= $0 }),
      let length = number(at: place + 4, isBig: isBig)
    {
      place += 8 + length + length % 2
    }
    return place == count || place == count + 1
  }
}
