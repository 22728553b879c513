package import CallEngine
package import Foundation
package import Printing

/// Prints bills.
package struct BillPrinter: Sendable {
  package let templates: BillTemplates

  package init(_ templates: BillTemplates) {
    self.templates = templates
  }

  package enum Format: String, CaseIterable, Hashable, Sendable {
    case png
    case pdf
    case svg
  }

  /// What keeps a bill from being printed.
  package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
    case mismatchedIDs
    case drawing(Drawing.Fault)

    package var description: String {
      switch self {
      case .mismatchedIDs: "its bill ID and payment ID don't belong together"
      case .drawing(let fault): fault.description
      }
    }
  }

  /// A pixel for each of a template's units: the barcode's bars begin and end at a pixel.
  private static let resolution = 150.0

  /// A bill as a file has it.
  ///
  /// - Parameter date: when it is printed, for the PDF.
  /// - Throws: `Fault`.
  package func bytes(
    of bill: PrintedBill, as format: Format, in language: Language, at date: Date
  ) throws(Fault) -> Data {
    guard let svg = templates.svg(of: bill, in: language) else { throw .mismatchedIDs }
    do throws(Drawing.Fault) {
      switch format {
      case .svg: return Data(svg.utf8)
      case .png: return try Drawing(svg).png(.a5, resolution: Self.resolution)
      case .pdf: return try Drawing(svg).pdf(.a5, title: bill.billID, madeAt: date)
      }
    } catch {
      throw .drawing(error)
    }
  }
}
