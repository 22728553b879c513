internal import NIOCore

/// What happens on a connection.
enum SMPPLinkEvent: Sendable {
  /// A whole PDU's octets.
  case frame([UInt8])
  /// Octets that can't be parted into PDUs.
  case fault
  case closed
  /// So much time has passed since the link was made, and everything that had come by then is among the
  /// events before this one.
  case tick(Duration)
}

/// Parts what a connection brings into PDUs.
final class SMPPFrameHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let events: AsyncStream<SMPPLinkEvent>.Continuation
  private var buffer = ByteBuffer()

  init(_ events: AsyncStream<SMPPLinkEvent>.Continuation) { self.events = events }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var data = unwrapInboundIn(data)
    buffer.writeBuffer(&data)
    do {
      while let head = buffer.getBytes(at: buffer.readerIndex, length: 4),
        let length = try SMPPPDU.length(of: head), let frame = buffer.readBytes(length: length)
      {
        events.yield(.frame(frame))
      }
      buffer.discardReadBytes()
    } catch {
      events.yield(.fault)
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) { events.yield(.closed) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
