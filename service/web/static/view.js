// What of a result is shown: the result itself, the reader's filters, and what several parts of the page ask about it.

const HUES = 10;

/** Everything is shown. */
export const NO_FILTER = Object.freeze({ experts: false, kinds: ["direct", "indirect", "mixed"], certainty: "", least: 0 });

/** A result as the page shows it, under the given filters. */
export class View {
  constructor(result, filters = NO_FILTER) {
    this.result = result;
    this.byId = new Map(result.sources.map((source, at) => [source.id, { source, at }]));
    this.filters = filters;
    this.quotes = result.quotes.filter((quote) => this.#showsQuote(quote));
    this.facts = result.facts.filter((fact) => this.#showsFact(fact));
    this.sources = result.sources.filter((source) => this.#showsSource(source));
    this.times = result.times;
    this.warnings = result.warnings;
    this.quotesBySource = groupBy(this.quotes, (quote) => this.#known(quote.speaker?.source_id));
    this.factsBySource = groupBy(this.facts, (fact) => this.#known(fact.source?.source_id));
    this.wordsQuoted = result.sources.reduce((sum, source) => sum + source.words_quoted, 0);
  }

  /** The source of this id, or null. */
  source(id) {
    return this.byId.get(id)?.source ?? null;
  }

  /** The class that gives a source its colour. Ten colours take turns; the name beside each quote is what tells. */
  hue(id) {
    const known = this.byId.get(id);
    return known ? `s${known.at % HUES}` : "sx";
  }

  /** What the article itself calls a person for short, else the last name; as much of another name as fits. */
  shortName(source) {
    const words = source.name.split(/\s+/u);
    const name = source.kind === "person" ? (source.aliases.find((alias) => words.includes(alias)) ?? words.at(-1)) : source.name;
    return name.length > 20 ? `${name.slice(0, 19).replace(/[\uD800-\uDBFF]$/u, "").trimEnd()}…` : name;
  }

  #known(id) {
    return this.byId.has(id) ? id : "";
  }

  #isExpert(id) {
    return this.source(id)?.is_expert ?? false;
  }

  #showsQuote(quote) {
    const { experts, kinds, least } = this.filters;
    return kinds.includes(quote.kind) && quote.confidence >= least && (!experts || this.#isExpert(quote.speaker?.source_id));
  }

  #showsFact(fact) {
    const { experts, certainty, least } = this.filters;
    return (!certainty || fact.certainty === certainty) && fact.confidence >= least && (!experts || this.#isExpert(fact.source?.source_id));
  }

  #showsSource(source) {
    const { experts, least } = this.filters;
    return source.confidence >= least && (!experts || source.is_expert);
  }
}

function groupBy(things, keyOf) {
  const groups = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    if (groups.has(key)) groups.get(key).push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
