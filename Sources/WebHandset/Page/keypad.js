// The keypad: by mouse, touch and keyboard.

import { digits, figures, tell } from "./words.js";

const ROWS = [["1", ""], ["2", "abc"], ["3", "def"], ["4", "ghi"], ["5", "jkl"], ["6", "mno"],
  ["7", "pqrs"], ["8", "tuv"], ["9", "wxyz"], ["*", ""], ["0", "+"], ["#", ""]];

function isWriting(element) {
  return element instanceof Element && element.closest("input, textarea, select, [contenteditable]") !== null
    && !element.matches("input[type=checkbox]");
}

/**
 * @param pressed is told each key
 * @param followsKeyboard whether the keyboard's keys are keys now
 */
export function makeKeypad(frame, pressed, followsKeyboard) {
  const buttons = new Map();
  function press(key) {
    const button = buttons.get(key);
    button.classList.add("down");
    setTimeout(() => button.classList.remove("down"), 150);
    pressed(key);
  }
  for (const [key, letters] of ROWS) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = key;
    if (key === "*" || key === "#") button.dataset.label = key === "*" ? "star" : "pound";
    else button.setAttribute("aria-label", key);
    const figure = document.createElement("b");
    tell(figure, () => figures(key));
    const small = document.createElement("small");
    small.textContent = letters;
    button.append(figure, small);
    let touchedAt = -Infinity;
    // At once, and not when the finger leaves.
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      touchedAt = event.timeStamp;
      press(key);
    });
    // By a keyboard or by a screen reader there is only this.
    button.addEventListener("click", (event) => {
      if (event.timeStamp - touchedAt > 2000) press(key);
      touchedAt = -Infinity;
    });
    buttons.set(key, button);
    frame.append(button);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
    const key = digits(event.key);
    if (!followsKeyboard() || !buttons.has(key)) return;
    event.preventDefault();
    press(key);
  });
}
