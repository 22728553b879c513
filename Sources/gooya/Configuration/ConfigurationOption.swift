import ArgumentParser

/// Where a command finds the configuration.
struct ConfigurationOption: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration file. (default: $XDG_CONFIG_HOME/gooya/config.yaml or "
        + "~/.config/gooya/config.yaml)", valueName: "file"))
  var file: String?

  func validate() throws {
    if file == "" { throw ValidationError("--config takes the name of a file") }
  }

  /// The configuration, whatever is wrong with it.
  func read() -> Configuration { Configuration.read(file) }

  /// The configuration, if nothing is wrong with it.
  ///
  /// - Throws: `Failure` otherwise; what is wrong goes to standard error.
  func load() throws -> Configuration {
    let configuration = read()
    try configuration.demandSound()
    return configuration
  }
}
