"""The page that is served where there is none to show: its words say why, and the problems are laid over it."""

from __future__ import annotations

from html import escape

STYLE = "/-preview/preview.css"


def empty_page(title: str, words: str) -> bytes:
    """Return a page with this title and these words, in plain language; each line of them is a paragraph.

    It has a head, into which the preview puts its script, and needs nothing of the site, which may be broken.
    """
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line.strip())
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{escape(title)} · Preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{STYLE}">
</head>
<body class="empty">
<main class="empty__words">
<h1>{escape(title)}</h1>
{paragraphs}
<p><a href="/">To the home page</a></p>
</main>
</body>
</html>
""".encode()
