internal import Store

/// What a type's code tells: brand and model, as each language writes them.
package struct HandsetModel: Hashable, Sendable {
  package let brand: LocalName
  package let model: LocalName

  /// Of a type whose code isn't known.
  static let unknown = HandsetModel(
    brand: LocalName(persian: "ناشناخته", english: "unknown"),
    model: LocalName(persian: "ناشناخته", english: "unknown"))

  static func find(_ imei: IMEI, _ db: any StoreConnection) throws -> HandsetModel? {
    let row = try db.row("SELECT * FROM registry_models WHERE type_code = ?", [imei.typeCode])
    return try row.map { row in
      HandsetModel(
        brand: LocalName(persian: try row.text("brand_fa"), english: try row.text("brand_en")),
        model: LocalName(persian: try row.text("model_fa"), english: try row.text("model_en")))
    }
  }

  /// Records the model of a type that isn't known yet.
  func insert(typeCode: String, _ db: any StoreConnection) throws {
    try db.execute(
      """
      INSERT INTO registry_models (type_code, brand_fa, brand_en, model_fa, model_en)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (type_code) DO NOTHING
      """, [typeCode, brand.persian, brand.english, model.persian, model.english])
  }
}

/// A name in the languages of the line.
package struct LocalName: Hashable, Sendable {
  package let persian: String
  package let english: String

  package init(persian: String, english: String) {
    self.persian = persian
    self.english = english
  }

  /// A name that is written alike in all languages.
  package init(_ name: String) {
    self.init(persian: name, english: name)
  }

  func text(in tag: String?) -> String {
    tag?.lowercased().hasPrefix("en") == true ? english : persian
  }
}
