// The API counts Unicode code points, JavaScript counts UTF-16 units: one emoji is one for the first and two for the
// second.

/** A function from code point offsets to UTF-16 offsets in `text`. */
export function toUnits(text) {
  const astral = []; // code point offsets of characters that take two units
  let point = 0;
  for (let unit = 0; unit < text.length; unit += 1, point += 1) {
    const code = text.codePointAt(unit);
    if (code > 0xffff) {
      astral.push(point);
      unit += 1;
    }
  }
  if (astral.length === 0) return (offset) => offset;
  return (offset) => offset + before(astral, offset);
}

/** How many of the sorted numbers are smaller than `limit`. */
function before(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
