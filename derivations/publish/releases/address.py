"""Where the text is published: one setting, SITE_URL, which is empty in local builds.

A permanent address is the site's, then the folder of a released version where that is
known, then f/F17/ for a result and f/F17/#F17.2 for a formula of it.
"""

import os
from urllib.parse import urlsplit

from derivations.publish.places import permanent


def site_url() -> str:
    """The address of the site, which ends in a slash; empty until it is known."""
    url = os.environ.get("SITE_URL", "").strip()
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"SITE_URL is no address of a site: {url!r}")
    if parts.query or parts.fragment or any(c.isspace() for c in url):
        raise ValueError(f"SITE_URL has to end where pages begin: {url!r}")
    return f"{url.rstrip('/')}/"


def address(tag: str, folder: str = "") -> str:
    """The permanent address of a tag, or nothing where no site is known.

    `folder` is that of a released version, below the root of the site.
    """
    site = site_url()
    return f"{site}{folder and folder.strip('/') + '/'}{permanent(tag)}" if site else ""
