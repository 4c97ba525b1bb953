"""The live preview: a site as it is while somebody writes it, and what is wrong with it, in their browser."""
