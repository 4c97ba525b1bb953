"""The editor at /admin/: Sveltia CMS, which `make editor` fetches, set up for this site and served without strangers.

`config` makes its forms out of the types that the checks are made of. `bundle` knows which files there are and takes
the public addresses out of them. `page/` is what we wrote: the page, and how a file is read and written so that only
what a person changed changes. `app` answers the preview; `stages/editor.py` makes files of it for a published site.
"""
