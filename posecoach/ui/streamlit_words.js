// Replaces Streamlit's own words by those of the page's language, now and as new ones appear. What the live
// component says is not looked at: it stands in a shadow tree, in the right language.
(() => {
  const words = {} /* words */;
  const LONGEST = 300; // no text of Streamlit's is longer
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];

  const whole = new Map();
  const filledIn = [];
  for (const [english, native] of Object.entries(words)) {
    if (!english.includes("{")) whole.set(english, native);
    else {
      const escaped = english.replace(/[.*+?^$()|[\]\\/]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>.+?)");
      filledIn.push([new RegExp(`^${escaped}$`), native]);
    }
  }

  function native(english) {
    const text = english.trim();
    if (!text || text.length > LONGEST) return english;
    let said = whole.get(text);
    for (const [pattern, filled] of said === undefined ? filledIn : []) {
      const found = pattern.exec(text);
      if (found) {
        said = filled.replace(/\{(\w+)\}/g, (_, name) => found.groups[name]);
        break;
      }
    }
    return said === undefined ? english : english.replace(text, () => said);
  }

  // By node: what Streamlit wrote and what stands there, for a later change of the language.
  const page = (window.posecoachWords ??= { replaced: new WeakMap(), observer: null });

  function replace(node, part, now, write) {
    if (!now) return;
    const before = page.replaced.get(node)?.[part];
    const english = before?.shown === now ? before.english : now;
    const shown = native(english);
    if (shown === now) return;
    page.replaced.set(node, { ...page.replaced.get(node), [part]: { english, shown } });
    write(shown);
  }

  function replaceText(node) {
    if (["SCRIPT", "STYLE"].includes(node.parentElement?.tagName)) return;
    replace(node, "text", node.data, (text) => (node.data = text));
  }

  function replaceAttributes(element) {
    for (const name of ATTRIBUTES) {
      replace(element, name, element.getAttribute(name), (text) => element.setAttribute(name, text));
    }
  }

  function replaceWithin(root) {
    if (root.nodeType === Node.TEXT_NODE) return replaceText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = nodes.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) replaceText(node);
      else replaceAttributes(node);
    }
  }

  page.observer?.disconnect();
  page.observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(replaceWithin);
      else if (type === "characterData") replaceText(target);
      else replaceAttributes(target);
    }
  });
  page.observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  replaceWithin(document.body);
})();
