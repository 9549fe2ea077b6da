"""Serves the pages and the live coach's own routes: ``posecoach app``, or ``streamlit run app.py``.

Streamlit reads its settings from ``.streamlit/config.toml`` beside this file. An installed copy has both in
``posecoach/served``.
"""

from pathlib import Path

from streamlit.starlette import App

import posecoach.ui
from posecoach.ui.live.routes import live_routes

app = App(Path(posecoach.ui.__path__[0], "pages", "home.py"), routes=live_routes())
