import Testing

@testable import gooya

/// Under which addresses a page is told to be.
struct WebPlaceTests {
  @Test(arguments: [
    ("127.0.0.1:8090", ["127.0.0.1:8090"]), ("192.0.2.7:80", ["192.0.2.7:80"]),
    ("0.0.0.0:8090", ["192.0.2.7:8090", "127.0.0.1:8090"]),
    ("[::]:8090", ["[2001:db8::7]:8090", "[::1]:8090"]), ("[::1]:1", ["[::1]:1"]),
  ])
  func `nobody is sent to an address that is none`(address: String, places: [String]) {
    let found = WebNetwork.places(of: address) { isIPv6 in
      isIPv6 ? ["2001:db8::7", "::1"] : ["192.0.2.7", "127.0.0.1"]
    }
    #expect(found == places)
  }
}
