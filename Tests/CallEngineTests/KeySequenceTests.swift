import CallEngine
import Testing

@Suite struct KeySequenceTests {
  @Test func `a sequence begins with each of its own beginnings`() throws {
    let keys = try #require(KeySequence("*91"))
    #expect(keys.starts(with: KeySequence("*9")!))
    #expect(keys.starts(with: keys))
    #expect(!keys.starts(with: KeySequence("9")!))
    #expect(keys.description == "*91")
  }

  @Test func `Persian and Arabic digits name keys`() {
    #expect(KeySequence("۰۹#") == KeySequence("09#"))
    #expect(KeySequence("٤") == KeySequence("4"))
  }

  @Test(arguments: ["", "12x", "1 2", "123456789012345678901234567890123"])
  func `what is no sequence of one to thirty-two keys is refused`(text: String) {
    #expect(KeySequence(text) == nil)
  }

  @Test func `an empty sequence begins every other, and no longer one begins a shorter`() {
    #expect(KeySequence("123456789012345")!.starts(with: KeySequence()))
    #expect(KeySequence().isEmpty)
    #expect(!KeySequence("1")!.starts(with: KeySequence("12")!))
    #expect(KeySequence("01") != KeySequence("1"))
  }

  @Test func `a full sequence keeps each of its keys`() {
    let text = "0#*ABCD98765432" + "0#*ABCD98765432" + "0D"
    let keys = KeySequence(text)!
    #expect(keys.count == KeySequence.capacity)
    #expect(keys.description == text)
    #expect(keys.contains(.zero))
    #expect(!keys.contains(.one))
  }
}
