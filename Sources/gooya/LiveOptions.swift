import ArgumentParser
import CallEngine
import Foundation
import Lines

/// Whether the services that a script declares are really asked.
struct LiveOptions: ParsableArguments {
  @Flag(
    name: .customLong("live-services"),
    help: "Ask the servers of the script's own services, instead of their examples.")
  var isLive = false

  @Option(
    name: .customLong("allow-host"),
    help: ArgumentHelp(
      "A host that --live-services may ask, besides this machine itself. May be repeated.",
      valueName: "host"))
  var hosts: [String] = []

  func check(isFast: Bool) throws {
    if isLive && isFast {
      throw ValidationError("--live-services needs real time; leave out --fast")
    }
    if !isLive && !hosts.isEmpty {
      throw ValidationError("--allow-host needs --live-services")
    }
    for host in hosts where host.isEmpty || host.contains(where: { "/@?# ".contains($0) }) {
      throw ValidationError("--allow-host \(host): name a host alone, such as api.example.org")
    }
  }

  /// - Throws: `Failure` if a service of the script can't be asked.
  func services(of program: MenuProgram) throws -> LiveServices? {
    guard isLive else { return nil }
    let live = LiveServices(
      allowedHosts: hosts, environment: ProcessInfo.processInfo.environment)
    let obstacles = live.obstacles(to: program)
    guard obstacles.isEmpty else {
      for obstacle in obstacles { StandardError.line("gooya: \(obstacle)") }
      throw Failure("the script's services can't be asked")
    }
    return live
  }
}
