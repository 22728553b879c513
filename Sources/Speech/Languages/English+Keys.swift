import CallEngine

extension English {
  var keyWords: KeyWords {
    KeyWords(
      names: [
        "zero": .zero, "one": .one, "two": .two, "three": .three, "four": .four, "five": .five,
        "six": .six, "seven": .seven, "eight": .eight, "nine": .nine, "star": .star,
        "asterisk": .star, "pound": .pound, "hash": .pound,
      ],
      before: ["press", "dial", "enter", "choose", "select", "push", "key", "option", "number"],
      after: [],
      notBefore: ["of"], skipped: ["the", "number", "either"], or: ["or", "and"],
      to: ["to", "through", "till"])
  }
}
