/// The last page of an Ogg file, which tells whether the file's end is there (RFC 3533): a decoder
/// takes what is left of a file for a shorter one.
struct OggPages {
  let isCutOff: Bool

  /// A page has 65 307 bytes at most.
  private static let longestPage = 65_307

  init(in file: FileBytes) {
    let start = max(0, file.count - 2 * Self.longestPage)
    guard let bytes = file.bytes(file.count - start, at: start),
      let page = bytes.indices.last(where: { bytes[$0...].starts(with: "OggS".utf8) })
    else {
      isCutOff = false
      return
    }
    let segments = page + 26
    guard segments < bytes.count, segments + 1 + Int(bytes[segments]) <= bytes.count else {
      isCutOff = true
      return
    }
    let lengths = bytes[(segments + 1)...].prefix(Int(bytes[segments]))
    let end = lengths.endIndex + lengths.reduce(0) { $0 + Int($1) }
    let isLast = bytes[page + 5] & 4 != 0
    isCutOff = end > bytes.count || !isLast
  }
}
