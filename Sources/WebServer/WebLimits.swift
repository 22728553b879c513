/// What the server allows each client, so that none can hold it up.
package struct WebLimits: Sendable {
  /// The bytes of a request's first line and headers.
  package var head = 8192
  package var headers = 64
  package var body = 8192
  /// Within which a whole request must have come.
  package var reading = Duration.seconds(10)
  /// Within which an answer must have been taken.
  package var writing = Duration.seconds(10)
  /// The connections at a time, of all clients together and of one.
  package var connections = 256
  package var connectionsOfOne = 32
  /// How long requests in progress may take once the server is told to stop.
  package var ending = Duration.milliseconds(500)

  /// The bytes of a WebSocket's message.
  package var message = 4096
  /// The messages of one WebSocket, which may come in bursts of three times as many.
  package var messagesPerSecond = 150
  /// What may wait for a client that takes it too slowly: messages of sound, of which older ones are
  /// dropped, and bytes of everything else, of which more end the connection.
  package var soundsWaiting = 10
  package var bytesWaiting = 2 << 20
  /// How long the client of a WebSocket may be silent, though it is asked whether it is there.
  package var silence = Duration.seconds(60)

  package init() {}
}
