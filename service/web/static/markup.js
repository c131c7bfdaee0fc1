// Marks an article up: the text cut at every place where something begins or ends, each piece told what it belongs to.
//
// A quote is a <mark>, with a small reference link after it that names the speaker; a fact is a link to its row. What
// belongs together is kept in an index, so that pointing at one lights up the others.

import { el } from "./dom.js";
import { paragraphs } from "./blocks.js";
import { toUnits } from "./offsets.js";

/** Which elements show a thing: names such as "quote:q1", "cue:q1", "speaker:q1", "fact:f1", "source-of:f1", "mention:s1". */
export class Index {
  #elements = new Map();

  add(name, element) {
    const known = this.#elements.get(name);
    if (known) known.push(element);
    else this.#elements.set(name, [element]);
  }

  get(name) {
    return this.#elements.get(name) ?? [];
  }
}

/**
 * The article as elements.
 *
 * @param text the submitted text
 * @param view what to show: quotes, facts, times, and all sources (see view.js)
 * @returns {paragraphs: Element[], index: Index, broken: boolean} `broken` when line breaks were added for reading
 */
export function markUp(text, view) {
  const ranges = collect(text, view);
  const kept = ranges.filter((range) => range.layer === "quote").map(({ start, end }) => ({ start, end }));
  const blocks = paragraphs(text, kept);
  const index = new Index();
  let first = 0;
  const elements = blocks.map((block) => {
    while (first < ranges.length && ranges[first].reach <= block.start) first += 1;
    const own = [];
    for (let at = first; at < ranges.length && ranges[at].start < block.end; at += 1) {
      if (ranges[at].end > block.start) own.push(ranges[at]);
    }
    return paragraph(text, block, own, { view, index });
  });
  return { paragraphs: elements, index, broken: blocks.some((block) => block.broken) };
}

/** Everything to be marked, as ranges in UTF-16 units sorted by start; `reach` is the farthest end so far. */
function collect(text, view) {
  const units = toUnits(text);
  const ranges = [];
  const add = (layer, thing, span, more = {}) => {
    if (!span || span.start === null || span.start === undefined) return;
    ranges.push({ layer, thing, start: units(span.start), end: units(span.end), ...more });
  };
  for (const quote of view.quotes) {
    quote.spans.forEach((span, at) => add("quote", quote, span, { last: at === quote.spans.length - 1 }));
    add("leaf", `cue:${quote.id}`, quote.cue);
    add("leaf", `speaker:${quote.id}`, quote.speaker);
  }
  for (const fact of view.facts) {
    add("fact", fact, fact);
    add("leaf", `time-of:${fact.id}`, fact.time);
    add("leaf", `source-of:${fact.id}`, fact.source);
    add("leaf", `place-of:${fact.id}`, fact.place);
  }
  view.times.forEach((time, at) => add("time", { ...time, id: `t${at + 1}` }, time));
  for (const source of view.sources) {
    for (const span of source.mentions) add("leaf", `mention:${source.id}`, span);
    for (const part of ["role", "affiliation", "expert_reason", "anonymity_reason"]) {
      add("leaf", `${part}:${source.id}`, source[part]);
    }
  }
  view.warnings.forEach((warning, at) => warning.spans.forEach((span) => add("leaf", `warning:${at}`, span)));
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  let reach = 0;
  for (const range of ranges) {
    reach = Math.max(reach, range.end);
    range.reach = reach;
  }
  return ranges;
}

function paragraph(text, block, ranges, context) {
  const element = el("p", { dir: "auto", class: block.heading ? "subhead" : null });
  const open = []; // the nested elements that the next piece goes into: a quote, then a fact
  for (const piece of pieces(block, ranges)) {
    const nest = [shortest(piece.covering, "quote"), shortest(piece.covering, "fact")].filter(Boolean);
    while (open.length > 0 && !(open.length <= nest.length && open.every((level, at) => level.range === nest[at]))) open.pop();
    while (open.length < nest.length) {
      const range = nest[open.length];
      const made = range.layer === "quote" ? quoteElement(range, piece, context) : factElement(range, piece, context);
      (open.at(-1)?.element ?? element).append(made);
      open.push({ range, element: made });
    }
    const parent = open.at(-1)?.element ?? element;
    parent.append(leaf(text.slice(piece.start, piece.end), piece, context));
    closeEnded(piece, open, element, context);
  }
  return element;
}

function pieces(block, ranges) {
  const cuts = new Set([block.start, block.end]);
  for (const range of ranges) {
    if (range.start > block.start) cuts.add(range.start);
    if (range.end < block.end) cuts.add(range.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const found = [];
  let active = [];
  let next = 0;
  for (let at = 0; at + 1 < sorted.length; at += 1) {
    const start = sorted[at];
    active = active.filter((range) => range.end > start);
    while (next < ranges.length && ranges[next].start <= start) {
      if (ranges[next].end > start) active.push(ranges[next]);
      next += 1;
    }
    found.push({ start, end: sorted[at + 1], covering: active });
  }
  return found;
}

function shortest(covering, layer) {
  let best = null;
  for (const range of covering) {
    if (range.layer === layer && (best === null || range.end - range.start < best.end - best.start)) best = range;
  }
  return best;
}

function quoteElement(range, piece, { view, index }) {
  const quote = range.thing;
  const classes = ["quote", quote.kind, view.hue(quote.speaker?.source_id)];
  if (piece.start === range.start) classes.push("open");
  if (quote.in_caption) classes.push("caption");
  if (quote.negated) classes.push("negated");
  const element = el("mark", { class: classes.join(" "), data: { quote: quote.id } });
  index.add(`own:${quote.id}`, element);
  enter(piece, "quote", element, index);
  return element;
}

/** An element shows the innermost thing; those around it are lit up with it. */
function enter(piece, layer, element, index) {
  for (const range of piece.covering) {
    if (range.layer === layer) index.add(`${layer}:${range.thing.id}`, element);
  }
}

function factElement(range, piece, { index }) {
  const fact = range.thing;
  const attributes = { class: `fact ${fact.kind}`, data: { fact: fact.id }, href: `#${fact.id}` };
  if (index.get(`own:${fact.id}`).length === 0) attributes.id = `at-${fact.id}`;
  else attributes.tabindex = "-1"; // one stop a fact is enough for the keyboard
  const element = el("a", attributes);
  index.add(`own:${fact.id}`, element);
  enter(piece, "fact", element, index);
  return element;
}

function leaf(words, piece, { index }) {
  const time = shortest(piece.covering, "time");
  const names = piece.covering.filter((range) => range.layer === "leaf").map((range) => range.thing);
  if (!time && names.length === 0) return document.createTextNode(words);
  const element = el("span", time ? { class: "time", data: { value: time.thing.value } } : {}, words);
  for (const name of names) index.add(name, element);
  if (time) index.add(`time:${time.thing.id}`, element);
  return element;
}

/** After the last piece of a quote's span: its edge, and after its last span the reference to the speaker. */
function closeEnded(piece, open, element, { view, index }) {
  for (const range of piece.covering) {
    if (range.layer !== "quote" || range.end !== piece.end) continue;
    index.get(`own:${range.thing.id}`).at(-1)?.classList.add("close");
    if (!range.last) continue;
    const level = open.findIndex((entry) => entry.range === range);
    const parent = level > 0 ? open[level - 1].element : element;
    const link = reference(range.thing, view);
    index.add(`ref:${range.thing.id}`, link);
    parent.append(link);
    open.length = Math.max(level, 0);
  }
}

function reference(quote, view) {
  const source = view.source(quote.speaker?.source_id);
  const name = source?.name ?? quote.speaker?.text ?? "speaker not stated";
  const caption = quote.in_caption ? ", in a caption" : "";
  return el(
    "a",
    {
      id: `at-${quote.id}`,
      class: `ref ${quote.kind} ${view.hue(quote.speaker?.source_id)}`,
      href: `#${quote.id}`,
      data: { quote: quote.id },
      "aria-label": `${quote.kind} quote, ${name}${caption}`,
    },
    el("bdi", {}, source ? view.shortName(source) : "?"),
  );
}
