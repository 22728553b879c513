import Testing

@testable import Files

struct CSVTextTests {
  @Test(arguments: [
    (["a", "b"], "a,b"), ([""], ""), (["a,b", "c\"d"], "\"a,b\",\"c\"\"d\""),
    (["two\nlines"], "\"two\nlines\""), ([" a"], "\" a\""), (["a;b"], "\"a;b\""),
    (["سلام", "007"], "سلام,007"),
    // Formulas.
    (["=1+1"], "'=1+1"), (["+cmd|' /C calc'!A0"], "'+cmd|' /C calc'!A0"),
    (["@SUM(A1)"], "'@SUM(A1)"),
    (["-2+3"], "'-2+3"),
    (["=HYPERLINK(\"http://a.example\")"], "\"'=HYPERLINK(\"\"http://a.example\"\")\""),
    (["\t=1"], "\"'\t=1\""), (["-"], "'-"), (["+"], "'+"),
    // Numbers stay.
    (["-5", "-5.25", "+989120000001", "5"], "-5,-5.25,+989120000001,5"),
  ])
  func `a row can be read by every program and run by none`(_ fields: [String], _ row: String) {
    #expect(CSVText.row(fields) == row)
  }
}
