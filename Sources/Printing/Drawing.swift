internal import CRSVG
package import Foundation

/// An SVG document that is made into pictures by librsvg.
///
/// Nothing outside of the document is loaded: it has no place in a file system or on a network.
package struct Drawing: Sendable {
  private let svg: String

  package init(_ svg: String) {
    self.svg = svg
  }

  /// What keeps a drawing from being made.
  package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// The size of a page.
  package struct Page: Hashable, Sendable {
    /// In inches.
    package let width: Double
    package let height: Double

    /// ISO 216: 148 mm × 210 mm, upright.
    package static let a5 = Page(width: 148 / 25.4, height: 210 / 25.4)
  }

  /// A PNG of a whole page, which is white where nothing is drawn. The same document always gives the
  /// same bytes.
  ///
  /// - Parameter resolution: in pixels an inch.
  /// - Throws: `Fault`.
  package func png(_ page: Page, resolution: Double) throws(Fault) -> Data {
    let width = (page.width * resolution).rounded()
    let height = (page.height * resolution).rounded()
    let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    defer { cairo_surface_destroy(surface) }
    try draw(on: surface, width: width, height: height, isOnWhite: true)
    cairo_surface_flush(surface)
    guard let pixels = cairo_image_surface_get_data(surface) else {
      throw Fault(cairo_surface_status(surface))
    }
    let rowCount = Int(height) * (Int(width) * 3 + 1)
    let rows = [UInt8](unsafeUninitializedCapacity: rowCount) { buffer, count in
      gooya_png_rows(
        pixels, cairo_image_surface_get_stride(surface), Int32(width), Int32(height),
        buffer.baseAddress)
      count = rowCount
    }
    guard
      let png = PNG.data(
        rows: rows, width: Int(width), height: Int(height), resolution: resolution)
    else { throw Fault(CAIRO_STATUS_NO_MEMORY) }
    return png
  }

  /// A PDF of a single page, whose texts can be searched and copied.
  ///
  /// - Parameters:
  ///   - title: what the document says of itself.
  ///   - date: when it was made, in seconds since 1970. The same document of the same time always
  ///     gives the same bytes.
  /// - Throws: `Fault`.
  package func pdf(_ page: Page, title: String, madeAt date: Date) throws(Fault) -> Data {
    var bytes = Data()
    let pointsAnInch = 72.0
    let width = page.width * pointsAnInch
    let height = page.height * pointsAnInch
    do {
      try withUnsafeMutablePointer(to: &bytes) { sink in
        let surface = cairo_pdf_surface_create_for_stream(appendBytes, sink, width, height)
        defer { cairo_surface_destroy(surface) }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(
          surface, CAIRO_PDF_METADATA_CREATE_DATE, date.ISO8601Format())
        try draw(on: surface, width: width, height: height)
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw Fault(status) }
      }
    } catch {
      throw error as? Fault ?? Fault(description: "\(error)")
    }
    return bytes
  }

  private func draw(
    on surface: OpaquePointer?, width: Double, height: Double, isOnWhite: Bool = false
  ) throws(Fault) {
    var error: UnsafeMutablePointer<GError>?
    let text = Array(svg.utf8)
    guard let document = rsvg_handle_new_from_data(text, UInt(text.count), &error) else {
      throw Fault(taking: error)
    }
    defer { g_object_unref(UnsafeMutableRawPointer(document)) }
    let context = cairo_create(surface)
    defer { cairo_destroy(context) }
    if isOnWhite {
      cairo_set_source_rgb(context, 1, 1, 1)
      cairo_paint(context)
    }
    var place = RsvgRectangle(x: 0, y: 0, width: width, height: height)
    guard rsvg_handle_render_document(document, context, &place, &error) != 0 else {
      throw Fault(taking: error)
    }
    let status = cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else { throw Fault(status) }
  }
}

extension Drawing.Fault {
  fileprivate init(_ status: cairo_status_t) {
    self.init(description: String(cString: cairo_status_to_string(status)))
  }

  fileprivate init(taking error: UnsafeMutablePointer<GError>?) {
    guard let error else {
      self.init(description: "it can't be drawn")
      return
    }
    self.init(description: String(cString: error.pointee.message))
    g_error_free(error)
  }
}

/// Appends bytes to the `Data` that a context points to.
private func appendBytes(
  _ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: UInt32
) -> cairo_status_t {
  if let bytes, let context {
    context.assumingMemoryBound(to: Data.self).pointee.append(bytes, count: Int(count))
  }
  return CAIRO_STATUS_SUCCESS
}
