"""The weights of traits: what right answers have in common tells for them."""

from __future__ import annotations

from training.affiliations import WEIGHTS, Choice, fit, same_body


def test_a_trait_of_the_right_answers_weighs_for_them() -> None:
    near = [Choice([{"near"}, {"far"}, {"none"}], [True, False, False])] * 20
    given = [*near, *[Choice([{"far"}, {"none"}], [False, True])] * 20]

    weights = fit(given)

    assert weights["near"] > 0 > weights["far"]


def test_the_same_choices_give_the_same_weights() -> None:
    given = [Choice([{"near"}, {"none"}], [True, False])] * 9

    assert fit(given) == fit(list(given))


def test_a_body_is_known_by_half_of_its_words() -> None:
    assert same_body("the Wexcombe Foundation", "Wexcombe Foundation")
    assert not same_body("Wexcombe", "Wexcombe Foundation of the North")
    assert not same_body("Wexcombe", None)


def test_the_weights_are_where_the_engine_reads_them() -> None:
    assert WEIGHTS.is_file()
