"""What a new content file begins with, to be written over: nobody means to publish it."""

from __future__ import annotations

PLACEHOLDER = "One sentence"
"""Stands in every field that must be written."""

PICTURE_PLACEHOLDER = "Describe this picture"
"""Stands where `check --fix` found a picture without a description."""

BODIES = {
    "article": """\
Say the main thing in the first paragraph: what is known, how well, and what is not.

## A heading for each part

A statement about an effect needs its source: write `[@key]` with a key of content/references.bib.

## What to do next

One small step that a reader can take.

/// consultation
///
""",
    "question": "Answer in 60 to 160 words, so that the answer stands on its own.\n",
    "service": """\
Say what the service is and who it may suit.

## What happens

## Who should not have it

## What it costs
""",
    "page": "Write here.\n",
}
"""What a new file begins with, below its front matter."""
