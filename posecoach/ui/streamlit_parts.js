// Screen readers and the browser's own translation go by the page's language; Streamlit always says "en".
// Its own words are English too, the role of its upload area hides that area's name, and Vega names each mark of a
// chart by its fields, in English: the text of the whole chart says what it shows.
(({ language, words }) => {
  const NAMED = ["aria-label", "placeholder", "title"];
  const OURS = ".stHtml, .stMarkdown, [data-testid=stTable], [data-testid=stVegaLiteChart] svg";
  document.documentElement.lang = language;

  // "Fullscreen: a chart" begins with a word that is known; "500MB per file" ends with one.
  const translated = (text) => {
    if (words[text]) return words[text];
    for (const [said, word] of Object.entries(words)) {
      if (text.startsWith(`${said}: `)) return word + text.slice(said.length);
    }
    const help = /^Help for (.*)$/s.exec(text);
    if (help) return `${words["Help for"]} ${help[1]}`;
    return text.replace(/(\d+ ?[KMG]?B) per file$/, `$1 ${words["per file"]}`);
  };

  const mend = () => {
    for (const area of document.querySelectorAll("[data-testid=stFileUploaderDropzone][role=presentation]")) {
      area.setAttribute("role", "group");
    }
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart] svg:not([aria-hidden])")) {
      chart.setAttribute("aria-hidden", "true");
    }
    for (const one of document.querySelectorAll(NAMED.map((name) => `[${name}]`).join())) {
      if (one.closest(OURS)) continue;
      for (const name of NAMED) {
        const said = one.getAttribute(name);
        if (said && translated(said) !== said) one.setAttribute(name, translated(said));
      }
    }
    const parts = "[data-testid=stFileUploaderDropzone], [data-testid=stMainMenuPopover], [data-testid=stSkipToContent]";
    for (const part of document.querySelectorAll(parts)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        if (translated(text.data) !== text.data) text.data = translated(text.data);
      }
    }
  };

  window.posecoachParts?.disconnect();
  window.posecoachParts = new MutationObserver(mend);
  window.posecoachParts.observe(document.body, { childList: true, subtree: true });
  mend();
})(HANDED_OVER);
