// The result's values in an editor's words.

const KIND = { direct: "direct quote", indirect: "indirect quote", mixed: "mixed quote" };
const MODE = { speech: "", writing: "in writing", thought: "a belief", attitude: "an attitude" };
const CERTAINTY = {
  asserted: "stated as fact",
  reported: "reported by a source",
  estimated: "an estimate",
  disputed: "disputed",
  conditional: "conditional",
};
const BOUND = { "=": "", "~": "about ", "<": "up to ", ">": "over " };
const TREND = { up: "rising", down: "falling" };

/** "direct quote · says · negated". */
export function quoteLine(quote) {
  return [
    KIND[quote.kind],
    quote.cue && `“${quote.cue.text}”`,
    MODE[quote.mode],
    quote.negated && "negated: they did not say it",
    quote.in_caption && "in a caption",
  ].filter(Boolean).join(" · ");
}

/** "head teacher, Norwegian Military Academy", or "". */
export function roleLine(source) {
  return [source.role?.text, source.affiliation?.text].filter(Boolean).join(", ");
}

export const certaintyWords = (certainty) => CERTAINTY[certainty] ?? certainty;
export const trendWords = (trend) => TREND[trend] ?? "";

/** "up to 500 · square kilometre"; "" where a fact has no figure. */
export function figure(fact) {
  if (fact.value === null) return "";
  const said = [fact.value, fact.value_high].filter((value) => value !== null).map((value) => number(value)).join("–");
  const unit = fact.unit === "share" ? "of the whole" : fact.unit;
  return [`${BOUND[fact.bound] ?? ""}${said}`, unit].filter(Boolean).join(fact.unit === "share" ? " " : " · ");
}

/** A number with thousands separated, to twelve digits. */
export function number(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: 12 });
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PARTS = { Y: "year", M: "month", W: "week", D: "day", H: "hour", TM: "minute", S: "second" };
const NAMED = { SP: "spring", SU: "summer", FA: "autumn", AU: "autumn", WI: "winter", H1: "first half", H2: "second half", Q1: "first quarter", Q2: "second quarter", Q3: "third quarter", Q4: "fourth quarter" };
const LOOSE = { PAST_REF: "in the past", PRESENT_REF: "now", FUTURE_REF: "in the future" };

/** A TIMEX3 value as a reader would say it; what is not known here stays as it is. */
export function timeWords(value) {
  return LOOSE[value] ?? day(value) ?? span(value) ?? week(value) ?? named(value) ?? value;
}

function day(value) {
  const date = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d).*)?$/u.exec(value);
  if (!date) return null;
  const [, year, month, dayOfMonth, clock] = date;
  if (!month) return year;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth ?? 1)));
  if (Number.isNaN(moment.getTime())) return null;
  const options = { year: "numeric", month: "long", day: dayOfMonth && "numeric", timeZone: "UTC" };
  return [moment.toLocaleDateString("en-GB", options), clock].filter(Boolean).join(", ");
}

function span(value) {
  const length = /^P(?!$)((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?$/u.exec(value);
  if (!length) return null;
  const parts = [...[...length[1].matchAll(/([\d.]+)([YMWD])/gu)].map((part) => [part[1], part[2]])];
  for (const part of (length[2] ?? "").matchAll(/([\d.]+)([HMS])/gu)) parts.push([part[1], part[2] === "M" ? "TM" : part[2]]);
  return parts.map(([many, unit]) => `${many} ${PARTS[unit]}${many === "1" ? "" : "s"}`).join(" ");
}

function week(value) {
  const found = /^(\d{4}|XXXX)-W(\d\d|XX)(?:-([1-7]|WE))?$/u.exec(value);
  if (!found) return null;
  const [, year, weekOfYear, dayOfWeek] = found;
  if (year === "XXXX" || weekOfYear === "XX") return dayOfWeek ? `a ${DAYS[Number(dayOfWeek) - 1] ?? "weekend"}` : "a week";
  const inYear = `week ${Number(weekOfYear)} of ${year}`;
  return dayOfWeek ? `${DAYS[Number(dayOfWeek) - 1] ?? "weekend"}, ${inYear}` : inYear;
}

function named(value) {
  const found = /^(\d{4})-(SP|SU|FA|AU|WI|H[12]|Q[1-4])$/u.exec(value);
  return found ? `${NAMED[found[2]]} ${found[1]}` : null;
}
