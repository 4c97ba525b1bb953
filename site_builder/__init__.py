"""A static website generator for clinics.

content/  templates/  static/  pyproject.toml
   │ load     files → Inputs                 the only stage that looks into the project folder
   │ parse    Source → Document              one file at a time; knows no other file
   │ plan     Documents → Site → Outputs     all files together: addresses, links, topics
   │ render   RenderTask → Rendered          one page at a time; knows only what its task carries
   ▼ Build    every file of the site and every Problem
write · check                                thin users of the same Build
"""
