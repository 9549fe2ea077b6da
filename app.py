"""Serves the pages and the live socket: ``streamlit run app.py``."""

from streamlit.starlette import App

from posecoach.ui.live.socket import live_route

app = App("posecoach/ui/pages/home.py", routes=[live_route])
