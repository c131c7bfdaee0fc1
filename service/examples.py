"""Examples for ``openapi.yaml``; a test holds them against their schemas."""

from __future__ import annotations

from typing import Any

JOB = "job_01jbmz6k3v0a1b2c3d4e5f6g7h"
ARTICLE = "art_01jbmz6k3v0a1b2c3d4e5f6g7h"
BATCH = "bat_01jbmz6k3v0a1b2c3d4e5f6g7h"

QUEUED_JOB: dict[str, Any] = {
    "id": JOB,
    "article_id": ARTICLE,
    "state": "queued",
    "attempt": 0,
    "priority": "normal",
    "batch_id": None,
    "progress": {"stage": None, "share": 0.0},
    "position": 3,
    "created_at": "2024-11-01T19:20:00.123Z",
    "started_at": None,
    "ended_at": None,
    "expires_at": None,
    "metrics": {"queue_seconds": None, "run_seconds": None},
    "error": None,
    "urls": {
        "get": f"/v1/jobs/{JOB}",
        "cancel": f"/v1/jobs/{JOB}",
        "events": f"/v1/jobs/{JOB}/events",
        "article": f"/v1/articles/{ARTICLE}",
    },
}
DONE_JOB: dict[str, Any] = {
    **QUEUED_JOB,
    "state": "succeeded",
    "attempt": 1,
    "progress": {"stage": "done", "share": 1.0},
    "position": None,
    "started_at": "2024-11-01T19:20:00.523Z",
    "ended_at": "2024-11-01T19:20:01.323Z",
    "expires_at": "2024-11-08T19:20:01.323Z",
    "metrics": {"queue_seconds": 0.4, "run_seconds": 0.8},
}
CANCELED_JOB: dict[str, Any] = {
    **QUEUED_JOB,
    "state": "canceled",
    "position": None,
    "ended_at": "2024-11-01T19:20:01.323Z",
    "expires_at": "2024-11-08T19:20:01.323Z",
    "metrics": {"queue_seconds": 1.2, "run_seconds": None},
}
RUNNING_BATCH: dict[str, Any] = {
    "id": BATCH,
    "state": "running",
    "total": 2,
    "counts": {"queued": 1, "running": 0, "succeeded": 0, "failed": 0, "canceled": 0, "refused": 1, "expired": 0},
    "created_at": "2024-11-01T19:20:00.123Z",
    "ended_at": None,
    "expires_at": None,
    "urls": {"get": f"/v1/batches/{BATCH}", "lines": f"/v1/batches/{BATCH}?include=lines"},
}
BATCH_ANSWER: dict[str, Any] = {
    "batch": RUNNING_BATCH,
    "answers": [
        {"index": 0, "status": 202, "job": {**QUEUED_JOB, "priority": "low", "batch_id": BATCH}},
        {
            "index": 1,
            "status": 422,
            "problem": {
                "type": "urn:quotewire:problem:invalid-fields",
                "title": "Some fields are not acceptable",
                "status": 422,
                "detail": "One field is not acceptable; see errors.",
                "errors": [{"detail": "The text is empty.", "pointer": "/text"}],
            },
        },
    ],
}
POLL_LINKS: dict[str, Any] = {
    "job": {
        "operationId": "get_job",
        "parameters": {"job_id": "$response.body#/id"},
        "description": "Poll the job until it has ended.",
    },
    "article": {
        "operationId": "get_article",
        "parameters": {"article_id": "$response.body#/article_id"},
        "description": "The result, once the job has succeeded.",
    },
    "cancel": {
        "operationId": "cancel_job",
        "parameters": {"job_id": "$response.body#/id"},
        "description": "Cancel the job.",
    },
}
BATCH_LINKS: dict[str, Any] = {
    "batch": {
        "operationId": "get_batch",
        "parameters": {"batch_id": "$response.body#/batch/id"},
        "description": "Poll the batch until it has ended.",
    }
}
