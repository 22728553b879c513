import CallEngine
import Testing

@testable import WebHandset

struct PhoneCommandTests {
  @Test(
    arguments: [
      (
        #"{"do":"call","line":"billing","caller":"02199900001","language":"en-US","speed":2}"#,
        .call(
          PhoneOrder(line: "billing", caller: "02199900001", language: "en-US", speed: 2))
      ),
      (
        #"{"do":"call","line":"billing","caller":null,"language":null}"#,
        .call(PhoneOrder(line: "billing", caller: nil, language: nil, speed: 1))
      ),
      (##"{"do":"key","key":"#"}"##, .press(.pound)), (#"{"do":"key","key":"7"}"#, .press(.seven)),
      (#"{"do":"hang up"}"#, .hangUp), (#"{"do":"journal"}"#, .journal),
      (#"{"do":"reply","from":"0912","text":"1"}"#, .reply("1", from: "0912")),
      (#"{"do":"scenario","text":"A call","keep":true}"#, .scenario(title: "A call", isKept: true)),
      (
        #"{"do":"picture","line":"billing","language":"fa-IR"}"#,
        .picture(line: "billing", language: "fa-IR")
      ),
    ] as [(String, PhoneCommand)])
  func `a page's wishes are read`(text: String, command: PhoneCommand) {
    #expect(PhoneCommand(text) == command)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "1", #""hang up""#, "{}", #"{"do":null}"#, #"{"do":1}"#,
    #"{"do":"sing"}"#, #"{"do":"key"}"#, #"{"do":"key","key":""}"#, #"{"do":"key","key":"12"}"#,
    #"{"do":"key","key":"x"}"#, #"{"do":"key","key":"1\u0301"}"#,
    #"{"do":"call"}"#, #"{"do":"call","line":1}"#, #"{"do":"call","line":"b","speed":3}"#,
    #"{"do":"call","line":"b","speed":1e99}"#, #"{"do":"call","line":"b","caller":""}"#,
    #"{"do":"call","line":"b","caller":"+"}"#, #"{"do":"call","line":"b","caller":"0912x"}"#,
    #"{"do":"call","line":"b","caller":"۰۹۱۲"}"#,
    #"{"do":"call","line":"b","caller":"123456789012345678901"}"#,
    #"{"do":"reply","from":"1"}"#, #"{"do":"scenario"}"#, #"{"do":"picture"}"#,
    #"{"do":"reply","from":"1","text":"\#(String(repeating: "a", count: 671))"}"#,
    #"{"do":"scenario","text":"\#(String(repeating: "a", count: 101))"}"#,
    String(repeating: "[", count: 4000), #"{"a":"# + String(repeating: #"{"a":"#, count: 600),
  ])
  func `what no page of ours says isn't read`(text: String) {
    #expect(PhoneCommand(text) == nil)
  }
}
