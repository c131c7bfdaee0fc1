"""What the API is measured against: a bare Flask application that gives the JSON back that it was sent."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

app = Flask(__name__)


@app.post("/")
def echo() -> Response:
    """The body, read and written as JSON."""
    return jsonify(request.get_json())
