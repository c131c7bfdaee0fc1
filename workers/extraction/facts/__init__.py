"""Facts: quantities, events and claims, with what they measure, when, where, who says so and how firmly."""
