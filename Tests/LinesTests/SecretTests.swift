import Testing

@testable import Lines

struct SecretTests {
  @Test
  func `of five thousand codes only the right one matches`() {
    let secret = Secret("123456", salt: "salt")
    let codes = (0..<5000).map { String(121_000 + $0) }
    #expect(codes.filter(secret.matches) == ["123456"])
  }

  @Test
  func `equal secrets differ in the store`() {
    #expect(Secret("010019", salt: "a").hash != Secret("010019", salt: "b").hash)
    #expect(Secret("010019", salt: "a").hash.count == 64)
  }
}
