"""Let Datasette find the project's plugin: ``datasette --plugins-dir xjtunews/explore/plugins``.

The ``datasette`` program does not look for packages where it is started, so the project's folder is named here.
"""

import sys
from pathlib import Path

_PROJECT = str(Path(__file__).resolve().parents[3])
if _PROJECT not in sys.path:
    sys.path.append(_PROJECT)

from xjtunews.explore.plugin import *  # noqa: E402, F403  # the hooks are what a plugin is
