import ArgumentParser
import CallEngine

/// Telephones in browsers.
struct WebOptions: ParsableArguments {
  @Option(
    name: .customLong("web"),
    help: ArgumentHelp(
      "Have a page with a telephone; port 0 is a free one.", valueName: "host:port"))
  var address: String?

  @Flag(help: "Let others than this machine use the page, by a link with a secret.")
  var open = false

  @Flag(help: "Have the page's calls go on in scripts that are saved.")
  var watch = false

  func check() throws {
    guard let address else {
      if open { throw ValidationError("--open needs --web") }
      if watch { throw ValidationError("--watch needs --web") }
      return
    }
    guard let listening = ListeningAddress(address) else {
      throw ValidationError(
        "'\(address)' is no address; write it like 127.0.0.1:8090 or [::1]:8090")
    }
    if !listening.isOwn && !open {
      throw ValidationError(
        "--web \(address) lets other machines in, which needs --open; 127.0.0.1 doesn't")
    }
  }

  /// `nil` if there is no page.
  var network: WebNetwork? {
    address.flatMap(ListeningAddress.init).map {
      WebNetwork($0, isOpen: open, watches: watch)
    }
  }
}

extension ListeningAddress {
  /// Whether only this machine reaches it.
  fileprivate var isOwn: Bool { host == "::1" || host.hasPrefix("127.") }
}
