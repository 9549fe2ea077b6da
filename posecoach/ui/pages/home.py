"""Navigation between the pages."""

from pathlib import Path

import streamlit as st

from posecoach.translation import translate as _
from posecoach.ui.language import ask_language, follow_language
from posecoach.ui.look import apply_look
from posecoach.ui.pages.coach import coach_page
from posecoach.ui.pages.progress import progress_page
from posecoach.ui.pages.review import review_page
from posecoach.ui.pages.stretches import stretches_page
from posecoach.ui.streamlit_roles import mend_roles
from posecoach.ui.streamlit_words import translate_streamlit

# Our own file: the browser would fetch a named icon from the internet.
_ICON = Path(__file__).parents[1] / "icon.svg"

st.set_page_config(page_title="PoseCoach", page_icon=str(_ICON), layout="wide")
follow_language()
page = st.navigation(
    [
        st.Page(coach_page, title=_("Coach"), icon=":material/videocam:", url_path="coach", default=True),
        st.Page(review_page, title=_("Review"), icon=":material/movie:", url_path="review"),
        st.Page(progress_page, title=_("Progress"), icon=":material/trending_up:", url_path="progress"),
        st.Page(stretches_page, title=_("Stretches"), icon=":material/menu_book:", url_path="stretches"),
    ],
    position="top",
)
apply_look()
translate_streamlit()
mend_roles()
ask_language()
page.run()
