// Small helpers for the document. Elements are made from parts, never from markup in a string, so whatever an article
// holds is shown as text.

/** The element with this id. */
export const $ = (id) => document.getElementById(id);

/**
 * An element. Attributes that are null, undefined or false are left out; children may be nodes, texts, or lists of them.
 * `on` maps event names to listeners, `data` fills the data-* attributes.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  const { on = {}, data = {}, ...plain } = attributes;
  for (const [key, value] of Object.entries(plain)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const [key, value] of Object.entries(data)) element.dataset[key] = value;
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false && child !== "") element.append(child);
  }
}

/** Replace what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Text for screen readers only. */
export const hidden = (text) => el("span", { class: "hidden-text" }, text);

/** Say something to screen readers without moving the focus. */
export function announce(text) {
  const place = $("announcer");
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
}

/** A long text cut at a word, with an ellipsis. */
export function shorten(text, most) {
  const flat = text.replace(/\s+/gu, " ").trim();
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > most / 2 ? space : most).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** "1 quote", "2 quotes". */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** 0.834 as "83 %". */
export const percent = (share) => `${Math.round(share * 100)} %`;

const reduced = matchMedia("(prefers-reduced-motion: reduce)");

/** Bring an element into view, gently where that is welcome. */
export function reveal(element, block = "center") {
  element.scrollIntoView({ block, behavior: reduced.matches ? "auto" : "smooth" });
}
