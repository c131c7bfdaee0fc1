"""Facts: quantities, events and claims, with what they measure, when, where, who says so and how firmly.

find_facts(evidence)             everything, from what the earlier stages found
find_quantities(text, layout)    numbers with unit, bound and trend, by form alone
"""

from __future__ import annotations

from .evidence import Evidence, Facts, FoundFact
from .find import find_facts
from .quantities import Quantity, find_quantities

__all__ = ["Evidence", "Facts", "FoundFact", "Quantity", "find_facts", "find_quantities"]
