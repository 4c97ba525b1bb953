"""A small but complete clinic site: every kind of page, two of most, and templates of a few lines."""

from __future__ import annotations

from pathlib import Path

SETTINGS = """\
[tool.site-builder]
output = "public"

[tool.site-builder.severity]
# Its texts change with every test.
review-changed = "off"
review-unsigned = "off"
# It has the words of the site that ships, and few templates to say them.
interface-key-unused = "off"
"""

CLINIC = """\
name: Small Clinic
tagline: Care on a small scale
url: https://small.example
email: hello@small.example
phone: "(503) 555-0100"
address:
  street: 1 Short Street
  city: Portland
  region: OR
  postal_code: "97205"
  country: US
people:
  writer:
    role: Writer
    credentials: MA
    page: about.md
  doctor:
    role: Doctor
    credentials: MD
default_author: writer
disclaimer: >-
  This is general information, not a diagnosis or advice. Reading it makes no doctor-patient relationship. Talk to a
  clinician before you change a treatment.
navigation:
  - label: Articles
    page: articles/
  - label: About
    page: about.md
footer:
  - label: Privacy
    page: privacy.md
security:
  contact: mailto:security@small.example
  expires: 2027-10-31
"""

REFERENCES = """\
@article{lee2020,
  author = {Lee, Ann and Roe, Bo},
  title = {Sleep and mood},
  journal = {Journal of Sleep},
  year = {2020},
  volume = {3},
  pages = {1--9},
  doi = {10.1000/sleep.1},
  grade = {B},
}

@book{night2021,
  title = {The book of nights},
  year = {2021},
  url = {https://books.example/night},
  grade = {C},
}

@article{owl2022,
  author = {Owl, Cy},
  title = {Why we dream},
  journal = {Journal of Sleep},
  year = {2022},
  doi = {10.1000/sleep.2},
  grade = {A},
}
"""

SLEEP = """\
---
title: About sleep
description: What sleep does.
date: 2026-10-01
reviewed: 2026-10-02
reviewed_by: doctor
topics: [rest]
questions: [can-i-nap]
aliases: [/old/sleep/]
---

Sleep helps most people [@lee2020; @night2021; @owl2022]. Read about [dreams](dreams.md#deep-sleep).

## What to do

Go to bed.

/// consultation
///
"""

DREAMS = """\
---
title: About dreams
description: What dreams are.
date: 2026-10-03
reviewed: 2026-10-04
reviewed_by: doctor
topics: [rest, mind]
---

Dreams come at night [@owl2022; @lee2020; @night2021]. Ask [us](../consultation.md), or read about [sleep](sleep.md).

## Deep sleep

It is deep.
"""

NAP = """\
---
question: Can I nap?
topic: rest
reviewed: 2026-10-02
reviewed_by: doctor
---

Yes, a short nap is fine [@lee2020].
"""

SNORE = """\
---
question: Why do I snore?
topic: noise
order: 1
reviewed: 2026-10-02
reviewed_by: doctor
---

Often because of the [way you sleep](../articles/sleep.md).
"""

NIGHT_CLINIC = """\
---
title: Night clinic
description: Open at night.
---

We measure your sleep.

## What to do next

Call us.
"""

INDEX = """\
---
title: Care for sleepers
description: A small clinic for people who sleep badly.
layout: home
---

Welcome.
"""

CONSULTATION = """\
---
title: A free talk
description: What happens in the first talk.
layout: consultation
---

We talk.
"""

ABOUT = """\
---
title: About us
description: Who we are.
---

We are small.
"""

PRIVACY = """\
---
title: Privacy
description: What we keep.
---

We keep nothing.
"""

ACCESSIBILITY = """\
---
title: Accessibility
description: How to ask for help.
---

Call [(503) 555-0100](tel:+15035550100) or write to [us](mailto:hello@small.example).
"""

BASE = """\
<!doctype html>
<html lang="{{ view.frame.language }}"><head><meta charset="utf-8">
<meta name="generator" content="site-builder">
<title>{{ view.head.title }}</title>
<link rel="canonical" href="{{ view.head.canonical }}">
<link rel="stylesheet" href="{{ view.frame.stylesheet }}"></head>
<body><a href="#main">To the text</a> <a href="{{ view.frame.base }}">{{ view.frame.name }}</a>
<main id="main">
<h1>{{ view.head.title }}</h1>
{% block main %}{% endblock %}
</main>
<p><a href="tel:988">Call 988</a> <a href="tel:911">Call 911</a>
<a href="{{ view.frame.base }}privacy/">Privacy</a> <a href="{{ view.frame.base }}accessibility/">Accessibility</a></p>
</body></html>
"""

PROSE = """\
{% macro prose(text) -%}
{% for html, slot in text | parts -%}
{{ html }}
{%- if slot and slot.kind == "link" and slot.url %}<a href="{{ slot.url }}">{% endif -%}
{%- if slot and slot.kind == "link-end" and slot.drawn %}</a>{% endif -%}
{%- if slot and slot.kind == "picture" -%}
{% for file in slot.picture.files %}<img src="{{ file.url }}" alt="{{ slot.alt }}">{% endfor -%}
{% endif -%}
{%- endfor %}
{%- endmacro %}
"""

TEXT_PAGE = """\
{% extends "layouts/base.html" %}
{% from "macros/prose.html" import prose %}
{% block main %}{{ prose(view.prose) }}{% endblock %}
"""

ARTICLE = """\
{% extends "layouts/base.html" %}
{% from "macros/prose.html" import prose %}
{% block main %}
<p>By {{ view.author.role }}, {{ (view.head.updated or view.published) | day }}
<time datetime="{{ (view.head.updated or view.published) | iso }}"></time>.
{% if view.review %}
Reviewed by {{ view.review.by.role }}
on <time datetime="{{ view.review.reviewed | iso }}">{{ view.review.reviewed | day }}</time>.
{% endif %}
{{ view.sponsor }}</p>
{{ prose(view.prose) }}
<p>{{ view.frame.disclaimer }}</p>
<script type="application/ld+json">{{ view.head.structured_data | safe }}</script>
{% endblock %}
"""

HOME = """\
{% extends "layouts/base.html" %}
{% from "macros/prose.html" import prose %}
{% block main %}{{ prose(view.prose) }}
{% for card in view.articles %}<a href="{{ card.url }}">{{ card.title }}</a>{% endfor %}{% endblock %}
"""

CARDS = """\
{% extends "layouts/base.html" %}
{% block main %}
{% for card in view.cards %}<a href="{{ card.url }}">{{ card.title }}</a>{% endfor %}{% endblock %}
"""

TOPICS = """\
{% extends "layouts/base.html" %}
{% block main %}
{% for topic in view.topics %}<a href="{{ topic.url }}">{{ topic.title }}</a>{% endfor %}{% endblock %}
"""

FAQ = """\
{% extends "layouts/base.html" %}
{% from "macros/prose.html" import prose %}
{% block main %}{% for topic in view.topics %}{% for answer in topic.answers %}
<h2 id="{{ answer.id }}">{{ answer.question }}</h2>{{ prose(answer.prose) }}{% endfor %}{% endfor %}{% endblock %}
"""

EVIDENCE = """\
{% extends "layouts/base.html" %}
{% block main %}
{% for source in view.sources %}<p id="source-{{ source.key }}">{{ source.html | safe }} {{ source.grade }}
{% for page in source.pages %}<a href="{{ page.url }}">{{ page.title }}</a>{% endfor %}</p>{% endfor %}
{% endblock %}
"""

PLAIN = """\
{% extends "layouts/base.html" %}
"""

INTERFACE = (Path(__file__).parents[1] / "templates/interface/en.yaml").read_text("utf-8")

FILES = {
    "content/clinic.yaml": CLINIC,
    "content/references.bib": REFERENCES,
    "content/index.md": INDEX,
    "content/consultation.md": CONSULTATION,
    "content/about.md": ABOUT,
    "content/privacy.md": PRIVACY,
    "content/accessibility.md": ACCESSIBILITY,
    "content/articles/sleep.md": SLEEP,
    "content/articles/dreams.md": DREAMS,
    "content/faq/can-i-nap.md": NAP,
    "content/faq/why-do-i-snore.md": SNORE,
    "content/services/night-clinic.md": NIGHT_CLINIC,
    "static/css/site.css": '@import "base.css";\n',
    "static/css/base.css": "body { color: black }\n",
    "static/note.txt": "A note.\n",
    "templates/layouts/base.html": BASE,
    "templates/layouts/home.html": HOME,
    "templates/layouts/page.html": TEXT_PAGE,
    "templates/layouts/consultation.html": TEXT_PAGE,
    "templates/layouts/article.html": ARTICLE,
    "templates/layouts/article_list.html": CARDS,
    "templates/layouts/topic_list.html": TOPICS,
    "templates/layouts/topic.html": PLAIN,
    "templates/layouts/faq.html": FAQ,
    "templates/layouts/service_list.html": PLAIN,
    "templates/layouts/evidence.html": EVIDENCE,
    "templates/layouts/service.html": TEXT_PAGE,
    "templates/layouts/search.html": PLAIN,
    "templates/layouts/not_found.html": PLAIN,
    "templates/layouts/redirect.html": PLAIN,
    "templates/macros/prose.html": PROSE,
    "templates/interface/en.yaml": INTERFACE,
    "pyproject.toml": SETTINGS,
}
"""Every file of the site, by its path."""


def write_files(root: Path, files: dict[str, str] = FILES) -> None:
    """Write the files below `root`."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
