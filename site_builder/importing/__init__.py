"""What `site-builder import` does: a text, a web page or a Word document becomes a draft article.

```
    source    FILE → bytes, or why it cannot be read
      │ text · page · word     each kind of file → Material: HTML, and what the file says about itself
      │ clean                  any HTML → few elements, blocks that hold paragraphs that hold words
      │ structure              headings, lists, footnotes, links and pictures as an article has them
      ▼ markdown               → Markdown in which a text means nothing but itself
    article
```
"""
