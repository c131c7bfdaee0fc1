// How a text is laid out for reading: ranges of it, one a paragraph. Only the look is decided here; not a character is
// changed, and what lies between two paragraphs is white space.

const LONG = 700; // a paragraph without a line break is given breaks of its own from here on
const ENOUGH = 420; // so much text at least between two of those breaks
const FEW = 160; // or so much, before a line of speech after a dash
const WRAPPED = 100; // lines up to this length, in a text with empty lines, are wrapped lines and not paragraphs
const HEADING = 80;

/**
 * Paragraphs of `text` as {start, end, heading, broken}, in UTF-16 units. `kept` are ranges that no added break may cut
 * (quotes), sorted by start. `broken` says that the break after it was added here.
 */
export function paragraphs(text, kept = []) {
  const lines = split(text, isWrapped(text) ? /\n[^\S\n]*\n\s*/gu : /[\r\n\u2028\u2029]+/gu);
  const several = lines.length > 1;
  return lines.flatMap((line) => {
    const parts = line.end - line.start > LONG ? divide(text, line, kept) : [line];
    return parts.map((part, index) => ({
      ...part,
      heading: several && parts.length === 1 && isHeading(text.slice(part.start, part.end)),
      broken: index < parts.length - 1,
    }));
  });
}

function isWrapped(text) {
  if (!/\n[^\S\n]*\n/u.test(text)) return false;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.filter((line) => line.length <= WRAPPED).length > lines.length * 0.9;
}

function split(text, separator) {
  const found = [];
  let start = 0;
  for (const match of text.matchAll(separator)) {
    push(found, text, start, match.index);
    start = match.index + match[0].length;
  }
  push(found, text, start, text.length);
  return found;
}

function push(found, text, start, end) {
  if (text.slice(start, end).trim() !== "") found.push({ start, end });
}

function isHeading(line) {
  const words = line.trim();
  return words.length <= HEADING && !/[.!?:;,…”"’»)\]]$/u.test(words) && !/^[\p{Pd}“"«„•*]/u.test(words) && /\p{L}/u.test(words);
}

/** Breaks for a wall of text: after a sentence, and by preference before a dash that opens speech. */
function divide(text, { start, end }, kept) {
  const ends = /[.!?…][”"’»)]*(\s+)(?=([–—]\s)?[“"«„‘(]?[\p{Lu}\p{N}])/gu;
  ends.lastIndex = start;
  const parts = [];
  let from = start;
  let next = 0;
  for (let match = ends.exec(text); match !== null && match.index < end; match = ends.exec(text)) {
    const stop = match.index + match[0].length - match[1].length;
    const go = match.index + match[0].length;
    if (stop - from < (match[2] ? FEW : ENOUGH)) continue;
    while (next < kept.length && kept[next].end <= stop) next += 1;
    if (next < kept.length && kept[next].start < stop) continue;
    parts.push({ start: from, end: stop });
    from = go;
  }
  push(parts, text, from, end);
  return parts;
}
