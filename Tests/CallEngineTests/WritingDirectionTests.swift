import CallEngine
import Testing

struct WritingDirectionTests {
  @Test(arguments: ["א", "س", "ܐ", "ހ", "ߊ", "ﬞא", "ﷲ", "\u{FE70}", "\u{FEFC}", "𐤀", "𞤀"])
  func `letters of right-to-left scripts run so`(text: String) throws {
    #expect(try #require(text.unicodeScalars.last).isRightToLeft)
  }

  @Test(arguments: [
    "a", "я", "中", "1", "٣", "۳", "،", "؟", " ", "\u{200F}", "\u{FEFD}", "\u{FEFF}",
  ])
  func `other letters, digits and marks don't`(text: String) throws {
    #expect(!(try #require(text.unicodeScalars.last).isRightToLeft))
  }
}
