// The component's entry. Streamlit calls mount() for each run of the page's script, and the function that
// it returns before the next call and when the component is taken off the page.

import { CoachPage } from "./coach_page.js";

// By root element. Shared by all versions of this module: after an upgrade of the server an open page
// loads the new one while the old one is still there.
const pages = (globalThis.posecoachPages ??= new WeakMap());

export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".coach");
  let page = pages.get(root);
  if (!(page instanceof CoachPage)) {
    page?.unmount();
    page = new CoachPage(root, data);
    pages.set(root, page);
  }
  page.update(data, setTriggerValue);
  // Between two calls the element stays where it is.
  return () => setTimeout(() => root.isConnected || page.unmount());
}
