// The drawing of the menu, with where the call is and the way that it came.

import { make, tell, word } from "./words.js";

const SMALLEST = 0.25;
const LARGEST = 2;

export class Menu {
  constructor(frame, way, now) {
    this.frame = frame;
    this.way = way;
    this.now = now;
    this.scale = 0.8;
    this.isWhole = false;
    this.walked = [];
    this.isOver = false;
    new ResizeObserver(() => this.size()).observe(frame);
  }

  /** Shows a drawing that the server made. */
  show(svg) {
    const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    if (drawing.nodeName !== "svg") return;
    this.drawing = document.importNode(drawing, true);
    this.width = Number(this.drawing.getAttribute("width"));
    this.height = Number(this.drawing.getAttribute("height"));
    this.drawing.setAttribute("aria-hidden", "true");
    this.frame.replaceChildren(this.drawing);
    this.size();
    const walked = this.walked;
    this.walked = [];
    for (const state of walked) this.light(state);
    if (this.isOver) this.dim();
    this.centre(this.node(this.walked.at(-1)) ?? this.drawing.querySelector(".start"), true);
  }

  clear() {
    this.walked = [];
    this.isOver = false;
    this.way.replaceChildren();
    this.now.textContent = "";
    for (const lit of this.drawing?.querySelectorAll(".now, .walked") ?? []) lit.classList.remove("now", "walked");
  }

  /** The call is in another state. */
  enter(state) {
    const item = make("li", "", state);
    this.way.append(item);
    const label = tell(make("span", ""), () => word("now"));
    this.now.replaceChildren(label, " ", make("bdi", "", state));
    this.light(state);
    this.centre(this.node(state));
  }

  /** The call is over. */
  leave() {
    this.isOver = true;
    const label = this.now.querySelector("span");
    if (label) tell(label, () => word("endedIn"));
    this.dim();
  }

  dim() {
    for (const lit of this.drawing?.querySelectorAll(".now") ?? []) lit.classList.remove("now");
  }

  light(state) {
    const before = this.walked.at(-1);
    this.walked.push(state);
    this.dim();
    this.node(state)?.classList.add("walked", "now");
    if (before === undefined || !this.drawing) return;
    for (const arrow of this.drawing.querySelectorAll(".arrow")) {
      if (arrow.dataset.from === before && arrow.dataset.to === state) arrow.classList.add("walked", "now");
    }
  }

  node(state) {
    for (const node of this.drawing?.querySelectorAll(".state") ?? []) {
      if (node.dataset.state === state) return node;
    }
    return undefined;
  }

  // Size

  enlarge(factor) {
    this.isWhole = false;
    this.scale = Math.max(SMALLEST, Math.min(LARGEST, this.scale * factor));
    this.size();
    this.centre(this.node(this.walked.at(-1)), true);
  }

  showWhole(isWhole) {
    this.isWhole = isWhole;
    this.size();
    this.centre(this.node(this.walked.at(-1)), true);
  }

  size() {
    if (!this.drawing) return;
    const fitting = Math.min(this.frame.clientWidth / this.width, this.frame.clientHeight / this.height);
    const scale = this.isWhole ? fitting : this.scale;
    this.drawing.style.width = `${this.width * scale}px`;
    this.drawing.style.height = `${this.height * scale}px`;
  }

  centre(node, isSudden) {
    if (!node) return;
    const frame = this.frame.getBoundingClientRect();
    const place = node.getBoundingClientRect();
    const isStill = isSudden || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.frame.scrollBy({
      left: place.left + place.width / 2 - frame.left - frame.width / 2,
      top: place.top + place.height / 2 - frame.top - frame.height / 2,
      behavior: isStill ? "instant" : "smooth",
    });
  }
}
