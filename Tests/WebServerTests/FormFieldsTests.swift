import Testing

@testable import WebServer

struct FormFieldsTests {
  @Test(arguments: [
    ("", [:]), ("a=1", ["a": "1"]), ("a=1&b=2", ["a": "1", "b": "2"]), ("a", ["a": ""]),
    ("a=", ["a": ""]), ("a=b=c", ["a": "b=c"]), ("e=me%40test.example", ["e": "me@test.example"]),
    ("t=one+two%2B", ["t": "one two+"]), ("t=%D8%B3", ["t": "س"]), ("&&a=1&", ["a": "1"]),
  ])
  func `fields are read`(text: String, fields: [String: String]) {
    #expect(FormFields.read(text.utf8) == fields)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%4g", "%zz=1", "a=1&a=2", "a=1&%61=2", "a=%FF", "a=%C0%AF"])
  func `what could be read in two ways is not read`(text: String) {
    #expect(FormFields.read(text.utf8) == nil)
  }
}
