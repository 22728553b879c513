import Foundation
import Testing

@testable import Store

struct StoreSchemaTests {
  private let folder = TemporaryFolder()
  private static let shop = StoreSchema.Migrations(
    of: "shop", [{ try $0.define("CREATE TABLE goods (name TEXT) STRICT") }])
  private static let grownShop = StoreSchema.Migrations(
    of: "shop",
    shop.steps + [{ try $0.define("ALTER TABLE goods ADD COLUMN price INTEGER") }])

  private func columns(_ store: Store) throws -> [String] {
    try store.read("look") { try $0.texts("SELECT name FROM pragma_table_info('goods')") }
  }

  @Test
  func `an owner's tables come, grow and stay`() throws {
    let small = try StoreSchema([Self.shop])
    let large = try StoreSchema([Self.grownShop])
    try Store(folder: folder.url, schema: small).write("fill") {
      try $0.execute("INSERT INTO goods VALUES ('a')")
    }
    let store = try Store(folder: folder.url, schema: large)
    #expect(try columns(store) == ["name", "price"])
    #expect(
      try store.read("look") { try $0.texts("SELECT name FROM goods") } == ["a"])
    #expect(try columns(Store(inMemory: large)) == ["name", "price"])
  }

  @Test
  func `a second owner finds the first one's tables untouched`() throws {
    _ = try Store(folder: folder.url, schema: StoreSchema([Self.shop]))
    let other = StoreSchema.Migrations(
      of: "other", [{ try $0.define("CREATE TABLE others (x TEXT) STRICT") }])
    let store = try Store(folder: folder.url, schema: StoreSchema([other, Self.shop]))
    #expect(try columns(store) == ["name"])
  }

  @Test
  func `a store with migrations that aren't known is of a newer gooya`() throws {
    _ = try Store(folder: folder.url, schema: StoreSchema([Self.grownShop]))
    let error = #expect(throws: StoreError.self) {
      _ = try Store(folder: folder.url, schema: StoreSchema([Self.shop]))
    }
    #expect(error?.kind == .foreign)
    #expect(error?.reason == "it was made by a newer gooya")
  }

  @Test
  func `several at once make one store`() async throws {
    let url = folder.url
    let schema = try StoreSchema([Self.grownShop])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 { group.addTask { _ = try Store(folder: url, schema: schema) } }
      try await group.waitForAll()
    }
    #expect(try columns(Store(folder: url, schema: schema)) == ["name", "price"])
  }
}
