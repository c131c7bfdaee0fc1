"""The last stage: everything found, back at its offsets in the submitted text and under its final ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .document import FoundQuote, FoundSource, Normalised, Sources
from .facts import FoundFact
from .normalise import submitted_span
from .types import (
    Article,
    Engine,
    ExpertReason,
    Extraction,
    Fact,
    FactSource,
    FactTime,
    Quote,
    Source,
    Span,
    Speaker,
    Stated,
    TextSpan,
    Time,
    Warning,
)

# Confidences are rounded so that the last bits of a float, which differ between processors, never reach a result.
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages found, at offsets into the normalised text; the parts name one another by index."""

    article: Article
    quotes: tuple[FoundQuote, ...]
    sources: Sources
    facts: tuple[FoundFact, ...]
    times: tuple[Time, ...]
    warnings: tuple[Warning, ...]


def without_attitudes(quotes: tuple[FoundQuote, ...], sources: Sources) -> tuple[tuple[FoundQuote, ...], Sources]:
    """The quotes that a newsroom calls so, and the sources without those that only an attitude leads to."""
    kept = [index for index, quote in enumerate(quotes) if quote.mode != "attitude"]
    reached = {sources.of_quote[index] for index in kept}
    dropped = {source for source in sources.of_quote if source is not None and source not in reached}
    place = {old: new for new, old in enumerate(i for i in range(len(sources.sources)) if i not in dropped)}
    of_quote = (sources.of_quote[index] for index in kept)
    return tuple(quotes[index] for index in kept), Sources(
        tuple(source for index, source in enumerate(sources.sources) if index not in dropped),
        tuple(None if source is None else place[source] for source in of_quote),
    )


def assemble(submitted: str, normalised: Normalised, found: Findings, engine: Engine) -> Extraction:
    """The result of an article.

    Every range is mapped to ``submitted`` and every text is the slice of ``submitted`` there. Quotes, sources and facts
    are numbered in the order in which the article brings them; sources that nothing rests on are left out.
    """
    back = _WayBack(submitted, normalised)
    source_ids = _number_sources(found)
    quotes = tuple(
        _quote(back, quote, f"q{number}", _speaker(back, quote, found.sources, source_ids, number - 1))
        for number, quote in enumerate(found.quotes, 1)
    )
    facts = tuple(_fact(back, fact, f"f{number}", source_ids) for number, fact in enumerate(found.facts, 1))
    sources = tuple(
        _source(back, found.sources.sources[index], source_id, quotes, facts) for index, source_id in source_ids.items()
    )
    return Extraction(
        article=found.article,
        quotes=quotes,
        sources=_with_shares(sources),
        facts=facts,
        times=tuple(_time(back, time) for time in found.times),
        warnings=tuple(
            Warning(warning.kind, warning.text, tuple(back.span(span.start, span.end) for span in warning.spans))
            for warning in found.warnings
        ),
        engine=engine,
    )


class _WayBack:
    """From the normalised text to the submitted one."""

    def __init__(self, submitted: str, normalised: Normalised) -> None:
        self.submitted = submitted
        self.normalised = normalised

    def span(self, start: int, end: int) -> Span:
        """The range of the submitted text that was read as ``start`` to ``end``."""
        return submitted_span(self.submitted, self.normalised, start, end)

    def text_span(self, part: TextSpan | Span | None) -> TextSpan | None:
        """The same with the slice it names."""
        if part is None:
            return None
        span = self.span(part.start, part.end)
        return TextSpan(span.of(self.submitted), span.start, span.end)


def _number_sources(found: Findings) -> dict[int, str]:
    """Index of each source that something rests on -> its id, in the order of its first quote or mention."""
    used = {index for index in found.sources.of_quote if index is not None}
    used |= {fact.source for fact in found.facts if fact.source is not None}
    first: dict[int, int] = {}
    for index in used:
        mentions = found.sources.sources[index].mentions
        first[index] = mentions[0].start if mentions else len(found.quotes)
    for quote, owner in zip(found.quotes, found.sources.of_quote, strict=True):
        if owner is not None:
            first[owner] = min(first[owner], quote.spans[0].start)
    return {index: f"s{number}" for number, index in enumerate(sorted(used, key=lambda i: (first[i], i)), 1)}


def _id_of(source_ids: dict[int, str], index: int | None) -> str | None:
    return None if index is None else source_ids[index]


def _speaker(
    back: _WayBack, quote: FoundQuote, sources: Sources, source_ids: dict[int, str], number: int
) -> Speaker | None:
    """Who speaks the quote at place ``number``, and how sure that is; ``None`` where nobody is named."""
    index = sources.of_quote[number]
    sure = None
    if index is not None:
        said = dict(sources.sources[index].speaker_confidence)
        sure = _rounded(said.get(quote.spans[0].start, sources.sources[index].confidence))
    mention = back.text_span(quote.speaker)
    if mention is not None:
        return Speaker(_id_of(source_ids, index), mention.text, mention.start, mention.end, sure)
    return None if index is None else Speaker(_id_of(source_ids, index), None, None, None, sure)


def _quote(back: _WayBack, quote: FoundQuote, quote_id: str, speaker: Speaker | None) -> Quote:
    spans = tuple(span for span in (back.span(s.start, s.end) for s in quote.spans) if span.start < span.end)
    return Quote(
        id=quote_id,
        kind=quote.kind,
        mode=quote.mode,
        text=" … ".join(span.of(back.submitted) for span in spans),
        spans=spans,
        cue=back.text_span(quote.cue),
        speaker=speaker,
        negated=quote.negated,
        in_caption=quote.in_caption,
        confidence=_rounded(quote.confidence),
    )


def _source(
    back: _WayBack, source: FoundSource, source_id: str, quotes: Iterable[Quote], facts: Iterable[Fact]
) -> Source:
    own = [quote for quote in quotes if quote.speaker and quote.speaker.source_id == source_id]
    reason = source.expert_reason
    if reason is not None:
        at = back.span(reason.start, reason.end)
        reason = ExpertReason(reason.rule, at.of(back.submitted), at.start, at.end)
    return Source(
        id=source_id,
        name=source.name,
        kind=source.kind,
        aliases=source.aliases,
        role=_stated(back, source.role),
        affiliation=_stated(back, source.affiliation),
        category=source.category,
        is_expert=source.is_expert,
        expert_reason=reason,
        part=source.part,
        anonymity_reason=back.text_span(source.anonymity_reason),
        words_quoted=sum(len(span.of(back.submitted).split()) for quote in own for span in quote.spans),
        mentions=tuple(back.span(span.start, span.end) for span in source.mentions),
        quote_ids=tuple(quote.id for quote in own),
        fact_ids=tuple(fact.id for fact in facts if fact.source and fact.source.source_id == source_id),
        confidence=_rounded(source.confidence),
        expert_confidence=_rounded(source.expert_confidence),
    )


def _with_shares(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources, each with its share of all words that are quoted from one."""
    total = sum(source.words_quoted for source in sources) or 1
    return tuple(replace(source, quoted_share=_rounded(source.words_quoted / total)) for source in sources)


def _stated(back: _WayBack, part: Stated | None) -> Stated | None:
    if part is None:
        return None
    at = back.span(part.start, part.end)
    return Stated(at.of(back.submitted), at.start, at.end, _rounded(part.confidence))


def _fact(back: _WayBack, fact: FoundFact, fact_id: str, source_ids: dict[int, str]) -> Fact:
    at = back.span(fact.span.start, fact.span.end)
    sentence = back.span(fact.sentence.start, fact.sentence.end)
    return Fact(
        id=fact_id,
        kind=fact.kind,
        text=at.of(back.submitted),
        start=at.start,
        end=at.end,
        sentence=TextSpan(sentence.of(back.submitted), sentence.start, sentence.end),
        value=fact.value,
        value_high=fact.value_high,
        bound=fact.bound,
        trend=fact.trend,
        unit=fact.unit,
        subject=fact.subject,
        time=_fact_time(back, fact.time),
        place=back.text_span(fact.place),
        source=_fact_source(back, fact, source_ids),
        quote_id=None if fact.quote is None else f"q{fact.quote + 1}",
        certainty=fact.certainty,
        check_worthiness=_rounded(fact.check_worthiness),
        confidence=_rounded(fact.confidence),
    )


def _fact_time(back: _WayBack, time: FactTime | None) -> FactTime | None:
    if time is None:
        return None
    at = back.span(time.start, time.end)
    return FactTime(time.value, at.of(back.submitted), at.start, at.end)


def _fact_source(back: _WayBack, fact: FoundFact, source_ids: dict[int, str]) -> FactSource | None:
    mention = back.text_span(fact.mention)
    source_id = _id_of(source_ids, fact.source)
    if mention is not None:
        return FactSource(source_id, mention.text, mention.start, mention.end)
    return FactSource(source_id, None, None, None) if source_id else None


def _time(back: _WayBack, time: Time) -> Time:
    at = back.span(time.start, time.end)
    return Time(at.of(back.submitted), at.start, at.end, time.type, time.value)


def _rounded(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), DECIMALS)
