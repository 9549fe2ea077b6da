"""Serves the pages and the live coach's own routes: ``streamlit run app.py``."""

from streamlit.starlette import App

from posecoach.ui.live.routes import live_routes

app = App("posecoach/ui/pages/home.py", routes=live_routes())
