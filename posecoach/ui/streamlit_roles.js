// The role of Streamlit's upload area hides that area's name, and Vega names each mark of a chart by its fields, in
// English: the text of the whole chart says what it shows.
(() => {
  const mend = () => {
    for (const area of document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")) {
      area.setAttribute("role", "group");
    }
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart] svg:not([aria-hidden])")) {
      chart.setAttribute("aria-hidden", "true");
    }
  };

  window.posecoachRoles?.disconnect();
  window.posecoachRoles = new MutationObserver(mend);
  window.posecoachRoles.observe(document.body, { childList: true, subtree: true });
  mend();
})();
