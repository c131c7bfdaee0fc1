"""Accuracy and speed, measured by hand or in CI; no unit test."""
